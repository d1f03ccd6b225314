import { useMemo, useState } from 'react';
import { summarizeEvidence } from '../../domain/calibration/describe-calibration.ts';
import { toPlanCalibration } from '../../domain/calibration/to-plan-calibration.ts';
import { compileScenario } from '../../domain/estimate/compile-scenario.ts';
import type { CompiledScenario } from '../../domain/estimate/compiled-scenario.ts';
import { setCalibration } from '../../domain/plan/commands/set-calibration.ts';
import { useDispatchOrTell } from '../inspector/use-dispatch.ts';
import { useCatalog } from '../results/estimate-context.ts';
import type { DialogComponentProps } from '../shell/dialog-props.ts';
import { Button } from '../theme/button.tsx';
import { classNames } from '../theme/class-names.ts';
import { Dialog } from '../theme/dialog.tsx';
import { useDocument } from '../use-stores.ts';
import styles from './calibration.module.css';
import { describeShape, shapeOfPlan } from './calibration-entry.ts';
import { CalibrationResult, ResultSummary } from './calibration-result.tsx';
import { EntryTable } from './entry-table.tsx';
import { LogForm, type TextInput } from './log-form.tsx';
import { ProblemNotes, type TextProblems } from './problem-notes.tsx';
import { readEntry } from './read-entry.ts';
import { RunFields } from './run-fields.tsx';
import { SpeedForm } from './speed-form.tsx';
import { stepSecondsOf } from './step-unit.ts';
import { useCalibrationDraft } from './use-calibration-draft.ts';

const TITLE = 'Calibrate to own measurements';

/** Moves the model's constants by the user's own measurements, and keeps that in the plan. */
export function CalibrateDialog({ onClose }: DialogComponentProps) {
  const plan = useDocument((state) => state.plan);
  const catalog = useCatalog();
  const plain = useMemo(
    () => (catalog === null ? null : compileScenario({ ...plan, calibration: null }, catalog)),
    [plan, catalog],
  );
  if (catalog === null || plain?.ok !== true) {
    return (
      <Dialog title={TITLE} size="small" onClose={onClose}>
        <p className={styles.text}>
          Measurements are compared with the plan’s step, and there is none yet. Mend what the page says about the plan,
          then come back here.
        </p>
      </Dialog>
    );
  }
  return <Calibrate onClose={onClose} catalog={catalog} plain={plain} />;
}

interface CalibrateProps extends DialogComponentProps {
  readonly catalog: NonNullable<ReturnType<typeof useCatalog>>;
  /** The plan without a calibration. */
  readonly plain: Extract<CompiledScenario, { readonly ok: true }>;
}

function Calibrate({ onClose, catalog, plain }: CalibrateProps) {
  const plan = useDocument((state) => state.plan);
  const dispatch = useDispatchOrTell();
  const { scenario, acceleratorId } = plain;
  const own = shapeOfPlan(plan, scenario.strategy.accelerators);
  const [shape, setShape] = useState(own);
  const [texts, setTexts] = useState<readonly TextProblems[]>([]);
  const [isAsking, setIsAsking] = useState(false);
  const isSameHardware =
    plan.calibration?.acceleratorId === acceleratorId &&
    plan.calibration.softwareStackId === plan.strategy.softwareStackId;
  const draft = useCalibrationDraft(plan, catalog, own, isSameHardware);
  const { calibration, step, lines } = draft;
  const add: typeof draft.add = (entries) => {
    setIsAsking(false);
    draft.add(entries);
  };

  function readTexts(inputs: readonly TextInput[]): boolean {
    const readings = inputs.map(({ text, name }) => ({ name, ...readEntry(text, name, shape, scenario) }));
    add(readings.flatMap(({ entry }) => (entry === null ? [] : [entry])));
    setTexts(
      readings.map(({ name, entry, problems }) => ({
        source: name ?? 'Pasted text',
        isTaken: entry !== null,
        problems,
      })),
    );
    return readings.every(({ entry }) => entry !== null);
  }

  function apply(): void {
    if (!draft.isReady || step === null) return;
    const kept = toPlanCalibration(calibration, {
      madeOn: new Date().toISOString().slice(0, 10),
      acceleratorId,
      softwareStackId: plan.strategy.softwareStackId,
      levels: scenario.network.levels.length,
      evidence: lines.map(({ id: _id, problem: _problem, ...evidence }) => evidence),
      step,
    });
    dispatch(setCalibration(kept));
    onClose();
  }

  return (
    <Dialog
      title={TITLE}
      size="large"
      // What was typed is not lost by a stray click or Escape.
      onClose={() => (draft.isChanged && !isAsking ? setIsAsking(true) : onClose())}
      footer={
        <>
          {isAsking ? (
            <p className={classNames(styles.summary, styles.asking)} role="alert">
              What was entered is not in the plan yet. Close again to drop it.
            </p>
          ) : step === null || !draft.isReady ? null : (
            <ResultSummary draft={draft} step={step} />
          )}
          {plan.calibration === null ? null : (
            <Button
              variant="danger"
              onPress={() => {
                dispatch(setCalibration(null));
                onClose();
              }}
            >
              Remove calibration
            </Button>
          )}
          <Button onPress={onClose}>{draft.isChanged ? 'Drop changes' : 'Cancel'}</Button>
          <Button variant="primary" isDisabled={!draft.isReady} onPress={apply}>
            Apply
          </Button>
        </>
      }
    >
      <p className={styles.text}>
        Enter what your cluster really does. The constants of the model move towards it: little for one run, much for
        ten that agree, since single runs scatter. The plan keeps the factors and what they rest on.
      </p>
      {plan.calibration === null ? null : (
        <section className={styles.section} aria-label="Calibration in force">
          <p className={styles.force}>
            <strong>In force:</strong> {summarizeEvidence(plan.calibration)}.{' '}
            {isSameHardware
              ? 'More runs join those below.'
              : 'It was measured on another accelerator or software; what is applied here takes its place.'}
          </p>
        </section>
      )}
      <section className={styles.section} aria-label="Measured run">
        <h3>A run of yours</h3>
        <p className={styles.aside}>
          As it was cut; model, number formats, software and all else as the plan has them.
        </p>
        <RunFields shape={shape} isMixture={scenario.model.moe !== null} onChange={setShape} />
        <SpeedForm
          isFull={draft.isFull}
          onAdd={(value, unit) => {
            const measuredSeconds = stepSecondsOf(value, unit, shape, scenario.model);
            const label = describeShape(shape);
            add([
              {
                kind: 'step-time',
                label,
                count: 1,
                spread: 0,
                measuredSeconds,
                beforeSeconds: null,
                run: shape,
                constants: [],
              },
            ]);
          }}
        />
      </section>
      <section className={styles.section} aria-label="Logs and tables">
        <h3>Or its log, or a table</h3>
        <p className={styles.aside}>
          A training log of Megatron-LM, NeMo, torchtitan, DeepSpeed or MaxText, of a run cut as above; what nccl-tests
          or rccl-tests print; or matrix products as lines of m,n,k,dtype,tflops.
        </p>
        <LogForm onTexts={readTexts} />
        <ProblemNotes texts={texts} />
      </section>
      {lines.length === 0 ? null : (
        <section className={styles.section} aria-label="Entries">
          <h3>What was entered</h3>
          <EntryTable lines={lines} onRemove={draft.remove} />
        </section>
      )}
      {step === null || !draft.isReady ? null : <CalibrationResult draft={draft} step={step} scenario={scenario} />}
    </Dialog>
  );
}
