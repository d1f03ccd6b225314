/** A calibration in the form in which a plan keeps it. */
import { applyCalibration } from './calibrate.ts';
import {
  type CalibrationEvidence,
  LARGEST_FACTOR,
  MAX_CALIBRATED_LEVELS,
  MAX_EVIDENCE,
  type Multiplier,
  type PlanCalibration,
} from './calibration-schema.ts';
import type { Calibration, PredictedStep } from './calibration-types.ts';
import type { MultiplierId } from './multipliers.ts';

/** What a calibration was made of and for. */
export interface CalibrationBasis {
  /** `YYYY-MM-DD`. */
  readonly madeOn: string;
  readonly acceleratorId: string;
  readonly softwareStackId: string;
  /** Network levels of the plan. */
  readonly levels: number;
  readonly evidence: readonly CalibrationEvidence[];
  /** The plan's own step, without a calibration. */
  readonly step: PredictedStep;
}

/** Digits that factors keep: links stay short. */
const DIGITS = 4;

function round(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

/** Puts a calibration together. Factors stay within what a plan may keep. */
export function toPlanCalibration(calibration: Calibration, basis: CalibrationBasis): PlanCalibration {
  const read = (id: MultiplierId): Multiplier => {
    const found = calibration.multipliers.find((multiplier) => multiplier.id === id);
    if (found === undefined) return { factor: 1, deviation: 0 };
    const factor = Math.min(LARGEST_FACTOR, Math.max(1 / LARGEST_FACTOR, round(found.factor)));
    return { factor, deviation: round(found.deviation) };
  };
  const { deviationBefore, deviationAfter } = applyCalibration(calibration, basis.step);
  const levels = Array.from({ length: Math.min(basis.levels, MAX_CALIBRATED_LEVELS) }, (_, place) => ({
    bandwidth: read(`bandwidth.${place}`),
    latency: read(`latency.${place}`),
  }));
  return {
    madeOn: basis.madeOn,
    acceleratorId: basis.acceleratorId,
    softwareStackId: basis.softwareStackId,
    matmulRate: read('matmulRate'),
    attentionRate: read('attentionRate'),
    memoryRate: read('memoryRate'),
    hostTime: read('hostTime'),
    stepTime: read('stepTime'),
    levels,
    residual: { before: round(Math.min(10, deviationBefore)), after: round(Math.min(10, deviationAfter)) },
    evidence: basis.evidence.slice(0, MAX_EVIDENCE),
  };
}
