import { mean, quantile, type WeightedValue, weightedQuantile } from './quantile.ts';

/** How far predictions are off: signed errors (predicted over measured, minus 1) summed up. Shares, not per cent; null for none. */
export interface ErrorSummary {
  readonly count: number;
  readonly medianSigned: number | null;
  readonly meanAbsolute: number | null;
  readonly medianAbsolute: number | null;
  readonly percentile90Absolute: number | null;
}

/** Sums up signed errors. */
export function summarizeErrors(errors: readonly number[]): ErrorSummary {
  const absolute = errors.map(Math.abs);
  return {
    count: errors.length,
    medianSigned: quantile(errors, 0.5),
    meanAbsolute: mean(absolute),
    medianAbsolute: quantile(absolute, 0.5),
    percentile90Absolute: quantile(absolute, 0.9),
  };
}

/** Sums up signed errors that weigh differently; `count` is the sum of the weights. */
export function summarizeWeightedErrors(errors: readonly WeightedValue[]): ErrorSummary {
  const absolute = errors.map(({ value, weight }) => ({ value: Math.abs(value), weight }));
  const total = absolute.reduce((sum, { weight }) => sum + weight, 0);
  return {
    count: total,
    medianSigned: weightedQuantile(errors, 0.5),
    meanAbsolute: total > 0 ? absolute.reduce((sum, { value, weight }) => sum + value * weight, 0) / total : null,
    medianAbsolute: weightedQuantile(absolute, 0.5),
    percentile90Absolute: weightedQuantile(absolute, 0.9),
  };
}
