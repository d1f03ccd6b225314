import { Trash2 } from 'lucide-react';
import type { CalibrationEvidence } from '../../domain/calibration/calibration-schema.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { IconButton } from '../theme/button.tsx';
import styles from './calibration.module.css';

/** One line: what was entered, with the step time that the model says before and after. */
export interface EntryLine extends CalibrationEvidence {
  readonly id: number;
  /** Why the run cannot be used; null when it is. */
  readonly problem: string | null;
}

const seconds = (value: number | null): string => (value === null ? '–' : formatQuantity('duration', value).text);

/** What was entered; `onRemove` absent = it is what the plan keeps already. */
export function EntryTable({
  label,
  lines,
  onRemove,
}: {
  readonly label: string;
  readonly lines: readonly EntryLine[];
  readonly onRemove?: (id: number) => void;
}) {
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Entered</th>
          <th scope="col">Of</th>
          <th scope="col">Measured</th>
          <th scope="col">Model before</th>
          <th scope="col">After</th>
          {onRemove === undefined ? null : <th scope="col" aria-label="Remove" />}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>
              {line.label}
              {line.problem === null ? null : <p className={styles.problem}>{line.problem}</p>}
            </td>
            <td title={`Scatter ±${(100 * line.spread).toFixed(1)} %`}>{formatQuantity('count', line.count).text}</td>
            <td>{seconds(line.measuredSeconds)}</td>
            <td>{seconds(line.beforeSeconds)}</td>
            <td>{seconds(line.afterSeconds)}</td>
            {onRemove === undefined ? null : (
              <td>
                <IconButton label={`Remove ${line.label}`} icon={Trash2} onPress={() => onRemove(line.id)} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
