import { type ReactNode, useId } from 'react';
import { Switch } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { Field } from './field.tsx';

/** A labelled switch. */
export function SwitchField({
  label,
  isOn,
  onChange,
  note,
  isDisabled = false,
}: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly note?: ReactNode;
  readonly isDisabled?: boolean;
}) {
  const id = useId();
  return (
    <Field label={label} labelId={id} note={note}>
      <Switch
        aria-labelledby={id}
        className={classNames(styles.switch)}
        isSelected={isOn}
        isDisabled={isDisabled}
        onChange={onChange}
      >
        <span className={classNames(styles.track)} />
      </Switch>
    </Field>
  );
}
