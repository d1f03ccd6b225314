import type { PlanCalibration } from '../../calibration/calibration-schema.ts';
import type { PlanCommand } from '../plan-document.ts';

/** Keeps a calibration in the plan; null takes it out. */
export function setCalibration(calibration: PlanCalibration | null): PlanCommand {
  return {
    label: calibration === null ? 'Remove the calibration' : 'Apply a calibration',
    recipe: (plan) => {
      plan.calibration = calibration;
    },
  };
}
