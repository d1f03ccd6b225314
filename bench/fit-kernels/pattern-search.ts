/** Minimizes a function of a few positive numbers by compass search in their logarithms: no derivatives, always the same result. */
export function patternSearch(cost: (values: readonly number[]) => number, start: readonly number[]): number[] {
  let best = [...start];
  let lowest = cost(best);
  for (let step = 0.4; step > 0.0005; step /= 2) {
    for (let moved = true; moved; ) {
      moved = false;
      for (let index = 0; index < best.length; index += 1) {
        for (const factor of [1 + step, 1 / (1 + step)]) {
          const tried = best.map((value, at) => (at === index ? value * factor : value));
          const found = cost(tried);
          if (found < lowest - 1e-12) {
            best = tried;
            lowest = found;
            moved = true;
          }
        }
      }
    }
  }
  return best;
}

/** The value below which `share` of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)] ?? Number.NaN;
}
