import '../../build/portable-globals.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstLayer } from './stages.ts';

describe('layers that do not divide', () => {
  it('are dealt out once each, and no stage gets two more than another in the middle', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 64 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 3 }),
        (stages, layers, fewer) => {
          const usual = Math.ceil(layers / stages);
          const edge = Math.max(usual - fewer, 0);
          fc.pre(layers - 2 * edge >= 0);
          const counts = Array.from(
            { length: stages },
            (_, stage) =>
              firstLayer(stage + 1, layers, stages, edge, edge) - firstLayer(stage, layers, stages, edge, edge),
          );
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(layers);
          expect(Math.min(...counts)).toBeGreaterThanOrEqual(0);
          const middle = counts.slice(1, -1);
          if (middle.length > 0) expect(Math.max(...middle) - Math.min(...middle)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
