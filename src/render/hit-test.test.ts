import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeDrawing } from '../domain/canvas/placed-drawing.ts';
import type { Block, Drawing } from '../domain/plan/plan-document.ts';
import { indexDrawing } from './drawing-index.ts';
import { blocksInside, hitTest } from './hit-test.ts';
import { cellRectangle, chooseGrid } from './instance-grid.ts';
import { createLabelPlacer } from './label-placer.ts';
import { facingSides } from './route-links.ts';
import { estimateTextWidth, fitText } from './text-width.ts';

const plain = { count: 1, catalogId: null, torusDims: null, regionId: null, powerLimitWatts: null, storage: null };
const block = (id: string, parent: string | null, x: number, y: number, width: number, height: number): Block => ({
  ...plain,
  id,
  kind: 'rack',
  name: id,
  parent,
  x,
  y,
  width,
  height,
  exceptions: [],
});
const drawing: Drawing = {
  blocks: {
    hall: block('hall', null, 0, 0, 600, 400),
    left: block('left', 'hall', 40, 60, 120, 80),
    right: block('right', 'hall', 400, 60, 120, 80),
  },
  links: {
    l1: {
      id: 'l1',
      from: 'left',
      to: 'right',
      catalogId: 'ib-ndr',
      cablesPerInstance: 1,
      pattern: 'single',
      bandwidthBytesPerSecond: null,
      latencySeconds: null,
      exceptions: [],
    },
  },
};
const index = indexDrawing(placeDrawing(drawing));
const view = { x: 0, y: 0, zoom: 1 };
const none = { handlesOf: null, portsOf: [] };

describe('hit test', () => {
  it('finds the innermost block, its head or its inside, links between, and nothing outside', () => {
    expect(hitTest(index, view, { x: 60, y: 80 }, none)).toEqual({ kind: 'block', id: 'left', part: 'header' });
    expect(hitTest(index, view, { x: 60, y: 10 }, none)).toEqual({ kind: 'block', id: 'hall', part: 'header' });
    expect(hitTest(index, view, { x: 60, y: 300 }, none)).toEqual({ kind: 'block', id: 'hall', part: 'body' });
    expect(hitTest(index, view, { x: 280, y: 103 }, none)).toEqual({ kind: 'link', id: 'l1' });
    expect(hitTest(index, view, { x: 700, y: 10 }, none)).toEqual({ kind: 'none' });
  });

  it('puts handles and ports first', () => {
    const options = { handlesOf: 'left', portsOf: ['left'] };
    expect(hitTest(index, view, { x: 159, y: 141 }, options)).toEqual({ kind: 'handle', id: 'left', handle: 'se' });
    expect(hitTest(index, view, { x: 174, y: 100 }, options)).toEqual({ kind: 'port', id: 'left', side: 'right' });
  });

  it('treats a folded container as one thing', () => {
    expect(hitTest(index, { ...view, zoom: 0.1 }, { x: 6, y: 8 }, none)).toEqual({
      kind: 'block',
      id: 'hall',
      part: 'header',
    });
  });

  it('gives the outermost blocks of a marquee', () => {
    expect(blocksInside(index, { x: 30, y: 50, width: 140, height: 100 })).toEqual(['left']);
    expect(blocksInside(index, { x: -10, y: -10, width: 700, height: 500 })).toEqual(['hall']);
    expect(blocksInside(index, { x: 60, y: 80, width: 10, height: 10 })).toEqual([]);
  });
});

describe('routes', () => {
  it('leave by the sides that face each other', () => {
    const box = (x: number, y: number) => ({ x, y, width: 100, height: 50 });
    expect(facingSides(box(0, 0), box(300, 10))).toEqual(['right', 'left']);
    expect(facingSides(box(0, 0), box(10, 300))).toEqual(['bottom', 'top']);
    expect(facingSides(box(0, 300), box(10, 0))).toEqual(['top', 'bottom']);
  });

  it('start and end on the edges of their blocks', () => {
    const [route] = index.links;
    expect(route?.points.slice(0, 2)).toEqual([160, 100]);
    expect(route?.points.slice(-2)).toEqual([400, 100]);
  });
});

describe('parts', () => {
  it('a grid holds every instance once, inside its area', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 10, max: 900 }),
        fc.integer({ min: 10, max: 900 }),
        (count, width, height) => {
          const grid = chooseGrid(count, width, height, 1.5);
          expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(count);
          expect((grid.rows - 1) * grid.columns).toBeLessThan(count);
          const last = cellRectangle(grid, { x: 0, y: 0, width, height }, count - 1, 0.1);
          expect(last.x + last.width).toBeLessThanOrEqual(width + 1e-6);
          expect(last.y + last.height).toBeLessThanOrEqual(height + 1e-6);
        },
      ),
    );
  });

  it('labels take a place once', () => {
    const placer = createLabelPlacer();
    const place = { x: 90, y: 90, width: 40, height: 16 };
    expect(placer.take(place)).toBe(true);
    expect(placer.take({ ...place, x: 120 })).toBe(false);
    expect(placer.take({ ...place, x: 130 })).toBe(true);
    placer.block({ x: 0, y: 200, width: 1000, height: 20 });
    expect(placer.take({ x: 500, y: 210, width: 10, height: 16 })).toBe(false);
  });

  it('text is cut to its room, or left out', () => {
    const cut = fitText('Scalable unit', 13, 600, 60, estimateTextWidth);
    expect(cut.endsWith('…')).toBe(true);
    expect(estimateTextWidth(cut, 13, 600)).toBeLessThanOrEqual(60);
    expect(fitText('Scalable unit', 13, 600, 12, estimateTextWidth)).toBe('');
    expect(fitText('Row', 13, 600, 100, estimateTextWidth)).toBe('Row');
  });
});
