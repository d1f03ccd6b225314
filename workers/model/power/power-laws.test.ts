/** Laws of a power cap and of a grid's profile over the day. */
import '../../build/portable-globals.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carbonProfileFactor } from './carbon-by-hour.ts';
import { clockAtCap, computePowerAtCap } from './clock-at-cap.ts';

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const RUNS = { seed: 7, numRuns: 500 };
const chip = fc.record({
  idle: between(20, 200),
  dynamic: between(100, 1500),
  share: between(0.3, 1),
  exponent: between(1, 4),
});

describe('a power cap', () => {
  it('changes nothing, to the bit, from the limit on', () => {
    fc.assert(
      fc.property(chip, between(1, 3), ({ idle, dynamic, share, exponent }, over) => {
        const limit = idle + dynamic;
        expect(clockAtCap(limit, idle, limit * over, share, exponent)).toBe(1);
      }),
      RUNS,
    );
  });

  it('never speeds up when it is lowered, and slows compute from just below the limit on without a jump', () => {
    fc.assert(
      fc.property(chip, between(0, 1), between(0, 1), ({ idle, dynamic, share, exponent }, a, b) => {
        const clock = (part: number): number =>
          clockAtCap(idle + dynamic, idle, idle + dynamic * part, share, exponent);
        expect(clock(Math.min(a, b))).toBeLessThanOrEqual(clock(Math.max(a, b)) * (1 + 1e-12));
        expect(clock(a)).toBeGreaterThan(0);
        expect(clock(a)).toBeLessThanOrEqual(1);
        expect(clock(1 - 1e-9)).toBeGreaterThan(1 - 1e-7);
      }),
      RUNS,
    );
  });

  it('holds whatever the accelerator does, where it can be held', () => {
    fc.assert(
      fc.property(chip, between(0, 1), ({ idle, dynamic, share }, part) => {
        const lowest = 1 - share + 0.02 * share;
        const dynamicAtCap = lowest + (1 - lowest) * part;
        const cap = idle + dynamic * dynamicAtCap;
        const drawn = idle + dynamic * (share * computePowerAtCap(idle + dynamic, idle, cap, share) + (1 - share));
        expect(drawn).toBeLessThanOrEqual(cap * (1 + 1e-12));
      }),
      RUNS,
    );
  });

  it('gives back its own power law', () => {
    fc.assert(
      fc.property(chip, between(0.2, 0.999), ({ idle, dynamic, share, exponent }, clock) => {
        fc.pre(clock ** exponent > 0.021);
        const cap = idle + dynamic * (1 - share + share * clock ** exponent);
        expect(clockAtCap(idle + dynamic, idle, cap, share, exponent)).toBeCloseTo(clock, 9);
      }),
      RUNS,
    );
  });

  it('lies among what was published', () => {
    // H100 at 600 of 700 W loses 10 to 15 % of its speed by one account, 5 % by the cubic law.
    const h100 = clockAtCap(700, 90, 600, 0.8, 2);
    expect(h100).toBeGreaterThan(0.85);
    expect(h100).toBeLessThan(0.95);
    // GB300 at 500 of 1400 W: 617 of 1600 to 2174 TFLOP/s.
    const gb300 = clockAtCap(1400, 180, 500, 0.8, 2);
    expect(gb300).toBeGreaterThan(0.2);
    expect(gb300).toBeLessThan(0.4);
  });
});

describe('carbon over the day', () => {
  it('averages out over whole days, from any hour on', () => {
    fc.assert(
      fc.property(
        between(0, 1),
        between(0, 24),
        between(0, 24),
        fc.integer({ min: 1, max: 300 }),
        (a, min, start, days) => {
          expect(carbonProfileFactor(a, min, start, 24 * days)).toBeCloseTo(1, 10);
        },
      ),
      RUNS,
    );
  });

  it('is the mean of the profile, which is lowest at its hour', () => {
    const profile = (amplitude: number, minimum: number, hour: number): number => {
      const apart = Math.abs(((((hour - minimum + 12) % 24) + 24) % 24) - 12);
      return 1 - amplitude * (1 - apart / 6);
    };
    fc.assert(
      fc.property(between(0, 1), between(0, 24), between(0, 24), between(0.1, 60), (a, min, start, hours) => {
        const samples = 4000;
        let sum = 0;
        for (let at = 0; at < samples; at++) sum += profile(a, min, start + ((at + 0.5) / samples) * hours);
        expect(carbonProfileFactor(a, min, start, hours)).toBeCloseTo(sum / samples, 3);
        const least = carbonProfileFactor(a, min, (min + 23.5) % 24, 1);
        expect(carbonProfileFactor(a, min, start, 1)).toBeGreaterThanOrEqual(least - 1e-9);
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('is 1 without a profile', () => {
    expect(carbonProfileFactor(0, 13, 5, 7)).toBe(1);
    expect(carbonProfileFactor(0.4, 13, 5, 0)).toBe(1);
  });
});
