import { useState } from 'react';
import { applyCalibration, calibrate } from '../../domain/calibration/calibrate.ts';
import { DEFAULT_PRIOR } from '../../domain/calibration/calibration-prior.ts';
import { MAX_EVIDENCE, type RunShape } from '../../domain/calibration/calibration-schema.ts';
import type { Calibration, PredictedStep } from '../../domain/calibration/calibration-types.ts';
import { recallMeasurements } from '../../domain/calibration/measured-constants.ts';
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import type { PlanDocument } from '../../domain/plan/plan-document.ts';
import type { CalibrationEntry } from './calibration-entry.ts';
import type { EntryLine } from './entry-table.tsx';
import { judgeEntries, listRuns } from './judge-entries.ts';
import { shapeKey } from './prediction.ts';
import { usePredictions } from './use-predictions.ts';

/** What was entered so far, and what follows from it. */
export interface CalibrationDraft {
  readonly lines: readonly EntryLine[];
  readonly calibration: Calibration;
  /** The plan's own step without a calibration; null until the model has said it. */
  readonly step: PredictedStep | null;
  /** Runs whose step time the model has said. */
  readonly runs: number;
  /** Constants that tables measured alone. */
  readonly constants: number;
  /** Whether there is something to apply, and the model has said all of it. */
  readonly isReady: boolean;
  /** Whether entries differ from those of the plan. */
  readonly isChanged: boolean;
  /** Whether no more entries can be kept. */
  readonly isFull: boolean;
  readonly add: (entries: readonly Omit<CalibrationEntry, 'id'>[]) => void;
  readonly remove: (id: number) => void;
}

/**
 * Begins with what the plan's calibration rests on, so that later runs join earlier ones; with nothing when that was measured on another
 * accelerator or software.
 */
export function useCalibrationDraft(
  plan: PlanDocument,
  catalog: CatalogIndex,
  own: RunShape,
  isSameHardware: boolean,
): CalibrationDraft {
  const [kept] = useState<readonly CalibrationEntry[]>(() =>
    isSameHardware
      ? (plan.calibration?.evidence ?? []).map(({ afterSeconds: _after, ...entry }, at) => ({ ...entry, id: at + 1 }))
      : [],
  );
  const [entries, setEntries] = useState(kept);
  const shapes = [own, ...entries.flatMap(({ run }) => (run === null ? [] : [run]))];
  const predictions = usePredictions(plan, catalog, shapes);
  const ownAnswer = predictions.get(shapeKey(own));
  const step = ownAnswer === undefined || 'problem' in ownAnswer ? null : ownAnswer;

  const judged = judgeEntries(entries, predictions);
  const runs = listRuns(judged);
  const direct = entries.flatMap(({ constants }) => recallMeasurements(constants));
  const calibration = calibrate(runs, DEFAULT_PRIOR, direct);
  return {
    lines: judged.map(({ entry, problem, prediction }) => ({
      ...entry,
      problem,
      beforeSeconds: prediction?.predictedSeconds ?? entry.beforeSeconds,
      afterSeconds: prediction === null ? null : applyCalibration(calibration, prediction).seconds,
    })),
    calibration,
    step,
    runs: runs.length,
    constants: direct.length,
    isReady: step !== null && !judged.some(({ isAwaited }) => isAwaited) && runs.length + direct.length > 0,
    isChanged: entries.length !== kept.length || entries.some((entry, at) => entry !== kept[at]),
    isFull: entries.length >= MAX_EVIDENCE,
    add: (added) =>
      setEntries((list) => {
        const next = 1 + Math.max(0, ...list.map(({ id }) => id));
        return [...list, ...added.map((entry, at) => ({ ...entry, id: next + at }))].slice(0, MAX_EVIDENCE);
      }),
    remove: (id) => setEntries((list) => list.filter((entry) => entry.id !== id)),
  };
}
