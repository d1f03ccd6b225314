import type { CalibratedMultiplier } from '../../domain/calibration/calibration-types.ts';
import type { Scenario } from '../../domain/estimate/scenario.ts';
import styles from './calibration.module.css';
import { nameConstant, writeConstant } from './constant-names.ts';

/** Least move of a logarithm that is listed, and least share of doubt that must have gone. */
const LEAST_MOVE = 0.005;
const LEAST_GAIN = 0.05;

const percent = (deviation: number): string => `±${(100 * deviation).toFixed(deviation < 0.1 ? 1 : 0)} %`;

function change(factor: number): string {
  const share = 100 * (factor - 1);
  return `${share < 0 ? '−' : '+'}${Math.abs(share).toFixed(1)} %`;
}

/** Which constants move, from what to what, and how well each is known before and after. */
export function MovedTable({
  multipliers,
  scenario,
}: {
  readonly multipliers: readonly CalibratedMultiplier[];
  /** The plan's, without a calibration. */
  readonly scenario: Scenario;
}) {
  const moved = multipliers
    .filter(
      ({ factor, deviation, priorDeviation }) =>
        Math.abs(Math.log(factor)) >= LEAST_MOVE || deviation < (1 - LEAST_GAIN) * priorDeviation,
    )
    .sort((a, b) => Math.abs(Math.log(b.factor)) - Math.abs(Math.log(a.factor)));
  const still = multipliers.length - moved.length;
  return (
    <>
      {moved.length === 0 ? null : (
        <table className={styles.table} aria-label="Constants that move">
          <thead>
            <tr>
              <th scope="col">Constant</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
              <th scope="col">Change</th>
              <th scope="col">Known to, before</th>
              <th scope="col">Known to, after</th>
            </tr>
          </thead>
          <tbody>
            {moved.map(({ id, factor, deviation, priorDeviation }) => (
              <tr key={id}>
                <th scope="row">{nameConstant(id, scenario)}</th>
                <td>{writeConstant(id, 1, scenario)}</td>
                <td>{writeConstant(id, factor, scenario)}</td>
                <td>{change(factor)}</td>
                <td>{percent(priorDeviation)}</td>
                <td>{percent(deviation)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {still === 0 ? null : (
        <p className={styles.aside}>
          {moved.length === 0
            ? 'No constant moves by half a per cent: the measurements agree with the model.'
            : `${still} other ${still === 1 ? 'constant moves' : 'constants move'} by less than half a per cent.`}
        </p>
      )}
    </>
  );
}
