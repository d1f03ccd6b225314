import { useId } from 'react';
import fieldStyles from '../theme/field.module.css';
import styles from './calibration.module.css';
import type { RunShape } from './calibration-entry.ts';

const FIELDS: readonly (readonly [keyof RunShape, string])[] = [
  ['accelerators', 'Accelerators'],
  ['tensor', 'Tensor parallel'],
  ['context', 'Context parallel'],
  ['pipeline', 'Pipeline stages'],
  ['microBatchSequences', 'Micro-batch'],
  ['globalBatchSequences', 'Global batch'],
];

/** How the measured run was cut; begins as the plan is. */
export function RunFields({
  shape,
  onChange,
}: {
  readonly shape: RunShape;
  readonly onChange: (shape: RunShape) => void;
}) {
  const id = useId();
  return (
    <div className={styles.fields}>
      {FIELDS.map(([field, label]) => (
        <label key={field} className={styles.field} htmlFor={`${id}-${field}`}>
          <span>{label}</span>
          <input
            id={`${id}-${field}`}
            className={fieldStyles.input}
            type="number"
            min={1}
            max={1_000_000}
            step={1}
            value={shape[field]}
            onChange={(event) => {
              const value = event.target.valueAsNumber;
              if (Number.isInteger(value) && value >= 1 && value <= 1_000_000) onChange({ ...shape, [field]: value });
            }}
          />
        </label>
      ))}
    </div>
  );
}
