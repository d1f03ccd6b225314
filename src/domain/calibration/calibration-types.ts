/** What goes into a calibration and what comes out. */
import type { MultiplierId, MultiplierSort } from './multipliers.ts';

/** How far constants and runs scatter. */
export interface CalibrationPrior {
  /** Standard deviation of the logarithm of a constant's factor, by sort. */
  readonly widths: Readonly<Record<MultiplierSort, number>>;
  /** Scale of the logarithm of measured ÷ predicted step time of one configuration, once the constants are right. */
  readonly runNoise: number;
}

/** ∂ ln(step time) ÷ ∂ ln(factor) by constant: negative for rates, positive for times; 0 where absent. */
export type Sensitivities = Readonly<Partial<Record<MultiplierId, number>>>;

/** A step as the model predicts it. */
export interface PredictedStep {
  readonly predictedSeconds: number;
  readonly sensitivities: Sensitivities;
}

/** A measured run beside its prediction. */
export interface CalibrationRun extends PredictedStep {
  readonly measuredSeconds: number;
  /** Runs with the same text are repeats of one another; absent = a configuration of its own. */
  readonly configuration?: string;
}

/** A constant that a table measured by itself. */
export interface DirectMeasurement {
  readonly multiplier: MultiplierId;
  /** Natural logarithm of measured ÷ the model's. */
  readonly logFactor: number;
  /** Standard deviation of that logarithm, what lies between a benchmark and training included. */
  readonly deviation: number;
}

/** One constant after the calibration. */
export interface CalibratedMultiplier {
  readonly id: MultiplierId;
  readonly factor: number;
  /** Standard deviation of the factor's logarithm that is left. */
  readonly deviation: number;
  /** The same before anything was measured. */
  readonly priorDeviation: number;
}

/** What runs and tables moved. */
export interface Calibration {
  readonly multipliers: readonly CalibratedMultiplier[];
  /** Covariance of the factors' logarithms, row-major, in the order of `multipliers`. */
  readonly covariance: Float64Array;
  /** Configurations that it rests on; repeats count once, and runs that disagree less. */
  readonly effectiveRuns: number;
  /** Scatter of single runs of this cluster, of the logarithm: the prior's, moved by what the runs showed. */
  readonly runDeviation: number;
  readonly priorRunDeviation: number;
}

/** A step after the calibration, with how far it may be off: standard deviations of the logarithm. */
export interface CorrectedStep {
  readonly seconds: number;
  readonly deviationBefore: number;
  readonly deviationAfter: number;
}
