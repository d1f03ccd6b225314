import type { AccuracyFigure } from '../../domain/accuracy/accuracy-file.ts';
import { classNames } from '../theme/class-names.ts';
import styles from './accuracy.module.css';
import { precisePercentOf, signedPercentOf } from './accuracy-words.ts';

/** Named sets of runs and how near the model comes to them. */
export function BoundsTable({
  title,
  figures,
}: {
  readonly title: string;
  readonly figures: readonly AccuracyFigure[];
}) {
  return (
    <section aria-label={title} className={styles.section}>
      <h3 className={styles.heading}>{title}</h3>
      <table className={classNames(styles.table, styles.bounds)}>
        <thead>
          <tr>
            <th scope="col">Set</th>
            <th scope="col" className={styles.figure}>
              Figure
            </th>
            <th scope="col">Count</th>
            <th scope="col">Value</th>
            <th scope="col">Goal</th>
            <th scope="col">Met</th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ id, name, figure, count, value, bound }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td className={styles.figure}>{figure}</td>
              <td>{count}</td>
              <td>{writeValue(figure, value, bound)}</td>
              <td>{writeGoal(figure, bound)}</td>
              <td>{isMet(figure, value, bound)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A share is to be reached, an error not to be passed. */
const isShare = (figure: string): boolean => figure === 'share';

/** With a digit more where the value would read as its goal without meeting it. */
function writeValue(figure: string, value: number | null, bound: number | null): string {
  if (figure.startsWith('signed')) return signedPercentOf(value);
  const text = precisePercentOf(value);
  if (value === null || text !== precisePercentOf(bound) || isMet(figure, value, bound) === 'yes') return text;
  return `${(100 * value).toFixed(2)} %`;
}

function writeGoal(figure: string, bound: number | null): string {
  if (bound === null) return '–';
  const sign = isShare(figure) ? '≥' : figure.startsWith('signed') ? '±' : '≤';
  return `${sign} ${precisePercentOf(bound)}`;
}

function isMet(figure: string, value: number | null, bound: number | null): string {
  if (value === null || bound === null) return '–';
  return (isShare(figure) ? value >= bound : Math.abs(value) <= bound) ? 'yes' : 'no';
}
