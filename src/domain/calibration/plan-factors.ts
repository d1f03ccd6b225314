/** What of a plan's calibration holds for the hardware and software that the plan has now. */
import type { PlanCalibration } from './calibration-schema.ts';
import type { Factors, MultiplierId } from './multipliers.ts';

/** Factors that hold, and a sentence for each sort that does not. */
export interface PlanFactors {
  readonly factors: Factors;
  readonly notes: readonly string[];
}

/**
 * Rates were measured on one accelerator, host and step time with one software stack on it; bandwidths and latencies belong to the
 * drawn levels and hold by their place.
 */
export function factorsOf(calibration: PlanCalibration, acceleratorId: string, softwareStackId: string): PlanFactors {
  const factors: Partial<Record<MultiplierId, number>> = {};
  const notes: string[] = [];
  const isSameChip = calibration.acceleratorId === acceleratorId;
  if (isSameChip) {
    factors.matmulRate = calibration.matmulRate.factor;
    factors.attentionRate = calibration.attentionRate.factor;
    factors.memoryRate = calibration.memoryRate.factor;
  } else {
    notes.push(`The calibration was made on ${calibration.acceleratorId}: its rates are not applied here.`);
  }
  if (isSameChip && calibration.softwareStackId === softwareStackId) {
    factors.hostTime = calibration.hostTime.factor;
    factors.stepTime = calibration.stepTime.factor;
  } else if (isSameChip) {
    notes.push(
      `The calibration was made with ${calibration.softwareStackId}: its host and step times are not applied here.`,
    );
  }
  calibration.levels.forEach(({ bandwidth, latency }, place) => {
    factors[`bandwidth.${place}`] = bandwidth.factor;
    factors[`latency.${place}`] = latency.factor;
  });
  return { factors, notes };
}
