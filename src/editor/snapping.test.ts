import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snapRectangle } from './snapping.ts';

const box = (x: number, y: number, width = 100, height = 50) => ({ x, y, width, height });

describe('snapping', () => {
  it('pulls to the nearest edge or middle within reach', () => {
    expect(snapRectangle(box(103, 200), [box(100, 0)], 6)).toMatchObject({ dx: -3 });
    expect(snapRectangle(box(203, 3), [box(100, 0)], 6)).toMatchObject({ dx: -3, dy: -3 });
    expect(snapRectangle(box(128, 200, 40), [box(100, 0)], 6)).toMatchObject({ dx: 2 });
  });

  it('falls back to the grid', () => {
    expect(snapRectangle(box(1003, 1005), [box(100, 0)], 6)).toMatchObject({ dx: -3, dy: 3, guides: [] });
  });

  it('repeats a gap that neighbours already have', () => {
    const row = [box(0, 0), box(130, 0)];
    const snap = snapRectangle(box(262, 10), row, 6, undefined);
    expect(snap.dx).toBe(-2);
  });

  it('shows the distances to the nearest neighbours on the same line', () => {
    const { distances } = snapRectangle(box(200, 0), [box(0, 0), box(340, 10)], 6);
    expect(distances).toContainEqual({ axis: 'x', from: 100, to: 200, across: 25 });
    expect(distances).toContainEqual({ axis: 'x', from: 300, to: 340, across: 30 });
  });

  it('never moves further than its reach or half a grid step', () => {
    const rectangle = fc.record({
      x: fc.integer({ min: -500, max: 500 }),
      y: fc.integer({ min: -500, max: 500 }),
      width: fc.integer({ min: 20, max: 300 }),
      height: fc.integer({ min: 20, max: 300 }),
    });
    fc.assert(
      fc.property(
        rectangle,
        fc.array(rectangle, { maxLength: 8 }),
        fc.integer({ min: 1, max: 12 }),
        (moved, others, reach) => {
          const { dx, dy } = snapRectangle(moved, others, reach);
          expect(Math.abs(dx)).toBeLessThanOrEqual(Math.max(reach, 4));
          expect(Math.abs(dy)).toBeLessThanOrEqual(Math.max(reach, 4));
        },
      ),
    );
  });
});
