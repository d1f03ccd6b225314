import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitRectangle } from '../domain/canvas/viewport.ts';
import { pictureSize } from './picture-size.ts';

describe('pictureSize', () => {
  it('leaves no more than a margin around the drawing', () => {
    const side = fc.integer({ min: 120, max: 20_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const bounds = { x: 40, y: -80, width, height };
        const size = pictureSize(bounds);
        const { zoom } = fitRectangle(bounds, size, 24);
        const unused = Math.min(size.width - width * zoom, size.height - height * zoom);
        expect(unused).toBeGreaterThanOrEqual(46);
        expect(size.width).toBeLessThanOrEqual(1600);
        expect(size.height).toBeLessThanOrEqual(1600);
        // The thin side of a very long drawing may be padded up to the least size.
        if (Math.min(width, height) * zoom >= 120) {
          expect(size.width - width * zoom).toBeLessThanOrEqual(60);
          expect(size.height - height * zoom).toBeLessThanOrEqual(60);
        }
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
