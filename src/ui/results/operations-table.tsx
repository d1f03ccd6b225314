import type { OperationEstimate } from '../../domain/estimate/estimate.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import styles from './view.module.css';

const PHASES: Readonly<Record<OperationEstimate['phase'], string>> = {
  forward: 'forward',
  'input-gradient': 'input gradient',
  'weight-gradient': 'weight gradient',
  step: 'step',
};

/** Every operation of the slowest rank, the one that takes most of the step first. */
export function OperationsTable({ operations }: { readonly operations: readonly OperationEstimate[] }) {
  const rows = [...operations].sort((a, b) => b.seconds * b.repeats - a.seconds * a.repeats);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Operation</th>
          <th scope="col" className={styles.words}>
            Pass
          </th>
          <th scope="col">Runs</th>
          <th scope="col">In the step</th>
          <th scope="col">Rate</th>
          <th scope="col" className={styles.words}>
            Bound by
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((operation) => (
          <tr
            key={`${operation.name}-${operation.phase}`}
            title={`${formatQuantity('duration', operation.seconds).text} a run`}
          >
            <td>{operation.name}</td>
            <td className={styles.words}>{PHASES[operation.phase]}</td>
            <td>{formatQuantity('count', operation.repeats).text}</td>
            <td>{formatQuantity('duration', operation.seconds * operation.repeats).text}</td>
            <td>{operation.seconds > 0 ? formatQuantity('flops', operation.flops / operation.seconds).text : '–'}</td>
            <td className={styles.words}>{operation.bound}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
