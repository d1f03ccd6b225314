/**
 * Tunes the tuned numbers: the most probable values given their first guesses (log-normal around them) and the published step times
 * (errors of the logarithm with long tails). Levenberg-Marquardt on logarithms, with weights that keep single rows from pulling
 * (pseudo-Huber loss), derivatives by differences. Deterministic.
 */
import type { TunedNumber } from '../../domain/catalog/catalog-types.ts';
import type { TunedValues } from '../../domain/catalog/resolve-tuned.ts';
import type { NodeModel } from '../validate/node-model.ts';
import type { FitRow } from './fit-row.ts';
import { solveSymmetric } from './linear-system.ts';
import { logError, tunedIdsOf } from './predict.ts';

/** Error of the logarithm beyond which a row pulls no harder. */
const LINEAR_FROM = 0.04;
/** Errors of the logarithm that are noise: what one prior's spread is weighed against. */
const NOISE = 0.06;
/** Step of the differences, of the logarithm. */
const DIFFERENCE = 0.02;
/** How far a logarithm may move from where slopes were taken while a fit that was given slopes keeps them. */
const KEPT_WITHIN = 0.15;
const MOST_ROUNDS = 20;
/** Rounds that lower the loss by less than this share end the fit. */
const LEAST_GAIN = 5e-5;
/** The same for a fit that was given slopes, hence starts near its end. */
const LEAST_NEAR_GAIN = 3e-5;

/** What a fit found. */
export interface FitResult {
  readonly values: TunedValues;
  /** Mean loss per row before and after. */
  readonly before: number;
  readonly after: number;
  readonly rounds: number;
}

/** How a fit is started and limited. */
export interface FitOptions {
  /** Values to start from; the guesses where absent. */
  readonly start?: TunedValues;
  readonly mostRounds?: number;
  /**
   * Slopes of the rows at the start. They serve until a number has moved far, so that a fit of the same rows but few is a matter of a few
   * evaluations; without them, slopes are taken anew in each round.
   */
  readonly slopes?: SlopesByRow;
}

/** By row: ∂ ln(step time) ÷ ∂ ln(number), in the order of the numbers. */
export type SlopesByRow = ReadonlyMap<FitRow, Float64Array>;

/** Fits all numbers to the rows. */
export function refit(
  rows: readonly FitRow[],
  numbers: readonly TunedNumber[],
  model: NodeModel,
  options: FitOptions = {},
): FitResult {
  const problem = new Problem(rows, numbers, model);
  let at = numbers.map((number) => Math.log(options.start?.get(number.id) ?? number.guess));
  let errors = problem.errors(at);
  let loss = problem.loss(errors, at);
  const before = loss;
  let damping = 1e-3;
  let rounds = 0;
  let slopes = options.slopes === undefined ? null : problem.slopesByNumber(options.slopes);
  let slopesAt = at;
  const leastGain = options.slopes === undefined ? LEAST_GAIN : LEAST_NEAR_GAIN;
  for (; rounds < (options.mostRounds ?? MOST_ROUNDS); rounds += 1) {
    const moved = Math.max(...at.map((value, index) => Math.abs(value - (slopesAt[index] ?? value))));
    if (slopes === null || options.slopes === undefined || moved > KEPT_WITHIN) {
      slopes = problem.slopes(at, errors);
      slopesAt = at;
    }
    const normal = problem.normalEquations(slopes, at, errors);
    let better = false;
    for (let attempt = 0; attempt < 6 && !better; attempt += 1) {
      const trial = problem.move(at, problem.step(normal, damping));
      const trialErrors = problem.errors(trial);
      const trialLoss = problem.loss(trialErrors, trial);
      better = trialLoss < loss;
      damping *= better ? 0.3 : 6;
      if (!better) continue;
      const gain = (loss - trialLoss) / loss;
      [at, errors, loss] = [trial, trialErrors, trialLoss];
      if (gain < leastGain) return { values: problem.valuesOf(at), before, after: loss, rounds: rounds + 1 };
    }
    if (better) continue;
    if (slopesAt === at) break;
    // Slopes from elsewhere lead nowhere any more: take them here before giving up.
    [slopes, damping] = [null, 1e-3];
  }
  return { values: problem.valuesOf(at), before, after: loss, rounds };
}

/** Slopes of all rows at some values, for fits of parts of them. */
export function takeSlopes(
  rows: readonly FitRow[],
  numbers: readonly TunedNumber[],
  model: NodeModel,
  values: TunedValues,
): SlopesByRow {
  const problem = new Problem(rows, numbers, model);
  const at = numbers.map((number) => Math.log(values.get(number.id) ?? number.guess));
  const byNumber = problem.slopes(at, problem.errors(at));
  return new Map(rows.map((row, place) => [row, Float64Array.from(byNumber, (slopes) => slopes[place] ?? 0)]));
}

interface NormalEquations {
  /** JᵀWJ with the priors' share, row-major. */
  readonly matrix: Float64Array;
  readonly gradient: Float64Array;
}

class Problem {
  private readonly users: readonly (readonly number[])[];
  private readonly totalWeight: number;

  constructor(
    private readonly rows: readonly FitRow[],
    private readonly numbers: readonly TunedNumber[],
    private readonly model: NodeModel,
  ) {
    const ids = rows.map(tunedIdsOf);
    this.users = numbers.map(({ id }) => rows.flatMap((_, row) => (ids[row]?.has(id) ? [row] : [])));
    this.totalWeight = rows.reduce((sum, row) => sum + row.weight, 0);
  }

  valuesOf(at: readonly number[]): TunedValues {
    return new Map(this.numbers.map((number, index) => [number.id, Math.exp(at[index] ?? 0)]));
  }

  errors(at: readonly number[]): Float64Array {
    const values = this.valuesOf(at);
    return Float64Array.from(this.rows, (row) => logError(row, values, this.model));
  }

  loss(errors: Float64Array, at: readonly number[]): number {
    let sum = 0;
    this.rows.forEach((row, index) => {
      const error = errors[index] ?? 0;
      sum += row.weight * LINEAR_FROM * LINEAR_FROM * (Math.sqrt(1 + (error / LINEAR_FROM) ** 2) - 1);
    });
    this.numbers.forEach((number, index) => {
      const away = ((at[index] ?? 0) - Math.log(number.guess)) / number.spread;
      sum += 0.5 * NOISE * NOISE * away * away;
    });
    return sum / this.totalWeight;
  }

  /** By number, of each row. */
  slopes(at: readonly number[], errors: Float64Array): readonly Float64Array[] {
    return this.numbers.map((_, index) => this.slopesOf(index, at, errors));
  }

  slopesByNumber(byRow: SlopesByRow): readonly Float64Array[] {
    return this.numbers.map((_, index) => Float64Array.from(this.rows, (row) => byRow.get(row)?.[index] ?? 0));
  }

  normalEquations(slopes: readonly Float64Array[], at: readonly number[], errors: Float64Array): NormalEquations {
    const size = this.numbers.length;
    const weights = this.rows.map(
      (row, index) => row.weight / Math.sqrt(1 + ((errors[index] ?? 0) / LINEAR_FROM) ** 2),
    );
    const matrix = new Float64Array(size * size);
    const gradient = new Float64Array(size);
    for (let i = 0; i < size; i += 1) {
      const users = this.users[i] ?? [];
      const own = slopes[i];
      if (own === undefined) continue;
      for (const row of users) {
        gradient[i] = (gradient[i] ?? 0) + (weights[row] ?? 0) * (own[row] ?? 0) * (errors[row] ?? 0);
      }
      for (let j = 0; j <= i; j += 1) {
        const other = slopes[j];
        let sum = 0;
        for (const row of users) sum += (weights[row] ?? 0) * (own[row] ?? 0) * (other?.[row] ?? 0);
        matrix[i * size + j] = sum;
        matrix[j * size + i] = sum;
      }
      const number = this.numbers[i];
      if (number === undefined) continue;
      const precision = (NOISE / number.spread) ** 2;
      matrix[i * size + i] = (matrix[i * size + i] ?? 0) + precision;
      gradient[i] = (gradient[i] ?? 0) + precision * ((at[i] ?? 0) - Math.log(number.guess));
    }
    return { matrix, gradient };
  }

  step({ matrix, gradient }: NormalEquations, damping: number): Float64Array {
    const size = gradient.length;
    const damped = Float64Array.from(matrix);
    for (let i = 0; i < size; i += 1) damped[i * size + i] = (damped[i * size + i] ?? 0) * (1 + damping) + 1e-9;
    return solveSymmetric(damped, gradient).map((value) => -value);
  }

  move(at: readonly number[], by: Float64Array): number[] {
    return at.map((value, index) => {
      const number = this.numbers[index];
      if (number === undefined) return value;
      const lowest = Math.log(Math.max(number.lowest, 1e-12));
      return Math.min(
        Math.max(value + Math.max(-0.7, Math.min(0.7, by[index] ?? 0)), lowest),
        Math.log(number.highest),
      );
    });
  }

  private slopesOf(index: number, at: readonly number[], errors: Float64Array): Float64Array {
    const number = this.numbers[index];
    const slopes = new Float64Array(this.rows.length);
    if (number === undefined) return slopes;
    // Differences point away from the nearer limit, so that they stay inside.
    const value = at[index] ?? 0;
    const by = value + DIFFERENCE > Math.log(number.highest) ? -DIFFERENCE : DIFFERENCE;
    const values = this.valuesOf(at.map((other, place) => (place === index ? other + by : other)));
    for (const row of this.users[index] ?? []) {
      const entry = this.rows[row];
      if (entry !== undefined) slopes[row] = (logError(entry, values, this.model) - (errors[row] ?? 0)) / by;
    }
    return slopes;
  }
}
