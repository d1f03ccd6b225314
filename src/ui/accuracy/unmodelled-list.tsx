import type { UnmodelledRow } from '../../domain/accuracy/accuracy-file.ts';
import { groupBy } from '../../domain/accuracy/group-by.ts';
import styles from './accuracy.module.css';

/** Runs that the model cannot be asked about, by the reason. */
export function UnmodelledList({ rows }: { readonly rows: readonly UnmodelledRow[] }) {
  return (
    <section aria-label="What cannot be modelled" className={styles.section}>
      <h3 className={styles.heading}>What cannot be modelled ({rows.length} runs)</h3>
      <ul className={styles.worst}>
        {[...groupBy(rows, ({ reason }) => reason)].map(([reason, members]) => (
          <li key={reason}>
            <strong>{members.length}</strong>: {reason}{' '}
            <span className={styles.muted}>({[...new Set(members.map(({ source }) => source))].join('; ')})</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
