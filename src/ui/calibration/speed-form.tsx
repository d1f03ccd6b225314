import { useId, useState } from 'react';
import { Button } from '../theme/button.tsx';
import fieldStyles from '../theme/field.module.css';
import { SelectField } from '../theme/select-field.tsx';
import styles from './calibration.module.css';
import { parseAmount } from './parse-amount.ts';
import { STEP_UNITS, type StepUnit } from './step-unit.ts';

/** One measured step time, in the unit in which it is known. */
export function SpeedForm({
  isFull,
  onAdd,
}: {
  /** Whether no more can be added. */
  readonly isFull: boolean;
  readonly onAdd: (value: number, unit: StepUnit) => void;
}) {
  const id = useId();
  const [text, setText] = useState('');
  const [unit, setUnit] = useState<StepUnit>('seconds');
  const value = parseAmount(text);
  const isWrong = text !== '' && value === null;
  return (
    <form
      className={styles.speed}
      onSubmit={(event) => {
        event.preventDefault();
        if (value === null || isFull) return;
        onAdd(value, unit);
        setText('');
      }}
    >
      <label className={styles.field} htmlFor={id}>
        <span>Measured</span>
        <input
          id={id}
          className={fieldStyles.input}
          inputMode="decimal"
          placeholder="4.51"
          value={text}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? `${id}-wrong` : undefined}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <div className={styles.unit}>
        <SelectField label="Unit" value={unit} options={STEP_UNITS} onChange={setUnit} />
      </div>
      <Button type="submit" isDisabled={value === null || isFull}>
        Add run
      </Button>
      {isWrong ? (
        <p id={`${id}-wrong`} className={styles.wrong} role="status">
          Not a number above 0, such as 4.51.
        </p>
      ) : null}
    </form>
  );
}
