import type { ReactNode } from 'react';
import styles from './field.module.css';

/** A label at the left, a control at the right, a note below: one row of a form. */
export function Field({
  label,
  labelId,
  children,
  note,
}: {
  readonly label: string;
  /** Id that the control names as its label. */
  readonly labelId: string;
  readonly children: ReactNode;
  readonly note?: ReactNode;
}) {
  return (
    <div className={styles.field}>
      <span className={styles.label} id={labelId}>
        {label}
      </span>
      <div className={styles.value}>{children}</div>
      {note === undefined || note === null ? null : <div className={styles.note}>{note}</div>}
    </div>
  );
}
