import type { SimulatedFigure } from './simulated-runs.ts';

/** Mean, error and quantiles of a figure over runs; at least one. */
export function summarizeFigure(values: Float64Array): SimulatedFigure {
  const count = values.length;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / count;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const sorted = values.slice().sort();
  return {
    mean,
    standardError: count > 1 ? Math.sqrt(squares / (count - 1) / count) : 0,
    p5: quantile(sorted, 0.05),
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    smallest: sorted[0] ?? Number.NaN,
    largest: sorted[count - 1] ?? Number.NaN,
  };
}

/** The value that a share of the sorted values stay below, linear in between (type 7 of Hyndman and Fan, Am. Stat. 50, 1996). */
export function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  return low + (high - low) * (place - below);
}
