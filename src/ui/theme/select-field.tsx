import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId } from 'react';
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
  return (
    <Field label={label} labelId={id} note={note} mark={mark} isWide={isWide}>
      <Select
        aria-labelledby={id}
        className={classNames(styles.select)}
        value={value}
        onChange={(key) => {
          const chosen = options.find((option) => option.id === key);
          if (chosen !== undefined) onChange(chosen.id);
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
                <span className={classNames(menuStyles.label)}>
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
    </Field>
  );
}
