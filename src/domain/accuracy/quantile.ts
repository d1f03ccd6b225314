/** Value below which a share of the sorted values lie, linear in between; null for none. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  return low === undefined || high === undefined ? null : low + (high - low) * (at - Math.floor(at));
}

/** A value that counts with a weight. */
export interface WeightedValue {
  readonly value: number;
  /** Above 0, any unit. */
  readonly weight: number;
}

/**
 * The same for values that weigh differently: each value stands at the middle of its weight, linear in between; null for none.
 * With equal weights it differs from {@link quantile} by at most half a rank.
 */
export function weightedQuantile(values: readonly WeightedValue[], share: number): number | null {
  const sorted = [...values].filter(({ weight }) => weight > 0).sort((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let before = 0;
  let last: { readonly at: number; readonly value: number } | null = null;
  for (const { value, weight } of sorted) {
    const at = (before + weight / 2) / total;
    if (at >= share)
      return last === null ? value : last.value + ((value - last.value) * (share - last.at)) / (at - last.at);
    before += weight;
    last = { at, value };
  }
  return last === null ? null : last.value;
}

/** Arithmetic mean; null for none. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
