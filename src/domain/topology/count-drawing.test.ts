/** Counting: what a drawing holds, what has to be bought, and that no drawing breaks either, nor the network. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../cli/load-catalog.ts';
import type { Drawing } from '../plan/plan-document.ts';
import { countBillOfMaterials } from './bill-of-materials.ts';
import { type BlockSketch, buildDrawing } from './build-drawing.ts';
import { compileNetwork } from './compile-network.ts';
import { countAccelerators, countInstances, countLostInstances } from './summarize-drawing.ts';

const index = loadCatalog();

const cluster = buildDrawing(
  [
    { id: 'site', kind: 'site', regionId: 'us-east-1' },
    { id: 'row', kind: 'row', parent: 'site', count: 4 },
    { id: 'rack', kind: 'rack', parent: 'row', count: 8 },
    { id: 'node', kind: 'node', parent: 'rack', count: 4, catalogId: 'dgx-h100' },
    { id: 'leaf', kind: 'switch', parent: 'row', count: 8, catalogId: 'qm9700' },
    { id: 'spine', kind: 'switch', parent: 'site', count: 16, catalogId: 'qm9700' },
    {
      id: 'store',
      kind: 'storage',
      parent: 'site',
      count: 2,
      storage: { readBytesPerSecond: 2e11, writeBytesPerSecond: 1e11, capacityBytes: 1e15 },
    },
    { id: 'nvl', kind: 'rack', parent: 'site', count: 2, catalogId: 'gb200-nvl72' },
    // Drawn inside a system, to show it: no accelerators of their own.
    { id: 'shown', kind: 'accelerator', parent: 'nvl', count: 72, catalogId: 'gb200' },
  ],
  [
    { from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' },
    { from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: 32, pattern: 'spread' },
    { from: 'nvl', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: 72, pattern: 'spread' },
    { from: 'site', to: 'site', catalogId: 'regional', pattern: 'single' },
  ],
);

describe('counting a drawing', () => {
  it('multiplies counts from the outside in', () => {
    const instances = countInstances(cluster);
    expect(Object.fromEntries(instances)).toMatchObject({ site: 1, row: 4, rack: 32, node: 128, leaf: 32, spine: 16 });
    const counts = countAccelerators(cluster, index);
    expect(counts.total).toBe(1024 + 144);
    expect(counts.kinds).toEqual([
      { acceleratorId: 'h100-sxm5-80gb', count: 1024 },
      { acceleratorId: 'gb200', count: 144 },
    ]);
    expect(counts.acceleratorId).toBe('h100-sxm5-80gb');
    expect(counts.perBlock.get('site')).toBe(1168);
    expect(counts.perBlock.get('rack')).toBe(1024);
    expect(counts.perBlock.has('leaf')).toBe(false);
    expect(counts.perBlock.has('shown')).toBe(false);
  });

  it('lists what has to be bought', () => {
    const bill = countBillOfMaterials(cluster, index);
    expect(bill).toMatchObject({
      acceleratorCount: 1168,
      hosts: 128 + 2 * 18,
      racks: 34,
      switchCount: 48,
      systems: [
        { catalogId: 'dgx-h100', count: 128 },
        { catalogId: 'gb200-nvl72', count: 2 },
      ],
      switches: [{ catalogId: 'qm9700', count: 48 }],
      storage: [{ blockId: 'store', count: 2, writeBytesPerSecond: 1e11 }],
      sites: [{ blockId: 'site', regionId: 'us-east-1', count: 1, accelerators: 1168 }],
    });
    expect(bill.cables).toEqual([
      {
        catalogId: 'ib-ndr',
        kind: 'link',
        count: 128 * 8 + 32 * 32 + 2 * 72,
        bandwidthBytesPerSecond: 50e9,
        span: 'hall',
      },
      { catalogId: 'regional', kind: 'wan', count: 1, bandwidthBytesPerSecond: 50e9, span: 'hall' },
    ]);
    expect(bill.cableCount).toBe(1024 + 1024 + 144 + 1);
  });

  it('counts an instance that is lost twice once', () => {
    const drawing = structuredClone(cluster);
    drawing.blocks.rack?.exceptions.push({ index: 3, state: 'failed', speedFraction: 0 });
    drawing.blocks.node?.exceptions.push(
      // The first of the failed rack's four nodes, and one elsewhere.
      { index: 12, state: 'failed', speedFraction: 0 },
      { index: 100, state: 'failed', speedFraction: 0 },
      { index: 101, state: 'degraded', speedFraction: 0.5 },
    );
    const node = drawing.blocks.node;
    if (node === undefined) throw new Error('no block');
    expect(countLostInstances(drawing, node)).toBe(5);
    expect(countAccelerators(drawing, index)).toMatchObject({ total: 1168 - 40, failed: 40 });
    // They were bought all the same.
    expect(countBillOfMaterials(drawing, index).acceleratorCount).toBe(1168);
  });
});

describe('any drawing at all', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const id = fc.constantFrom(...ids);
  const count = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(1, 64, 1000, 1_000_000));
  const block = fc.record({
    kind: fc.constantFrom('site', 'row', 'rack', 'node', 'accelerator', 'switch', 'storage'),
    parent: fc.option(id),
    count,
    catalogId: fc.option(
      fc.constantFrom('dgx-h100', 'gb200-nvl72', 'tpu-v5p-host', 'h100-sxm5-80gb', 'qm9700', 'none'),
    ),
    torusDims: fc.option(fc.array(fc.integer({ min: 1, max: 16 }), { minLength: 1, maxLength: 3 }), { freq: 8 }),
    exceptions: fc.array(
      fc.record({
        index: fc.integer({ min: 0, max: 100 }),
        state: fc.constantFrom('failed', 'degraded'),
        speedFraction: fc.constantFrom(0, 0.3, 1),
      }),
      { maxLength: 3 },
    ),
  });
  const link = fc.record({
    from: fc.oneof(id, fc.constant('missing')),
    to: id,
    catalogId: fc.constantFrom('ib-ndr', 'nvlink5', 'regional', 'roce-400', 'none'),
    cablesPerInstance: count,
    pattern: fc.constantFrom('rails', 'single', 'spread'),
    bandwidthBytesPerSecond: fc.option(fc.constantFrom(1, 1e9, 1e12)),
  });
  const drawing = fc
    .tuple(fc.array(block, { minLength: 1, maxLength: ids.length }), fc.array(link, { maxLength: 12 }))
    .map(([blocks, links]) =>
      buildDrawing(
        blocks.map((each, at) => ({ ...each, id: ids[at] ?? 'a' }) as BlockSketch),
        links.map((each, at) => ({ ...each, id: `l${at}` })),
      ),
    );

  it('is counted and compiled without a throw, even with containers inside themselves', () => {
    fc.assert(
      fc.property(drawing, (drawn) => {
        countAccelerators(drawn, index);
        countBillOfMaterials(drawn, index);
        compileNetwork(drawn, index);
      }),
      { seed: 8, numRuns: 1500 },
    );
  });

  it('gives sensible numbers', () => {
    fc.assert(
      fc.property(drawing.map(untangle), fc.option(fc.integer({ min: 1, max: 1000 })), (drawn, used) => {
        const counts = countAccelerators(drawn, index);
        expect(counts.total).toBeGreaterThanOrEqual(0);
        expect(countBillOfMaterials(drawn, index).acceleratorCount).toBe(counts.total + counts.failed);
        const compiled = compileNetwork(drawn, index, used);
        expect(compiled.accelerators).toBeLessThanOrEqual(counts.total + 0.5);
        let inner = 0;
        for (const level of compiled.levels) {
          expect(level.accelerators).toBeGreaterThan(inner);
          expect(level.bandwidthBytesPerSecond).toBeGreaterThan(0);
          expect(Number.isFinite(level.bandwidthBytesPerSecond)).toBe(true);
          expect(Number.isFinite(level.latencySeconds)).toBe(true);
          inner = level.accelerators;
        }
        if (compiled.problems.length === 0) expect(compiled.accelerators).toBeGreaterThan(0);
      }),
      { seed: 7, numRuns: 3000 },
    );
  });
});

/** The same drawing with containers that only lie in blocks before them. */
function untangle(drawn: Drawing): Drawing {
  const order = Object.keys(drawn.blocks);
  const blocks = Object.values(drawn.blocks).map((block, at) => {
    const isBefore = block.parent !== null && order.indexOf(block.parent) < at && order.includes(block.parent);
    return [block.id, isBefore ? block : { ...block, parent: null }] as const;
  });
  return { ...drawn, blocks: Object.fromEntries(blocks) };
}
