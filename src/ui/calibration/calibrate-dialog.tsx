import { useMemo, useState } from 'react';
import { applyCalibration, calibrate } from '../../domain/calibration/calibrate.ts';
import { DEFAULT_PRIOR } from '../../domain/calibration/calibration-prior.ts';
import { summarizeEvidence } from '../../domain/calibration/describe-calibration.ts';
import type { LineProblem } from '../../domain/calibration/parse/read-lines.ts';
import { toPlanCalibration } from '../../domain/calibration/to-plan-calibration.ts';
import { compileScenario } from '../../domain/estimate/compile-scenario.ts';
import { setCalibration } from '../../domain/plan/commands/set-calibration.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { useDispatchOrTell } from '../inspector/use-dispatch.ts';
import { useEstimate } from '../results/estimate-context.ts';
import { Button } from '../theme/button.tsx';
import { Dialog } from '../theme/dialog.tsx';
import { useDocument } from '../use-stores.ts';
import styles from './calibration.module.css';
import { type CalibrationEntry, describeShape, type RunShape } from './calibration-entry.ts';
import { type EntryLine, EntryTable } from './entry-table.tsx';
import { LogForm } from './log-form.tsx';
import { MovedTable } from './moved-table.tsx';
import { ProblemNotes } from './problem-notes.tsx';
import { readEntry } from './read-entry.ts';
import { RunFields } from './run-fields.tsx';
import { SpeedForm } from './speed-form.tsx';
import { stepSecondsOf } from './step-unit.ts';
import { shapeKey, usePredictions } from './use-predictions.ts';

/** Moves the model's constants by the user's own measurements, and keeps that in the plan. */
export function CalibrateDialog({ onClose }: { readonly onClose: () => void }) {
  const plan = useDocument((state) => state.plan);
  const { catalog, compiled } = useEstimate();
  if (catalog === null || compiled?.ok !== true) {
    return (
      <Dialog title="Calibrate to own measurements" size="small" onClose={onClose}>
        <p className={styles.text}>
          Measurements are compared with the plan’s step, and there is none yet. Mend what the page says about the plan,
          then come back here.
        </p>
      </Dialog>
    );
  }
  return <Calibrate key={plan.name} onClose={onClose} catalog={catalog} />;
}

type Catalog = NonNullable<ReturnType<typeof useEstimate>['catalog']>;

function Calibrate({ onClose, catalog }: { readonly onClose: () => void; readonly catalog: Catalog }) {
  const plan = useDocument((state) => state.plan);
  const dispatch = useDispatchOrTell();
  const plain = useMemo(() => compileScenario({ ...plan, calibration: null }, catalog), [plan, catalog]);
  const scenario = plain.ok ? plain.scenario : null;
  const own: RunShape = {
    accelerators: scenario?.strategy.accelerators ?? 1,
    tensor: plan.strategy.tensor,
    context: plan.strategy.context,
    pipeline: plan.strategy.pipeline,
    microBatchSequences: plan.strategy.microBatchSequences,
    globalBatchSequences: plan.workload.globalBatchSequences,
  };
  const [shape, setShape] = useState(own);
  const [entries, setEntries] = useState<readonly CalibrationEntry[]>([]);
  const [problems, setProblems] = useState<readonly LineProblem[]>([]);
  const shapes = [own, ...entries.flatMap(({ run }) => (run === null ? [] : [run.shape]))];
  const predictions = usePredictions(plan, catalog, shapes);
  const add = (entry: Omit<CalibrationEntry, 'id'>): void =>
    setEntries((list) => [...list, { ...entry, id: 1 + Math.max(0, ...list.map(({ id }) => id)) }]);

  const runs = entries.flatMap(({ run }) => {
    const prediction = run === null ? undefined : predictions.get(shapeKey(run.shape));
    if (run === null || prediction === undefined || 'problem' in prediction) return [];
    return [{ ...prediction, measuredSeconds: run.seconds, configuration: shapeKey(run.shape) }];
  });
  const direct = entries.flatMap((entry) => entry.direct);
  const calibration = calibrate(runs, DEFAULT_PRIOR, direct);
  const step = predictions.get(shapeKey(own));
  const isReady = step !== undefined && !('problem' in step) && runs.length + direct.length > 0;
  const corrected = isReady ? applyCalibration(calibration, step) : null;
  const lines: EntryLine[] = entries.map(({ id, kind, label, count, spread, run }) => {
    const prediction = run === null ? undefined : predictions.get(shapeKey(run.shape));
    const problem = prediction !== undefined && 'problem' in prediction ? prediction.problem : null;
    const sound = prediction === undefined || 'problem' in prediction ? null : prediction;
    return {
      id,
      kind,
      label,
      count,
      spread,
      measuredSeconds: run?.seconds ?? null,
      beforeSeconds: sound?.predictedSeconds ?? null,
      afterSeconds: sound === null ? null : applyCalibration(calibration, sound).seconds,
      problem,
    };
  });

  function apply(): void {
    if (!isReady || scenario === null || !plain.ok) return;
    const kept = toPlanCalibration(calibration, {
      madeOn: new Date().toISOString().slice(0, 10),
      acceleratorId: plain.acceleratorId,
      softwareStackId: plan.strategy.softwareStackId,
      levels: scenario.network.levels.length,
      evidence: lines.filter(({ problem }) => problem === null).map(({ id: _id, problem: _problem, ...each }) => each),
      step,
    });
    dispatch(setCalibration(kept));
    setEntries([]);
    setProblems([]);
  }

  return (
    <Dialog
      title="Calibrate to own measurements"
      size="large"
      onClose={onClose}
      footer={
        <>
          {plan.calibration === null ? null : (
            <Button variant="danger" onPress={() => dispatch(setCalibration(null))}>
              Remove calibration
            </Button>
          )}
          <Button variant="primary" isDisabled={!isReady} onPress={apply}>
            Apply
          </Button>
        </>
      }
    >
      {plan.calibration === null ? (
        <p className={styles.text}>
          Enter what your cluster really does. The constants of the model move towards it: little for one run, much for
          ten that agree, since single runs scatter. The plan keeps the factors, and what they rest on.
        </p>
      ) : (
        <section className={styles.section} aria-label="Calibration in force">
          <h3>In force: {summarizeEvidence(plan.calibration)}</h3>
          <p className={styles.text}>
            A step time is off by about ±{(100 * plan.calibration.residual.after).toFixed(1)} %, without the calibration
            by ±{(100 * plan.calibration.residual.before).toFixed(1)} %. What you apply below takes its place.
          </p>
          <EntryTable
            label="What it rests on"
            lines={plan.calibration.evidence.map((each, id) => ({ ...each, id, problem: null }))}
          />
        </section>
      )}
      <section className={styles.section} aria-label="Measured run">
        <h3>A measured run, cut like this</h3>
        <RunFields shape={shape} onChange={setShape} />
        <SpeedForm
          onAdd={(value, unit) => {
            if (scenario === null) return;
            const { model, training } = scenario;
            const seconds = stepSecondsOf(value, unit, shape, training.sequenceLengthTokens, model);
            add({
              kind: 'step-time',
              label: describeShape(shape),
              count: 1,
              spread: 0,
              run: { shape, seconds },
              direct: [],
            });
          }}
        />
        <LogForm
          onText={(text, name) => {
            if (scenario === null) return;
            const reading = readEntry(text, name, shape, scenario);
            setProblems(reading.problems);
            if (reading.entry !== null) add(reading.entry);
          }}
        />
        <ProblemNotes problems={problems} />
      </section>
      {entries.length === 0 ? null : (
        <section className={styles.section} aria-label="Preview">
          <h3>What was entered</h3>
          <EntryTable
            label="What was entered"
            lines={lines}
            onRemove={(id) => setEntries((list) => list.filter((entry) => entry.id !== id))}
          />
          {corrected === null || step === undefined || 'problem' in step ? null : (
            <p className={styles.result} role="status">
              This plan’s step: {formatQuantity('duration', step.predictedSeconds).text} ±
              {(100 * corrected.deviationBefore).toFixed(1)} % →{' '}
              <strong>{formatQuantity('duration', corrected.seconds).text}</strong> ±
              {(100 * corrected.deviationAfter).toFixed(1)} %, from {calibration.effectiveRuns.toFixed(1)}{' '}
              {calibration.effectiveRuns === 1 ? 'run' : 'runs'} that agree and {direct.length} constants measured alone
            </p>
          )}
          {calibration.multipliers.length === 0 ? null : (
            <MovedTable multipliers={calibration.multipliers} levels={scenario?.network.levels ?? []} />
          )}
        </section>
      )}
    </Dialog>
  );
}
