import { describe, expect, it } from 'vitest';
import { summarizeErrors, summarizeWeightedErrors } from './error-summary.ts';
import { mean, quantile, weightedQuantile } from './quantile.ts';

describe('quantile', () => {
  it('interpolates between sorted values', () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(quantile([3], 0.9)).toBe(3);
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  });

  it('with equal weights stays within half a rank of the plain one', () => {
    const values = [5, 1, 4, 2, 3, 9, 7];
    for (const share of [0.1, 0.5, 0.8]) {
      const weighted = weightedQuantile(
        values.map((value) => ({ value, weight: 2 })),
        share,
      );
      const half = 0.5 / values.length;
      expect(weighted).toBeGreaterThanOrEqual(quantile(values, Math.max(0, share - 2 * half)) ?? 0);
      expect(weighted).toBeLessThanOrEqual(quantile(values, Math.min(1, share + 2 * half)) ?? 0);
    }
  });

  it('follows the weights', () => {
    const heavy = [
      { value: 1, weight: 1 },
      { value: 2, weight: 98 },
      { value: 3, weight: 1 },
    ];
    expect(weightedQuantile(heavy, 0.5)).toBeCloseTo(2, 6);
    expect(weightedQuantile(heavy, 0.999)).toBe(3);
    expect(weightedQuantile([], 0.5)).toBeNull();
    expect(weightedQuantile([{ value: 1, weight: 0 }], 0.5)).toBeNull();
  });
});

describe('error summaries', () => {
  it('keep sign and size apart', () => {
    expect(summarizeErrors([-0.1, 0.1, 0.3])).toEqual({
      count: 3,
      medianSigned: 0.1,
      meanAbsolute: expect.closeTo(0.5 / 3),
      medianAbsolute: 0.1,
      percentile90Absolute: expect.closeTo(0.26),
    });
    expect(summarizeErrors([]).medianAbsolute).toBeNull();
  });

  it('count repeats as one', () => {
    const once = summarizeWeightedErrors([
      { value: 0.1, weight: 0.25 },
      { value: 0.1, weight: 0.25 },
      { value: 0.1, weight: 0.25 },
      { value: 0.1, weight: 0.25 },
      { value: 0.5, weight: 1 },
    ]);
    expect(once.count).toBe(2);
    expect(once.meanAbsolute).toBeCloseTo(0.3);
    expect(mean([])).toBeNull();
  });
});
