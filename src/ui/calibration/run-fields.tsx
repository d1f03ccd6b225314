import { useId, useState } from 'react';
import type { RunShape } from '../../domain/calibration/calibration-schema.ts';
import fieldStyles from '../theme/field.module.css';
import styles from './calibration.module.css';

const FIELDS: readonly (readonly [keyof RunShape, string, number])[] = [
  ['accelerators', 'Accelerators', 1_000_000],
  ['tensor', 'Tensor parallel', 1_000_000],
  ['context', 'Context parallel', 1_000_000],
  ['pipeline', 'Pipeline stages', 1_000_000],
  ['expert', 'Expert parallel', 1_000_000],
  ['microBatchSequences', 'Micro-batch, sequences', 1_000_000],
  ['globalBatchSequences', 'Global batch, sequences', 1_000_000],
  ['sequenceLengthTokens', 'Sequence length, tokens', 100_000_000],
];

/** How the measured run was cut; begins as the plan is. */
export function RunFields({
  shape,
  isMixture,
  onChange,
}: {
  readonly shape: RunShape;
  /** Whether the model has experts. */
  readonly isMixture: boolean;
  readonly onChange: (shape: RunShape) => void;
}) {
  return (
    <div className={styles.fields}>
      {FIELDS.filter(([field]) => field !== 'expert' || isMixture || shape.expert > 1).map(([field, label, most]) => (
        <CountField
          key={field}
          label={label}
          most={most}
          value={shape[field]}
          onChange={(value) => onChange({ ...shape, [field]: value })}
        />
      ))}
    </div>
  );
}

/** A whole number from 1 on. What is typed stays until it is one; the last good number holds meanwhile. */
function CountField({
  label,
  most,
  value,
  onChange,
}: {
  readonly label: string;
  readonly most: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const isWrong = draft !== null && readCount(draft, most) === null;
  return (
    <label className={styles.field} htmlFor={id}>
      <span>{label}</span>
      <input
        id={id}
        className={fieldStyles.input}
        inputMode="numeric"
        value={draft ?? String(value)}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        onChange={(event) => {
          setDraft(event.target.value);
          const count = readCount(event.target.value, most);
          if (count !== null) onChange(count);
        }}
        onBlur={() => setDraft(null)}
      />
      {isWrong ? (
        <span id={`${id}-wrong`} className={styles.wrong} role="status">
          A whole number from 1; {value} holds.
        </span>
      ) : null}
    </label>
  );
}

/** A typed whole number, spaces and commas between groups of three allowed; null when it is none or out of range. */
function readCount(text: string, most: number): number | null {
  const digits = text.replace(/[\s,\u2009]/g, '');
  const count = /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
  return count >= 1 && count <= most ? count : null;
}
