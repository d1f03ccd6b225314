import '../../build/portable-globals.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchangeSeconds, gatherSeconds, ringReduceSeconds, sendSeconds, treeReduceSeconds } from './algorithms.ts';
import { distinctDomains } from './layer-traffic.ts';
import { exposedSeconds } from './overlap.ts';

const bytes = fc.double({ min: 1, max: 1e12, noNaN: true });
const ranks = fc.integer({ min: 2, max: 16_384 });
const HUGE = 1e15;

describe('collectives', () => {
  it('cost nothing for one rank', () => {
    expect(gatherSeconds(1e9, 1, 1e-9, 1e-5, 1e-5)).toBe(0);
    expect(ringReduceSeconds(1e9, 1, 1e-9, 1e-5, 1e-5)).toBe(0);
    expect(treeReduceSeconds(1e9, 1, 1e-9, 1e-9, 1e-5, 1e-5)).toBe(0);
    expect(exchangeSeconds(1e9, 1, 1e-9, 1e-5, 1e-5)).toBe(0);
  });

  it('move (n−1)/n of the buffer in a gather and twice that in a ring all-reduce, and the chunk that fills the ring', () => {
    for (const group of [2, 8, 1024]) {
      expect(gatherSeconds(HUGE, group, 1e-11, 0, 0) / (HUGE * 1e-11)).toBeCloseTo((group - 1 + 0.4) / group, 6);
      expect(ringReduceSeconds(HUGE, group, 1e-11, 0, 0) / (HUGE * 1e-11)).toBeCloseTo(
        (2 * group - 2 + 0.4) / group,
        6,
      );
    }
  });

  it('never get faster with more bytes, more ranks, more latency, a longer ramp or less bandwidth', () => {
    fc.assert(
      fc.property(bytes, ranks, fc.double({ min: 0, max: 1e-3, noNaN: true }), (size, group, latency) => {
        for (const law of [
          (b: number, n: number, i: number, l: number, r: number): number => gatherSeconds(b, n, i, l, r),
          (b: number, n: number, i: number, l: number, r: number): number => ringReduceSeconds(b, n, i, l, r),
          (b: number, n: number, i: number, l: number, r: number): number => treeReduceSeconds(b, n, i, 2 * i, l, r),
          (b: number, n: number, i: number, l: number, r: number): number => exchangeSeconds(b, n, i, l, r),
          (b: number, _n: number, i: number, l: number, r: number): number => sendSeconds(b, i, l, r),
        ]) {
          const base = law(size, group, 1e-11, latency, 1e-5);
          expect(law(size * 1.5, group, 1e-11, latency, 1e-5)).toBeGreaterThanOrEqual(base);
          expect(law(size, group + 1, 1e-11, latency, 1e-5)).toBeGreaterThanOrEqual(base);
          expect(law(size, group, 1.5e-11, latency, 1e-5)).toBeGreaterThanOrEqual(base);
          expect(law(size, group, 1e-11, latency + 1e-6, 1e-5)).toBeGreaterThanOrEqual(base);
          expect(law(size, group, 1e-11, latency, 2e-5)).toBeGreaterThanOrEqual(base);
        }
      }),
    );
  });

  it('reach the plateau with large messages only', () => {
    const rate = (size: number): number => size / sendSeconds(size, 1e-11, 1e-6, 2e-5);
    expect(rate(1e6)).toBeLessThan(0.6e11);
    expect(rate(1e8)).toBeGreaterThan(rate(1e6));
    expect(rate(1e12)).toBeGreaterThan(0.99e11);
  });

  it('hide no more than there is to hide behind', () => {
    expect(exposedSeconds(3, 10, 0, 0)).toBe(3);
    expect(exposedSeconds(3, 10, 1, 0)).toBe(0);
    expect(exposedSeconds(3, 1, 1, 0)).toBe(2);
    expect(exposedSeconds(3, 0, 1, 0)).toBe(3);
    expect(exposedSeconds(3, 10, 1, 0.25)).toBe(0.75);
  });

  it('count the domains that a token visits', () => {
    expect(distinctDomains(1, 8)).toBe(1);
    expect(distinctDomains(4, 1)).toBeCloseTo(1, 12);
    expect(distinctDomains(2, 2)).toBeCloseTo(1.5, 12);
  });
});
