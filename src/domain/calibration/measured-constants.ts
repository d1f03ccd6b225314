/** What tables say of single constants, in the form in which a plan keeps it. */
import { type CalibrationEvidence, LARGEST_FACTOR } from './calibration-schema.ts';
import type { DirectMeasurement } from './calibration-types.ts';
import type { MultiplierId } from './multipliers.ts';

/** Digits that factors keep: links stay short. */
const DIGITS = 4;

/** For the plan. Factors stay within what a plan may keep. */
export function keepMeasurements(measurements: readonly DirectMeasurement[]): CalibrationEvidence['constants'] {
  return measurements.map(({ multiplier, logFactor, deviation }) => ({
    constant: multiplier,
    factor: Math.min(LARGEST_FACTOR, Math.max(1 / LARGEST_FACTOR, Number(Math.exp(logFactor).toPrecision(DIGITS)))),
    deviation,
  }));
}

/** Out of the plan again. */
export function recallMeasurements(constants: CalibrationEvidence['constants']): DirectMeasurement[] {
  return constants.map(({ constant, factor, deviation }) => ({
    // The plan's schema allows the names of constants only.
    multiplier: constant as MultiplierId,
    logFactor: Math.log(factor),
    deviation,
  }));
}
