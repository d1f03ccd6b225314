import type { CalibratedMultiplier } from '../../domain/calibration/calibration-types.ts';
import type { NetworkLevel } from '../../domain/estimate/scenario.ts';
import styles from './calibration.module.css';
import { nameConstant } from './constant-names.ts';

const percent = (deviation: number): string => `±${(100 * deviation).toFixed(deviation < 0.1 ? 1 : 0)} %`;

/** Which constants move, from 1 to what, and how well each is known before and after. */
export function MovedTable({
  multipliers,
  levels,
}: {
  readonly multipliers: readonly CalibratedMultiplier[];
  readonly levels: readonly Pick<NetworkLevel, 'label'>[];
}) {
  const byMove = [...multipliers].sort((a, b) => Math.abs(Math.log(b.factor)) - Math.abs(Math.log(a.factor)));
  return (
    <table className={styles.table} aria-label="Constants that move">
      <thead>
        <tr>
          <th scope="col">Constant</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
          <th scope="col">Known before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {byMove.map(({ id, factor, deviation, priorDeviation }) => (
          <tr key={id}>
            <td>{nameConstant(id, levels)}</td>
            <td>× 1</td>
            <td>× {factor.toFixed(3)}</td>
            <td>{percent(priorDeviation)}</td>
            <td>{percent(deviation)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
