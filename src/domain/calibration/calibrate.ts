/**
 * Which constants measured runs move, and by how much: the most probable factors given how far clusters and single runs scatter.
 *
 * Let φ_j be the natural logarithm of constant j's factor and s_ij = ∂ ln t_i ÷ ∂ φ_j the sensitivity of run i's step time to it.
 *
 *     ln(measured_i ÷ predicted_i) = Σ_j s_ij φ_j + ε_i        φ_j ~ Normal(0, τ_j²)        ε_i of scale σ
 *
 * The noise is normal up to σ and has the tails of Student's t with one degree of freedom beyond it, because a run that was entered
 * wrongly, or that the model does not describe, is not rare.
 * The maximum of the posterior by reweighted least squares, starting from φ = 0; ŵ_i falls for runs that disagree:
 *
 *     A = diag(1/τ²) + Σ_i n_i ŵ_i s_i s_iᵀ ÷ σ²        φ = A⁻¹ Σ_i n_i ŵ_i s_i ln(measured_i ÷ predicted_i) ÷ σ²
 *     ŵ_i = 2 ÷ (1 + (e_i ÷ σ)²),  at most 1            e_i = ln(measured_i ÷ predicted_i) − Σ_j s_ij φ_j
 *
 * Runs of one configuration share the model's error on it, so together they count as one: n_i = 1 ÷ their number. Tables of collectives
 * and products measure a constant itself: each adds 1 ÷ deviation² to its place of A, and its logarithm ÷ deviation² to the right side.
 * A⁻¹ is the covariance that is left. One run of an ordinary error moves a step by about half of it, ten that agree by most of it.
 */
import type {
  Calibration,
  CalibrationPrior,
  CalibrationRun,
  CorrectedStep,
  DirectMeasurement,
  PredictedStep,
  Sensitivities,
} from './calibration-types.ts';
import { type MultiplierId, sortOf } from './multipliers.ts';
import { invertSymmetric } from './symmetric-solve.ts';

const MOST_ROUNDS = 100;
const SETTLED = 1e-12;
/** Sensitivities lie between -1 and 1 but for what one operation hides of another. */
const STEEPEST = 10;
/** Configurations that the prior's scatter counts for. */
const NOISE_WEIGHT = 5;

interface UsedRun {
  readonly slopes: Float64Array;
  readonly log: number;
  readonly share: number;
}

/** Finds the most probable factors. Runs that say nothing (no positive, finite times) are left out; with none left nothing moves. */
export function calibrate(
  runs: readonly CalibrationRun[],
  prior: CalibrationPrior,
  direct: readonly DirectMeasurement[] = [],
): Calibration {
  const ids = [
    ...new Set([
      ...runs.flatMap(({ sensitivities }) => Object.keys(sensitivities) as MultiplierId[]),
      ...direct.map(({ multiplier }) => multiplier),
    ]),
  ].sort();
  const widths = ids.map((id) => prior.widths[sortOf(id)]);
  const used = readRuns(runs, ids);
  const variance = prior.runNoise ** 2;
  let weights = used.map(() => 1);
  let factors: Float64Array = new Float64Array(ids.length);
  let covariance: Float64Array = new Float64Array(ids.length ** 2);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const solved = solveOnce(used, weights, ids, widths, direct, variance);
    const moved = Math.max(0, ...solved.factors.map((value, at) => Math.abs(value - (factors[at] ?? 0))));
    ({ factors, covariance } = solved);
    weights = used.map((run) => Math.min(1, 2 / (1 + errorOf(run, factors) ** 2 / variance)));
    if (moved < SETTLED) break;
  }
  return {
    multipliers: ids.map((id, at) => ({
      id,
      factor: Math.exp(factors[at] ?? 0),
      deviation: Math.sqrt(covariance[at * ids.length + at] ?? 0),
      priorDeviation: widths[at] ?? 0,
    })),
    covariance,
    effectiveRuns: used.reduce((sum, { share }, at) => sum + share * (weights[at] ?? 0), 0),
    runDeviation: scatterOf(used, weights, factors, variance),
    priorRunDeviation: prior.runNoise,
  };
}

function readRuns(runs: readonly CalibrationRun[], ids: readonly MultiplierId[]): UsedRun[] {
  const isSound = ({ measuredSeconds, predictedSeconds }: CalibrationRun): boolean => {
    const ratio = measuredSeconds / predictedSeconds;
    return measuredSeconds > 0 && predictedSeconds > 0 && ratio > 0 && Number.isFinite(ratio);
  };
  const sound = runs.filter(isSound);
  const repeats = new Map<string, number>();
  for (const { configuration } of sound) {
    if (configuration !== undefined) repeats.set(configuration, (repeats.get(configuration) ?? 0) + 1);
  }
  return sound.map(({ measuredSeconds, predictedSeconds, sensitivities, configuration }) => ({
    slopes: slopesOf(sensitivities, ids),
    log: Math.log(measuredSeconds / predictedSeconds),
    share: configuration === undefined ? 1 : 1 / (repeats.get(configuration) ?? 1),
  }));
}

function slopesOf(sensitivities: Sensitivities, ids: readonly MultiplierId[]): Float64Array {
  return Float64Array.from(ids, (id) => {
    const slope = sensitivities[id] ?? 0;
    return Number.isFinite(slope) ? Math.max(-STEEPEST, Math.min(STEEPEST, slope)) : 0;
  });
}

function errorOf({ slopes, log }: UsedRun, factors: Float64Array): number {
  return slopes.reduce((rest, slope, at) => rest - slope * (factors[at] ?? 0), log);
}

function solveOnce(
  runs: readonly UsedRun[],
  weights: readonly number[],
  ids: readonly MultiplierId[],
  widths: readonly number[],
  direct: readonly DirectMeasurement[],
  variance: number,
) {
  const size = ids.length;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  widths.forEach((width, at) => {
    matrix[at * size + at] = 1 / width ** 2;
  });
  runs.forEach(({ slopes, log, share }, run) => {
    const precision = (share * (weights[run] ?? 0)) / variance;
    slopes.forEach((slope, row) => {
      if (slope === 0) return;
      right[row] = (right[row] ?? 0) + precision * slope * log;
      slopes.forEach((other, column) => {
        const place = row * size + column;
        matrix[place] = (matrix[place] ?? 0) + precision * slope * other;
      });
    });
  });
  for (const { multiplier, logFactor, deviation } of direct) {
    const at = ids.indexOf(multiplier);
    if (!Number.isFinite(logFactor) || !(deviation > 0)) continue;
    matrix[at * size + at] = (matrix[at * size + at] ?? 0) + 1 / deviation ** 2;
    right[at] = (right[at] ?? 0) + logFactor / deviation ** 2;
  }
  // The prior makes the matrix positive definite.
  const covariance: Float64Array = invertSymmetric(matrix, size) ?? new Float64Array(size * size);
  const factors: Float64Array = right.map((_, row) =>
    right.reduce((sum, value, column) => sum + (covariance[row * size + column] ?? 0) * value, 0),
  );
  return { factors, covariance };
}

/** Scatter that the runs showed around the moved constants, drawn to the prior's while they are few. */
function scatterOf(
  runs: readonly UsedRun[],
  weights: readonly number[],
  factors: Float64Array,
  variance: number,
): number {
  let seen = NOISE_WEIGHT * variance;
  let count = NOISE_WEIGHT;
  runs.forEach((run, at) => {
    const weight = run.share * (weights[at] ?? 0);
    seen += weight * errorOf(run, factors) ** 2;
    count += weight;
  });
  return Math.sqrt(seen / count);
}

/** A step with the factors of a calibration: sensitivities carry them over, without running the model again. */
export function applyCalibration(calibration: Calibration, step: PredictedStep): CorrectedStep {
  const { multipliers, covariance } = calibration;
  const size = multipliers.length;
  const slopes = slopesOf(
    step.sensitivities,
    multipliers.map(({ id }) => id),
  );
  const move = multipliers.reduce((sum, { factor }, at) => sum + (slopes[at] ?? 0) * Math.log(factor), 0);
  let left = calibration.runDeviation ** 2;
  let before = calibration.priorRunDeviation ** 2;
  multipliers.forEach(({ priorDeviation }, row) => {
    before += ((slopes[row] ?? 0) * priorDeviation) ** 2;
    for (let column = 0; column < size; column++) {
      left += (slopes[row] ?? 0) * (slopes[column] ?? 0) * (covariance[row * size + column] ?? 0);
    }
  });
  return {
    seconds: step.predictedSeconds * Math.exp(move),
    deviationBefore: Math.sqrt(before),
    deviationAfter: Math.sqrt(Math.max(0, left)),
  };
}
