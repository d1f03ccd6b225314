import type { CollectiveEstimate } from '../../domain/estimate/estimate.ts';
import type { NetworkLevel } from '../../domain/estimate/scenario.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { classNames } from '../theme/class-names.ts';
import styles from './view.module.css';

/** Every kind of collective in one step: how large, how often, where, and what it adds to the step. */
export function CollectivesTable({
  collectives,
  levels,
}: {
  readonly collectives: readonly CollectiveEstimate[];
  readonly levels: readonly NetworkLevel[];
}) {
  const used = collectives.filter((collective) => collective.bytes > 0 && collective.repeats > 0);
  if (used.length === 0) return <p className={styles.muted}>None: no accelerator waits for another.</p>;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Collective</th>
          <th scope="col">Ranks</th>
          <th scope="col">Size</th>
          <th scope="col">Calls</th>
          <th scope="col">Adds</th>
          <th scope="col" className={styles.words}>
            Over
          </th>
        </tr>
      </thead>
      <tbody>
        {used.map((collective) => (
          <tr
            key={`${collective.name}-${collective.category}`}
            title={`${collective.algorithm}, ${formatQuantity('duration', collective.seconds).text} a call`}
          >
            <td>
              <span className={styles.swatch} style={{ background: `var(--category-${collective.category})` }} />
              {collective.name}
            </td>
            <td>{formatQuantity('count', collective.ranks).text}</td>
            <td>{formatQuantity('bytes', collective.bytes).text}</td>
            <td>{formatQuantity('count', collective.repeats).text}</td>
            <td>{formatQuantity('duration', collective.exposedSeconds).text}</td>
            <td className={classNames(styles.words, styles.place)} title={levels[collective.level]?.label}>
              {levels[collective.level]?.label ?? '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
