import { Trash2 } from 'lucide-react';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { IconButton } from '../theme/button.tsx';
import styles from './calibration.module.css';
import type { CalibrationEntry } from './calibration-entry.ts';

/** One entry with the step time that the model says before and after. */
export interface EntryLine extends CalibrationEntry {
  readonly afterSeconds: number | null;
  /** Why the run cannot be used; null when it is. */
  readonly problem: string | null;
}

/** Beyond this, either way, a wrong unit or strategy is likelier than a wrong model. */
const UNLIKELY_RATIO = 2;

const writeTimes = (ratio: number): string => formatQuantity('count', Number(ratio.toPrecision(2))).text;
const seconds = (value: number | null): string => (value === null ? '–' : formatQuantity('duration', value).text);

/** What was entered. */
export function EntryTable({
  lines,
  onRemove,
}: {
  readonly lines: readonly EntryLine[];
  readonly onRemove: (id: number) => void;
}) {
  return (
    <table className={styles.table} aria-label="What was entered">
      <thead>
        <tr>
          <th scope="col">Entry</th>
          <th scope="col">Steps or rows</th>
          <th scope="col">Scatter</th>
          <th scope="col">Measured</th>
          <th scope="col">Model before</th>
          <th scope="col">Model after</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row">
              {line.label}
              <Remark line={line} />
            </th>
            <td>{formatQuantity('count', line.count).text}</td>
            <td>{line.count === 1 ? '–' : `±${(100 * line.spread).toFixed(1)} %`}</td>
            <td>{seconds(line.measuredSeconds)}</td>
            <td>{seconds(line.beforeSeconds)}</td>
            <td>{seconds(line.afterSeconds)}</td>
            <td>
              <IconButton label={`Remove ${line.label}`} icon={Trash2} onPress={() => onRemove(line.id)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Remark({ line }: { readonly line: EntryLine }) {
  if (line.problem !== null) return <p className={styles.problem}>Left out: {line.problem}</p>;
  if (line.measuredSeconds === null || line.beforeSeconds === null) return null;
  const ratio = line.measuredSeconds / line.beforeSeconds;
  if (ratio < UNLIKELY_RATIO && ratio > 1 / UNLIKELY_RATIO) return null;
  return (
    <p className={styles.doubt}>
      {ratio > 1
        ? `${writeTimes(ratio)} times as long as the model says`
        : `The model says ${writeTimes(1 / ratio)} times as long`}
      : check the unit and how the run was cut.
    </p>
  );
}
