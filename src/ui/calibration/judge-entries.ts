/** Which entries can be used with the plan as it stands, and what the model says of them. */
import type { CalibrationRun, PredictedStep } from '../../domain/calibration/calibration-types.ts';
import type { CalibrationEntry } from './calibration-entry.ts';
import { type Prediction, shapeKey } from './prediction.ts';

/** An entry that can be used, waits for the model, or is left out. */
export interface JudgedEntry {
  readonly entry: CalibrationEntry;
  /** Why it is left out; null when it is not. */
  readonly problem: string | null;
  /** Null for tables, for what is left out, and while the model is at work. */
  readonly prediction: PredictedStep | null;
  readonly isAwaited: boolean;
}

/** Beyond this distance of logarithms, what the model says now is not what it said when the entry was kept. */
const SAME_STEP = 0.05;

/** Judges entries by predictions under the names of their shapes. */
export function judgeEntries(
  entries: readonly CalibrationEntry[],
  predictions: ReadonlyMap<string, Prediction>,
): JudgedEntry[] {
  return entries.map((entry) => {
    if (entry.run === null) return { entry, problem: null, prediction: null, isAwaited: false };
    const answer = predictions.get(shapeKey(entry.run));
    if (answer === undefined) return { entry, problem: null, prediction: null, isAwaited: true };
    if ('problem' in answer) return { entry, problem: answer.problem, prediction: null, isAwaited: false };
    const { beforeSeconds } = entry;
    if (beforeSeconds !== null && Math.abs(Math.log(answer.predictedSeconds / beforeSeconds)) > SAME_STEP) {
      const problem = 'The plan’s model, hardware or settings have changed since, so it no longer compares.';
      return { entry, problem, prediction: null, isAwaited: false };
    }
    return { entry, problem: null, prediction: answer, isAwaited: false };
  });
}

/** Those that can be used, as runs to calibrate on. */
export function listRuns(judged: readonly JudgedEntry[]): CalibrationRun[] {
  return judged.flatMap(({ entry: { run, measuredSeconds }, prediction }) =>
    run === null || measuredSeconds === null || prediction === null
      ? []
      : [{ ...prediction, measuredSeconds, configuration: shapeKey(run) }],
  );
}
