import type { RunShape } from '../../domain/calibration/calibration-schema.ts';
import type { PredictedStep } from '../../domain/calibration/calibration-types.ts';

/** A run as the model predicts it, or why it cannot be. */
export type Prediction = PredictedStep | { readonly problem: string };

/** The name under which a run's prediction is kept. */
export function shapeKey(shape: RunShape): string {
  return JSON.stringify(shape);
}
