import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../cli/load-catalog.ts';
import { drawingBounds } from '../domain/plan/drawing/block-geometry.ts';
import { groupByParent } from '../domain/plan/drawing/block-tree.ts';
import type { Drawing } from '../domain/plan/plan-document.ts';
import { TEMPLATES } from '../domain/plan/templates/templates.ts';
import { createRandomPlan } from '../domain/plan/testing/random-plan.ts';
import { createRequestFor } from '../domain/topology/generate/default-request.ts';
import { FABRIC_KINDS } from '../domain/topology/generate/fabric-request.ts';
import { generateFabric } from '../domain/topology/generate/generate-fabric.ts';
import { displacements, drawScatteredTree, findMisplaced, findUpsideDown, layOut } from './testing/laid-out-drawing.ts';

const index = loadCatalog();

const SYSTEMS: Partial<Record<(typeof FABRIC_KINDS)[number], string>> = {
  'torus-2d': 'tpu-v6e-host',
  'torus-3d': 'tpu-v5p-host',
};

function generate(kind: (typeof FABRIC_KINDS)[number], accelerators: number): Drawing {
  const request = createRequestFor(SYSTEMS[kind] ?? 'dgx-h100', index, accelerators);
  if (request === null) throw new Error('no dgx-h100');
  const fabric = generateFabric({ ...request, kind }, index.catalog.cables);
  if ('refusal' in fabric) throw new Error(fabric.refusal);
  return fabric.drawing;
}

/** All blocks on one spot, as an import without places has them. */
function heap(drawing: Drawing): Drawing {
  const heaped = structuredClone(drawing);
  for (const block of Object.values(heaped.blocks)) Object.assign(block, { x: 0, y: 0 });
  return heaped;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function expectSound(drawing: Drawing, before: Drawing): void {
  expect(findMisplaced(drawing)).toEqual([]);
  expect(drawing.links).toEqual(before.links);
  const parents = ({ blocks }: Drawing) => Object.values(blocks).map(({ id, parent, count }) => [id, parent, count]);
  expect(parents(drawing)).toEqual(parents(before));
}

const DRAWINGS: readonly (readonly [string, Drawing])[] = [
  ...TEMPLATES.map((template) => [template.name, template.create().drawing] as const),
  ...FABRIC_KINDS.flatMap((kind) => {
    const drawing = generate(kind, kind === 'single-switch' || kind === 'full-mesh' ? 64 : 256);
    return [[`a generated ${kind}`, drawing] as const, [`a ${kind} without places`, heap(drawing)] as const];
  }),
  ['a scattered tree', drawScatteredTree(1, 12, 4, 4)],
];

describe('laying a drawing out', () => {
  it.each(DRAWINGS)(
    '%s: no overlaps, containers fit, switches above what they join, and once is enough',
    (_, drawing) => {
      const once = layOut(drawing);
      expectSound(once, drawing);
      expect(findUpsideDown(once)).toEqual([]);
      expect(layOut(once)).toEqual(once);
      expect(layOut(drawing)).toEqual(once);
    },
  );

  it('holds on any drawing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const { drawing } = createRandomPlan(seed, 40);
        const once = layOut(drawing);
        expectSound(once, drawing);
        expect(layOut(once)).toEqual(once);
      }),
      { numRuns: 150 },
    );
  });

  it('holds on any tree, wherever its parts were', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 1, max: 14 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 6 }),
        (seed, racks, nodes, spines) => {
          const drawing = drawScatteredTree(seed, racks, nodes, spines);
          const once = layOut(drawing);
          expectSound(once, drawing);
          expect(findUpsideDown(once)).toEqual([]);
          expect(layOut(once)).toEqual(once);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves the drawing about where it was', () => {
    const drawing = drawScatteredTree(3, 6, 3, 2);
    for (const block of Object.values(drawing.blocks)) if (block.parent === null) block.x += 50_000;
    const bounds = drawingBounds(layOut(drawing));
    expect(bounds?.x).toBeGreaterThan(40_000);
    expect(bounds?.x).toBeLessThan(60_000);
  });

  it('puts many that are joined alike into a grid', () => {
    const drawing = layOut(drawScatteredTree(2, 1, 30, 1));
    const nodes = Object.values(drawing.blocks).filter(({ kind }) => kind === 'node');
    expect(new Set(nodes.map(({ x }) => x)).size).toBe(8);
    expect(new Set(nodes.map(({ y }) => y)).size).toBe(4);
  });

  it('says when the result is too large for a canvas', () => {
    const drawing = drawScatteredTree(2, 600, 1, 1);
    for (const block of Object.values(drawing.blocks)) {
      if (block.kind === 'node') block.width = 4000;
      // Racks that differ in what they are joined to do not stand in a grid.
      if (block.id.startsWith('leaf')) block.parent = null;
    }
    expect(() => layOut(drawing)).toThrow('does not fit');
  });
});

describe('laying out after a small edit', () => {
  const tidy = layOut(drawScatteredTree(5, 16, 4, 4));
  const { width = 0 } = drawingBounds(tidy) ?? {};

  it.each([
    ['a node', { id: 'new', parent: 'r3', kind: 'node' as const, link: 'leaf3' }],
    ['a spine', { id: 'new', parent: null, kind: 'switch' as const, link: 'leaf7' }],
    ['storage', { id: 'new', parent: null, kind: 'storage' as const, link: 's1' }],
  ])('%s more moves the others little', (_, { id, parent, kind, link }) => {
    const edited = structuredClone(tidy);
    const like = Object.values(edited.blocks).find((block) => block.kind === (kind === 'storage' ? 'switch' : kind));
    if (like === undefined) throw new Error('nothing alike');
    edited.blocks[id] = { ...like, id, kind, parent, x: 40, y: 400 };
    const [model] = Object.values(edited.links);
    if (model === undefined) throw new Error('no link');
    edited.links.extra = { ...model, id: 'extra', from: id, to: link };
    const after = layOut(edited);
    expect(findMisplaced(after)).toEqual([]);
    expect(mean(displacements(tidy, after))).toBeLessThan(0.06 * width);
  });

  it('a link more moves the others little', () => {
    const edited = structuredClone(tidy);
    const [model] = Object.values(edited.links);
    if (model === undefined) throw new Error('no link');
    edited.links.extra = { ...model, id: 'extra', from: 'n0.0', to: 'leaf9' };
    const after = layOut(edited);
    expect(mean(displacements(tidy, after))).toBeLessThan(0.06 * width);
  });

  it('a block taken away moves the others little', () => {
    const edited = structuredClone(tidy);
    delete edited.blocks['n4.1'];
    for (const { id, from } of Object.values(edited.links)) if (from === 'n4.1') delete edited.links[id];
    expect(mean(displacements(tidy, layOut(edited)))).toBeLessThan(0.06 * width);
  });
});

describe('laying out what lies in a container', () => {
  it('keeps the container’s corner and makes room around it', () => {
    const tidy = layOut(drawScatteredTree(5, 9, 3, 2));
    const messy = structuredClone(tidy);
    const inside = (groupByParent(messy).get('r4') ?? []).map(({ id }) => id);
    for (const id of inside) Object.assign(messy.blocks[id] ?? {}, { x: 5, y: 5, width: 400 });
    const after = layOut(messy, ['r4']);
    expect(findMisplaced(after)).toEqual([]);
    expect(after.blocks.r4).toMatchObject({ x: tidy.blocks.r4?.x, y: tidy.blocks.r4?.y });
    expect(after.blocks.r4?.width).toBeGreaterThan(tidy.blocks.r4?.width ?? 0);
    expect(after.blocks.r1).toEqual(tidy.blocks.r1);
    expect(layOut(after, ['r4'])).toEqual(after);
  });

  it('lays out nested containers chosen together once', () => {
    const drawing = TEMPLATES.find(({ id }) => id === 'two-sites')?.create().drawing;
    if (drawing === undefined) throw new Error('no template');
    const after = layOut(drawing, ['east', 'east-row']);
    expect(findMisplaced(after)).toEqual([]);
    expect(layOut(after, ['east', 'east-row'])).toEqual(after);
  });
});
