import type { AccuracyTable } from '../../domain/accuracy/accuracy-file.ts';
import { explainWorst } from '../../domain/accuracy/explain-worst.ts';
import { errorOfRow } from '../../domain/accuracy/summarize-accuracy.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import styles from './accuracy.module.css';
import { signedPercentOf } from './accuracy-words.ts';

/** The runs that are predicted worst, and what the record and its neighbours suggest. */
export function WorstList({ table }: { readonly table: AccuracyTable }) {
  return (
    <section aria-label="The worst ten" className={styles.section}>
      <h3 className={styles.heading}>The worst ten of all runs, in-sample, one of each configuration</h3>
      <ol className={styles.worst}>
        {table.worst.map((worst) => {
          const row = table.rows.find(({ id }) => id === worst.id);
          if (row === undefined) return null;
          return (
            <li key={worst.id}>
              <strong>{row.id}</strong> <span className={styles.muted}>({row.source.title})</span>: predicted{' '}
              {formatQuantity('duration', row.predictedSeconds).text}, measured{' '}
              {formatQuantity('duration', row.measuredSeconds).text}, {signedPercentOf(errorOfRow(row, 'in-sample'))}.{' '}
              {explainWorst(worst, row).join(' ').replaceAll(' %', '\u00a0%')}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
