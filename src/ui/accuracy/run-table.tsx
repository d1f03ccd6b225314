import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { AccuracyRow } from '../../domain/accuracy/accuracy-file.ts';
import { errorOfRow } from '../../domain/accuracy/summarize-accuracy.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { classNames } from '../theme/class-names.ts';
import styles from './accuracy.module.css';
import { signedPercentOf } from './accuracy-words.ts';

const PAGE = 50;

/** The plot's runs as a table. */
export function RunTable({ rows }: { readonly rows: readonly AccuracyRow[] }) {
  const [count, setCount] = useState(0);
  const shown = rows.slice(0, count);
  const counted = rows.filter((row) => row.isJudged).length;
  return (
    <section aria-label="Runs as a table" className={styles.section}>
      <h3 className={styles.heading}>Runs as a table ({rows.length})</h3>
      {counted === rows.length ? null : (
        <p className={styles.muted}>
          {rows.length - counted} of them are not counted above: records of lower quality, and second copies.
        </p>
      )}
      {shown.length === 0 ? null : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">Measured</th>
              <th scope="col">In-sample</th>
              <th scope="col">Error, in-sample</th>
              <th scope="col">Held out</th>
              <th scope="col">Error, held out</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.id}>
                <th scope="row" title={row.source.title}>
                  {row.id}
                </th>
                <td>{formatQuantity('duration', row.measuredSeconds).text}</td>
                <td>{formatQuantity('duration', row.predictedSeconds).text}</td>
                <td>{signedPercentOf(errorOfRow(row, 'in-sample'))}</td>
                <td>{formatQuantity('duration', row.heldOutSeconds).text}</td>
                <td>{signedPercentOf(errorOfRow(row, 'held-out'))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {count < rows.length ? (
        <Button className={classNames(styles.more)} onPress={() => setCount(count + PAGE)}>
          {count === 0 ? 'Show the table' : `Show ${Math.min(PAGE, rows.length - count)} more`}
        </Button>
      ) : null}
    </section>
  );
}
