import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepQuantity } from './step-quantity.ts';

describe('stepQuantity', () => {
  it.each([
    [8, 1, 'integer', 9],
    [8, -10, 'integer', 1],
    [8, 1, 'powers', 16],
    [12, 1, 'powers', 16],
    [12, -1, 'powers', 8],
    [1, -1, 'powers', 1],
    [2.5, 1, 'relative', 2.6],
    [350, 1, 'relative', 360],
    [0.3, -1, 'relative', 0.29],
  ] as const)('%d by %d (%s) is %d', (value, steps, kind, expected) => {
    const minimum = kind === 'relative' ? 0.001 : 1;
    expect(stepQuantity(value, steps, { minimum, maximum: 1000, kind })).toBe(expected);
  });

  it('steps up from zero', () => {
    expect(stepQuantity(0, 1, { minimum: 0, maximum: 1, kind: 'relative' })).toBeGreaterThan(0);
  });

  it('keeps within its range and goes the right way', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.integer({ min: -20, max: 20 }),
        fc.constantFrom('integer', 'powers', 'relative'),
        (value, steps, kind) => {
          const next = stepQuantity(value, steps, { minimum: 1, maximum: 1e6, kind });
          expect(next).toBeGreaterThanOrEqual(1);
          expect(next).toBeLessThanOrEqual(1e6);
          if (steps >= 1 && value < 1e5) expect(next).toBeGreaterThanOrEqual(value);
          if (steps <= -1) expect(next).toBeLessThanOrEqual(value);
        },
      ),
    );
  });
});
