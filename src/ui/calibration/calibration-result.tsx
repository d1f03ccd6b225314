import { applyCalibration } from '../../domain/calibration/calibrate.ts';
import type { PredictedStep } from '../../domain/calibration/calibration-types.ts';
import type { Scenario } from '../../domain/estimate/scenario.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import styles from './calibration.module.css';
import { MovedTable } from './moved-table.tsx';
import { useBandChange } from './use-band-change.ts';
import type { CalibrationDraft } from './use-calibration-draft.ts';

const percent = (deviation: number): string => `±${(100 * deviation).toFixed(1)} %`;
const amount = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** The same in one line, said aloud as entries come and go. */
export function ResultSummary({ draft, step }: { readonly draft: CalibrationDraft; readonly step: PredictedStep }) {
  const corrected = applyCalibration(draft.calibration, step);
  const band = useBandChange(corrected);
  return (
    <p className={styles.summary} role="status">
      Step time {formatQuantity('duration', step.predictedSeconds).text} →{' '}
      <strong>{formatQuantity('duration', corrected.seconds).text}</strong>
      {band === null ? '' : `, 80 % band ${band.before} → ${band.after}`}
    </p>
  );
}

/** What the entries do: the plan's step and every constant that moves, before and after. */
export function CalibrationResult({
  draft,
  step,
  scenario,
}: {
  readonly draft: CalibrationDraft;
  readonly step: PredictedStep;
  readonly scenario: Scenario;
}) {
  const { calibration, runs, constants } = draft;
  const corrected = applyCalibration(calibration, step);
  const band = useBandChange(corrected);
  return (
    <section className={styles.section} aria-label="What it does">
      <h3>What it does to this plan</h3>
      <dl className={styles.figures}>
        <div>
          <dt>Step time</dt>
          <dd>
            {formatQuantity('duration', step.predictedSeconds).text} →{' '}
            <strong>{formatQuantity('duration', corrected.seconds).text}</strong>
          </dd>
        </div>
        {band === null ? null : (
          <div>
            <dt>80 % band</dt>
            <dd>
              {band.before} → <strong>{band.after}</strong>
            </dd>
          </div>
        )}
        <div>
          <dt>Scatter of own runs around it, one standard deviation</dt>
          <dd>
            {percent(corrected.deviationBefore)} → <strong>{percent(corrected.deviationAfter)}</strong>
          </dd>
        </div>
        <div>
          <dt>Rests on</dt>
          <dd>
            {amount(runs, 'run', 'runs')}
            {runs === 0 ? '' : `, weighing ${calibration.effectiveRuns.toFixed(1)}`}
            {constants === 0 ? '' : `; ${amount(constants, 'constant', 'constants')} from tables`}
          </dd>
        </div>
      </dl>
      <MovedTable multipliers={calibration.multipliers} scenario={scenario} />
      {runs === 0 ? null : (
        <p className={styles.aside}>
          Runs of one configuration weigh together as one, since they share what the model leaves out of it; runs that
          the others contradict weigh less. The band rests on published runs like this plan, and narrows as the scatter
          of own runs does.
        </p>
      )}
    </section>
  );
}
