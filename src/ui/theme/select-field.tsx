import { ChevronDown } from 'lucide-react';
import { memo, type ReactNode, useCallback, useEffect, useId, useRef } from 'react';
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue, Text } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { Field } from './field.tsx';
import menuStyles from './menu.module.css';

/** One choice of a {@link SelectField}. */
export interface SelectOption<T extends string> {
  readonly id: T;
  readonly label: string;
  /** A second line that says what it means. */
  readonly note?: string;
  readonly isDisabled?: boolean;
}

/** A labelled choice of one out of a few. */
export function SelectField<T extends string>({
  label,
  value,
  options,
  onChange,
  note,
  mark,
  isWide = false,
}: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly SelectOption<T>[];
  readonly onChange: (value: T) => void;
  /** What stands below the field. */
  readonly note?: ReactNode;
  /** What stands beside the label. */
  readonly mark?: ReactNode;
  readonly isWide?: boolean;
}) {
  const id = useId();
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const choose = useCallback((key: string) => latest.current(key as T), []);
  return (
    <Field label={label} labelId={id} note={note} mark={mark} isWide={isWide}>
      <Choice labelId={id} value={value} options={options} onChoose={choose} />
    </Field>
  );
}

interface ChoiceProps {
  readonly labelId: string;
  readonly value: string;
  readonly options: readonly SelectOption<string>[];
  readonly onChoose: (id: string) => void;
}

/** Building the list of options is the costly part, and most edits change none of them. */
const Choice = memo(function Choice({ labelId, value, options, onChoose }: ChoiceProps) {
  return (
    <Select
      aria-labelledby={labelId}
      className={classNames(styles.select)}
      value={value}
      onChange={(key) => {
        if (options.some((option) => option.id === key)) onChoose(String(key));
      }}
    >
      <Button className={classNames(styles.control)}>
        <SelectValue className={classNames(styles.selectValue)}>
          {({ defaultChildren, selectedText }) => selectedText || defaultChildren}
        </SelectValue>
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className={classNames(menuStyles.popover)}>
        <ListBox className={classNames(menuStyles.list)} items={options}>
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.label}
              isDisabled={option.isDisabled ?? false}
              className={classNames(menuStyles.item)}
            >
              <span className={menuStyles.label}>
                {option.label}
                {option.note === undefined ? null : (
                  <Text slot="description" className={classNames(menuStyles.note)}>
                    {option.note}
                  </Text>
                )}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}, isSameChoice);

function isSameChoice(before: ChoiceProps, after: ChoiceProps): boolean {
  return (
    before.labelId === after.labelId &&
    before.value === after.value &&
    before.onChoose === after.onChoose &&
    before.options.length === after.options.length &&
    before.options.every((option, index) => {
      const other = after.options[index];
      return (
        option === other ||
        (option.id === other?.id &&
          option.label === other.label &&
          option.note === other.note &&
          option.isDisabled === other.isDisabled)
      );
    })
  );
}
