import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { placeDrawing } from '../domain/canvas/placed-drawing.ts';
import { fitRectangle, zoomAround } from '../domain/canvas/viewport.ts';
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import { indexCatalog } from '../domain/catalog/index-catalog.ts';
import { CATALOG_FILES, type CatalogFileName, parseCatalog } from '../domain/catalog/parse-catalog.ts';
import { DARK_FIGURE_THEME, LIGHT_FIGURE_THEME } from '../domain/figure/figure-theme.ts';
import type { DrawingOverlay } from '../domain/overlay/drawing-overlay.ts';
import { createEmptyPlan } from '../domain/plan/create-empty-plan.ts';
import { drawingBounds } from '../domain/plan/drawing/block-geometry.ts';
import type { Block, Drawing } from '../domain/plan/plan-document.ts';
import { TEMPLATES } from '../domain/plan/templates/templates.ts';
import { buildScene } from './build-scene.ts';
import { drawDrawingFigure } from './drawing-figure.ts';
import { indexDrawing } from './drawing-index.ts';
import { CELL_TONES, PRIMITIVE_BUDGET, type Scene } from './scene.ts';
import { sceneToMarks } from './scene-to-figure.ts';

const size = { width: 1200, height: 800 };
let catalogIndex: CatalogIndex;
beforeAll(() => {
  const files = Object.fromEntries(
    CATALOG_FILES.map((name) => [name, JSON.parse(readFileSync(`public/catalog/${name}`, 'utf8'))]),
  ) as Record<CatalogFileName, unknown>;
  const parsed = parseCatalog(files);
  if (!parsed.ok) throw new Error('catalogue');
  catalogIndex = indexCatalog(parsed.catalog);
});

function block(id: string, fields: Partial<Block>): Block {
  return {
    id,
    kind: 'node',
    name: id,
    parent: null,
    count: 1,
    x: 0,
    y: 0,
    width: 176,
    height: 104,
    catalogId: 'dgx-h100',
    torusDims: null,
    regionId: null,
    powerLimitWatts: null,
    storage: null,
    exceptions: [],
    ...fields,
  };
}

/** The same accelerators as one block with a count, and as single records. */
const asCount: Drawing = { blocks: { a: block('a', { count: 12_500, width: 1600, height: 900 }) }, links: {} };
const asRecords: Drawing = {
  blocks: Object.fromEntries(
    Array.from({ length: 12_500 }, (_, at) => [
      `b${at}`,
      block(`b${at}`, { x: (at % 125) * 200, y: Math.floor(at / 125) * 130 }),
    ]),
  ),
  links: {},
};

function sceneOf(drawing: Drawing, zoomFactor = 1): Scene {
  const fitted = fitRectangle(drawingBounds(drawing) ?? { x: 0, y: 0, width: 1, height: 1 }, size);
  const viewport = zoomAround(fitted, { x: 500, y: 380 }, fitted.zoom * zoomFactor);
  return buildScene({ index: indexDrawing(placeDrawing(drawing)), catalogIndex, viewport, size });
}

const tonesOf = (scene: Scene) =>
  new Set([...scene.cells.tones.subarray(0, scene.cells.count)].map((code) => CELL_TONES[code]));

function expectApart(scene: Scene): void {
  const boxes = scene.labels.map((label) => {
    // A name's plate also lies under its own count; a link's is its own.
    if (label.plate !== null && label.anchor === 'middle') return label.plate;
    // Half of the narrowest width that the text could have: enough to find words on words, deaf to the estimate's error.
    const width = label.text.length * label.size * 0.25;
    return {
      x: label.anchor === 'end' ? label.x - width : label.x,
      y: label.y - label.size / 2,
      width,
      height: label.size,
    };
  });
  boxes.forEach((a, at) => {
    for (const b of boxes.slice(at + 1)) {
      const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      expect(apart, `${JSON.stringify(a)} and ${JSON.stringify(b)}`).toBe(true);
    }
  });
}

describe('level of detail', () => {
  it.each([1, 1.7, 3, 5, 9, 16, 30, 60])(
    'keeps to its budget with 100,000 accelerators at %s × the fitted zoom',
    (factor) => {
      for (const drawing of [asCount, asRecords]) {
        const scene = sceneOf(drawing, factor);
        expect(scene.primitives).toBeLessThanOrEqual(PRIMITIVE_BUDGET);
        expect(scene.primitives).toBeGreaterThan(0);
      }
    },
  );

  it('never runs over the budget, whatever the view', () => {
    const index = indexDrawing(placeDrawing(asRecords));
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 64, noNaN: true }),
        fc.double({ min: -25_000, max: 1000, noNaN: true }),
        fc.double({ min: -13_000, max: 1000, noNaN: true }),
        (zoom, x, y) => {
          const scene = buildScene({ index, catalogIndex, viewport: { x, y, zoom }, size });
          expect(scene.primitives).toBeLessThanOrEqual(PRIMITIVE_BUDGET);
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });

  it('unfolds a count into instances, and instances into single accelerators', () => {
    expect(tonesOf(sceneOf(asCount))).toEqual(new Set(['group']));
    const close = sceneOf(asCount, 16);
    expect(tonesOf(close)).toEqual(new Set(['instance', 'accelerator']));
    const closest = sceneOf(asCount, 60);
    expect(closest.labels.map(({ text }) => text)).toContain('80 GiB');
  });

  it('covers all of many equal blocks, never an arbitrary part', () => {
    const scene = sceneOf(asRecords);
    const right = Math.max(...scene.boxes.map(({ x, width }) => x + width));
    const bottom = Math.max(...scene.boxes.map(({ y, height }) => y + height));
    const bounds = drawingBounds(asRecords)!;
    expect(right).toBeCloseTo(bounds.width * scene.viewport.zoom + scene.viewport.x, 0);
    expect(bottom).toBeCloseTo(bounds.height * scene.viewport.zoom + scene.viewport.y, 0);
  });

  it('shows a failed instance at any zoom', () => {
    const drawing: Drawing = {
      blocks: {
        a: block('a', {
          count: 12_500,
          width: 1600,
          height: 900,
          exceptions: [{ index: 6_000, state: 'failed', speedFraction: 0 }],
        }),
      },
      links: {},
    };
    expect(tonesOf(sceneOf(drawing)).has('failed')).toBe(true);
  });

  it('folds a container that is too small to look into', () => {
    const drawing: Drawing = {
      blocks: {
        rack: block('rack', { kind: 'rack', catalogId: null, width: 300, height: 200 }),
        inner: block('inner', { parent: 'rack', x: 20, y: 50 }),
      },
      links: {},
    };
    const index = indexDrawing(placeDrawing(drawing));
    const near = buildScene({ index, catalogIndex, viewport: { x: 0, y: 0, zoom: 1 }, size });
    const far = buildScene({ index, catalogIndex, viewport: { x: 0, y: 0, zoom: 0.2 }, size });
    expect(near.boxes.map(({ id, tone }) => [id, tone])).toEqual([
      ['rack', 'container'],
      ['inner', 'leaf'],
    ]);
    expect(far.boxes.map(({ id, tone }) => [id, tone])).toEqual([['rack', 'folded']]);
  });
});

describe.each(TEMPLATES)('scene of $name', (template) => {
  it.each([0.25, 0.5, 1, 2, 4])('has readable words that never overlap at %s × the fitted zoom', (factor) => {
    const scene = sceneOf(template.create().drawing, factor);
    for (const { size: letters } of scene.labels) expect(letters).toBeGreaterThanOrEqual(12);
    expectApart(scene);
  });
});

describe('pictures', () => {
  it('draws a template as it did before', async () => {
    const plan = TEMPLATES.find(({ id }) => id === 'two-sites')!.create();
    const figure = drawDrawingFigure(plan, catalogIndex, LIGHT_FIGURE_THEME, { width: 800, height: 600 });
    await expect(`${JSON.stringify(figure, null, 1)}\n`).toMatchFileSnapshot('golden/two-sites-figure.golden.json');
  });

  it('never covers an icon with the plate of a name', () => {
    const scenes = TEMPLATES.map((template) => sceneOf(template.create().drawing));
    expect(scenes.some(({ labels }) => labels.some(({ plate }) => plate !== null))).toBe(true);
    for (const scene of scenes) {
      const marks = sceneToMarks(scene, LIGHT_FIGURE_THEME);
      const firstIconOrWord = marks.length - scene.icons.length - scene.labels.length;
      expect(marks.findLastIndex(({ type }) => type === 'rect')).toBeLessThan(firstIconOrWord);
    }
  });

  it('says what it shows', () => {
    const figure = drawDrawingFigure(TEMPLATES[0]!.create(), catalogIndex, LIGHT_FIGURE_THEME, size);
    expect(figure.title).toBe('Drawing of Llama 3 405B on 16,384 H100');
    expect(figure.description).toContain('16\u2009384 accelerators');
    expect(figure.description).toContain('4 links');
    expect(drawDrawingFigure(createEmptyPlan(), null, LIGHT_FIGURE_THEME, size).description).toBe(
      'The drawing is empty.',
    );
  });

  it('carries an overlay with its legend', () => {
    const plan = TEMPLATES[0]!.create();
    const [id = ''] = Object.keys(plan.drawing.blocks);
    const mark = { level: 1, short: '9 kW', words: '9 kW each', isAlarm: true };
    const overlay: DrawingOverlay = {
      id: 'power',
      title: 'Power',
      summary: 'All of it.',
      legend: { measure: 'Power of one', ends: ['0 W', '9 kW'], alarm: 'Hatched: too much', places: [] },
      byBlock: new Map([[id, mark]]),
      byLink: new Map(),
      places: null,
    };
    const figure = drawDrawingFigure(plan, catalogIndex, LIGHT_FIGURE_THEME, size, { overlay });
    const texts = figure.marks.flatMap((each) => (each.type === 'text' ? [each.text] : []));
    expect(texts).toEqual(expect.arrayContaining(['Power', 'All of it.', '0 W', '9 kW']));
    expect(texts.at(-1)).toContain('Hatched: too much');
    expect(figure.description).toContain('All of it.');
    const dashed = figure.marks.filter((each) => each.type === 'rect' && each.dash !== undefined);
    expect(dashed).toHaveLength(1);
  });

  it('uses other colours in the dark and the same places', () => {
    const scene = sceneOf(TEMPLATES[1]!.create().drawing);
    const strip = (marks: ReturnType<typeof sceneToMarks>) => JSON.stringify(marks).replace(/#[0-9a-f]{6}/g, '#');
    const light = sceneToMarks(scene, LIGHT_FIGURE_THEME);
    const dark = sceneToMarks(scene, DARK_FIGURE_THEME);
    expect(strip(light)).toBe(strip(dark));
    expect(JSON.stringify(light)).not.toBe(JSON.stringify(dark));
  });

  it('links are wider with more bandwidth, and dashed over a wide area', () => {
    const scene = sceneOf(TEMPLATES.find(({ id }) => id === 'two-sites')!.create().drawing);
    const width = (id: string) => scene.links.find((link) => link.id === id)?.lineWidth ?? 0;
    expect(width('l2')).toBeGreaterThan(width('l1'));
    expect(scene.links.find(({ tone }) => tone === 'wan')?.dash.length).toBeGreaterThan(0);
    expect(scene.labels.map(({ text }) => text)).toContain('8 × 400 Gb/s');
  });

  it('links say in words and by a mark how many of their cables are broken', () => {
    const { drawing } = TEMPLATES.find(({ id }) => id === 'two-sites')!.create();
    for (const link of Object.values(drawing.links)) {
      link.exceptions = [
        { index: 0, cable: 1, speedFraction: 0 },
        { index: 0, cable: null, speedFraction: 0.5 },
        { index: 1, cable: 0, speedFraction: 0 },
        { index: 2, cable: 0, speedFraction: 1 },
      ];
    }
    const scene = sceneOf(drawing);
    expect(scene.labels.map(({ text }) => text)).toContain('8 × 400 Gb/s, 2 cut, 7 slow');
    const whole = sceneOf(TEMPLATES.find(({ id }) => id === 'two-sites')!.create().drawing);
    expect(whole.icons.filter(({ name }) => name === 'cut')).toEqual([]);
    expect(scene.icons.some(({ name }) => name === 'cut')).toBe(true);
  });
});
