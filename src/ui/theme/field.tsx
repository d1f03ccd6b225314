import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

/** A label at the left, a control at the right, a note below: one row of a form. */
export function Field({
  label,
  labelId,
  children,
  note,
  mark,
  isWide = false,
}: {
  readonly label: string;
  /** Id that the control names as its label. */
  readonly labelId: string;
  readonly children: ReactNode;
  readonly note?: ReactNode;
  /** Stands beside the label. */
  readonly mark?: ReactNode;
  readonly isWide?: boolean;
}) {
  return (
    <div className={classNames(styles.field, isWide && styles.wide)}>
      <div className={styles.heading}>
        <span className={styles.label} id={labelId}>
          {label}
        </span>
        {mark}
      </div>
      <div className={styles.value}>{children}</div>
      {note === undefined || note === null ? null : <div className={styles.note}>{note}</div>}
    </div>
  );
}
