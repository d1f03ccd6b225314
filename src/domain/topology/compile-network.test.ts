import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../cli/load-catalog.ts';
import type { Drawing } from '../plan/plan-document.ts';
import { type BlockSketch, buildDrawing, type LinkSketch } from './build-drawing.ts';
import { compileNetwork } from './compile-network.ts';

const index = loadCatalog();

/** Units of 32 DGX H100 on 8 leaves, 400 Gbit/s rails, under a spine. */
function superPod(units: number, spines: number, uplinks = 32): Drawing {
  return buildDrawing(
    [
      { id: 'unit', kind: 'row', count: units },
      { id: 'node', kind: 'node', parent: 'unit', count: 32, catalogId: 'dgx-h100' },
      { id: 'leaf', kind: 'switch', parent: 'unit', count: 8, catalogId: 'qm9700' },
      { id: 'spine', kind: 'switch', count: spines, catalogId: 'qm9700' },
    ],
    [
      { from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' },
      { from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: uplinks, pattern: 'spread' },
    ],
  );
}

const sizes = (drawing: Drawing): number[] => compileNetwork(drawing, index).levels.map((level) => level.accelerators);
const rates = (drawing: Drawing): number[] =>
  compileNetwork(drawing, index).levels.map((level) => level.bandwidthBytesPerSecond);

describe('compileNetwork', () => {
  it('nests node, leaf and spine domains', () => {
    const compiled = compileNetwork(superPod(4, 32), index);
    expect(compiled.problems).toEqual([]);
    expect(compiled.accelerators).toBe(1024);
    expect(compiled.levels.map((level) => level.accelerators)).toEqual([8, 256, 1024]);
    expect(compiled.levels.map((level) => level.kind)).toEqual(['switch', 'switch', 'switch']);
    expect(compiled.levels.map((level) => level.bandwidthBytesPerSecond)).toEqual([450e9, 50e9, 50e9]);
    expect(compiled.levels[0]?.label).toContain('NVLink4');
    expect(compiled.levels[1]?.itemIds).toContain('leaf');
    const latencies = compiled.levels.map((level) => level.latencySeconds);
    expect(latencies[2]).toBeGreaterThan(latencies[1] ?? 0);
  });

  it('shows a thin spine as oversubscription', () => {
    expect(rates(superPod(4, 32, 8))).toEqual([450e9, 50e9, 12.5e9]);
  });

  it('finds a missing spine and says which switch needs one', () => {
    const drawing = superPod(4, 32);
    delete drawing.links.l2;
    const compiled = compileNetwork(drawing, index);
    expect(compiled.problems[0]).toMatchObject({ code: 'unconnected', mend: 'Connect leaf to a switch above it.' });
    expect(compiled.problems[0]?.message).toContain('1024 accelerators fall into 4 parts');
    // Enough of it is connected for a smaller job.
    const smaller = compileNetwork(drawing, index, 256);
    expect(smaller.problems).toEqual([]);
    expect(smaller.levels.map((level) => level.accelerators)).toEqual([8, 256]);
    expect(smaller.warnings.map((warning) => warning.code)).toContain('unconnected');
  });

  it('names nodes that no cable leaves', () => {
    const compiled = compileNetwork(
      buildDrawing([
        { id: 'hall', kind: 'hall' },
        { id: 'node', kind: 'node', parent: 'hall', name: 'DGX H100', count: 4, catalogId: 'dgx-h100' },
      ]),
      index,
    );
    expect(compiled.problems[0]).toMatchObject({
      code: 'unconnected',
      itemIds: ['node'],
      mend: 'Connect DGX H100 to a switch.',
    });
    expect(compiled.problems[0]?.message).toMatch(/^No cable leaves DGX H100/);
  });

  it('takes a single system as it is', () => {
    const compiled = compileNetwork(buildDrawing([{ id: 'node', kind: 'node', catalogId: 'dgx-h100' }]), index);
    expect(compiled.problems).toEqual([]);
    expect(compiled.levels.map((level) => level.accelerators)).toEqual([8]);
  });

  it('takes a single accelerator, drawn bare or in a system', () => {
    for (const drawing of [
      buildDrawing([{ id: 'chip', kind: 'accelerator', catalogId: 'h100-sxm5-80gb' }]),
      buildDrawing([{ id: 'node', kind: 'node', catalogId: 'gh200-node' }]),
    ]) {
      const compiled = compileNetwork(drawing, index);
      expect(compiled.problems).toEqual([]);
      expect(compiled.levels.map((level) => level.accelerators)).toEqual([1]);
    }
  });

  it('joins bare accelerators in a plain node over their own links, or over the host', () => {
    const node = (catalogId: string): Drawing =>
      buildDrawing([
        { id: 'node', kind: 'node' },
        { id: 'chip', kind: 'accelerator', parent: 'node', count: 8, catalogId },
      ]);
    expect(compileNetwork(node('h100-sxm5-80gb'), index).levels).toMatchObject([
      { accelerators: 8, bandwidthBytesPerSecond: 450e9, kind: 'switch' },
    ]);
    expect(sizes(node('a100-pcie-80gb'))).toEqual([2, 8]);
  });

  it('never gives more levels than the model takes', () => {
    const blocks: BlockSketch[] = [{ id: 'node', kind: 'node', parent: 'c0', count: 2, catalogId: 'dgx-h100' }];
    const links: LinkSketch[] = [];
    for (let depth = 0; depth < 9; depth++) {
      blocks.push({
        id: `c${depth}`,
        kind: 'row',
        parent: depth === 8 ? null : `c${depth + 1}`,
        count: depth === 8 ? 1 : 2,
      });
      blocks.push({ id: `s${depth}`, kind: 'switch', parent: `c${depth}`, catalogId: 'qm9700' });
      links.push({
        from: depth === 0 ? 'node' : `s${depth - 1}`,
        to: `s${depth}`,
        catalogId: 'ib-ndr',
        cablesPerInstance: 8,
      });
    }
    const compiled = compileNetwork(buildDrawing(blocks, links), index);
    expect(compiled.problems).toEqual([]);
    expect(compiled.accelerators).toBe(8 * 2 ** 9);
    expect(compiled.levels).toHaveLength(8);
    expect(compiled.levels.at(-1)?.accelerators).toBe(compiled.accelerators);
  });

  it('lets patterns decide how many nodes share a leaf', () => {
    const nodes: BlockSketch[] = [
      { id: 'node', kind: 'node', count: 32, catalogId: 'dgx-h100' },
      { id: 'leaf', kind: 'switch', count: 4, catalogId: 'qm9700' },
      { id: 'spine', kind: 'switch', count: 4, catalogId: 'qm9700' },
    ];
    const up: LinkSketch = { from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: 64 };
    const down = { from: 'node', to: 'leaf', catalogId: 'ib-ndr' };
    expect(sizes(buildDrawing(nodes, [{ ...down, cablesPerInstance: 8, pattern: 'single' }, up]))).toEqual([
      8, 64, 256,
    ]);
    expect(sizes(buildDrawing(nodes, [{ ...down, cablesPerInstance: 8, pattern: 'rails' }, up]))).toEqual([8, 256]);
    expect(sizes(buildDrawing(nodes, [{ ...down, cablesPerInstance: 2, pattern: 'rails' }, up]))).toEqual([
      8, 128, 256,
    ]);
    expect(sizes(buildDrawing(nodes, [{ ...down, cablesPerInstance: 4, pattern: 'spread' }, up]))).toEqual([8, 256]);
  });

  it('lets network adapters bound what cables bring', () => {
    const drawing = buildDrawing(
      [
        { id: 'node', kind: 'node', count: 4, catalogId: 'dgx-a100-80' },
        { id: 'leaf', kind: 'switch', count: 8, catalogId: 'qm9700' },
      ],
      [{ from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 16, pattern: 'rails' }],
    );
    // 16 cables of 50 GB/s would bring 100 GB/s to each; its eight 200 Gbit/s adapters bring 25.
    expect(rates(drawing)).toEqual([300e9, 25e9]);
  });

  it('joins two sites over a thin wide-area link', () => {
    const site = (id: string): BlockSketch[] => [
      { id, kind: 'site' },
      { id: `${id}-node`, kind: 'node', parent: id, count: 16, catalogId: 'dgx-h100' },
      { id: `${id}-leaf`, kind: 'switch', parent: id, count: 8, catalogId: 'qm9700' },
    ];
    const cables = (id: string): LinkSketch => ({
      from: `${id}-node`,
      to: `${id}-leaf`,
      catalogId: 'ib-ndr',
      cablesPerInstance: 8,
      pattern: 'rails',
    });
    const blocks = [...site('a'), ...site('b')];
    const wan: LinkSketch = { from: 'a', to: 'b', catalogId: 'metro-az', pattern: 'single' };
    const compiled = compileNetwork(buildDrawing(blocks, [cables('a'), cables('b'), wan]), index);
    expect(compiled.problems).toEqual([]);
    expect(compiled.levels.map((level) => [level.accelerators, level.kind])).toEqual([
      [8, 'switch'],
      [128, 'switch'],
      [256, 'wan'],
    ]);
    // 1 Tbit/s shared by the 128 accelerators of one side.
    expect(compiled.levels[2]?.bandwidthBytesPerSecond).toBeCloseTo(125e9 / 128, 0);
    expect(compiled.levels[2]?.latencySeconds).toBeGreaterThan(0.0003);
    // Drawn once with a count of two, it is the same network.
    const twin = buildDrawing(
      [{ ...site('a')[0], id: 'a', kind: 'site', count: 2 }, ...site('a').slice(1)],
      [cables('a'), { ...wan, to: 'a' }],
    );
    expect(sizes(twin)).toEqual([8, 128, 256]);
  });

  it('wires rack-scale systems, tori and shared racks', () => {
    const racks = buildDrawing(
      [
        { id: 'rack', kind: 'rack', count: 8, catalogId: 'gb200-nvl72' },
        { id: 'leaf', kind: 'switch', count: 4, catalogId: 'q3400' },
      ],
      [{ from: 'rack', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 72, pattern: 'spread' }],
    );
    expect(sizes(racks)).toEqual([72, 576]);
    expect(rates(racks)).toEqual([900e9, 50e9]);
    const pod = compileNetwork(
      buildDrawing([
        { id: 'pod', kind: 'row', torusDims: [4, 8, 16] },
        { id: 'host', kind: 'node', parent: 'pod', count: 128, catalogId: 'tpu-v5p-host' },
      ]),
      index,
    );
    expect(pod.problems).toEqual([]);
    expect(pod.levels).toMatchObject([
      { accelerators: 512, kind: 'torus', torusDims: [4, 8, 16], neighbourBandwidthBytesPerSecond: 100e9 },
    ]);
  });

  it('makes one domain of trays that share scale-up switches', () => {
    const rack = compileNetwork(
      buildDrawing(
        [
          { id: 'rack', kind: 'rack' },
          { id: 'tray', kind: 'node', parent: 'rack', count: 18, catalogId: 'gb200-nvl72-tray' },
          { id: 'nvlink', kind: 'switch', parent: 'rack', count: 18, catalogId: 'nvswitch4' },
        ],
        [{ from: 'tray', to: 'nvlink', catalogId: 'nvlink5', cablesPerInstance: 72, pattern: 'spread' }],
      ),
      index,
    );
    expect(rack.levels).toMatchObject([{ accelerators: 72, bandwidthBytesPerSecond: 900e9, inNetworkReduction: true }]);
  });

  it('refuses a torus of the wrong size', () => {
    const compiled = compileNetwork(
      buildDrawing([
        { id: 'pod', kind: 'row', torusDims: [4, 4, 4] },
        { id: 'host', kind: 'node', parent: 'pod', count: 128, catalogId: 'tpu-v5p-host' },
      ]),
      index,
    );
    expect(compiled.problems.map((problem) => problem.code)).toContain('torus-size');
  });

  it('joins several pods over their hosts’ adapters', () => {
    const compiled = compileNetwork(
      buildDrawing(
        [
          { id: 'pod', kind: 'row', count: 2, torusDims: [4, 8, 8] },
          { id: 'host', kind: 'node', parent: 'pod', count: 64, catalogId: 'tpu-v5p-host' },
          { id: 'core', kind: 'switch', count: 4, catalogId: 'sn5600' },
        ],
        [{ from: 'host', to: 'core', catalogId: 'roce-400', cablesPerInstance: 1, pattern: 'spread' }],
      ),
      index,
    );
    expect(compiled.problems).toEqual([]);
    expect(compiled.levels.map((level) => [level.accelerators, level.kind])).toEqual([
      [256, 'torus'],
      [512, 'switch'],
    ]);
    expect(compiled.levels[1]?.bandwidthBytesPerSecond).toBe(6.25e9 / 4);
  });

  it('takes failed nodes out and lets degraded parts set the pace', () => {
    const drawing = superPod(4, 32);
    const node = drawing.blocks.node;
    const leaf = drawing.blocks.leaf;
    if (node === undefined || leaf === undefined) throw new Error('no block');
    node.exceptions = [{ index: 3, state: 'failed', speedFraction: 0 }];
    expect(compileNetwork(drawing, index).accelerators).toBe(1016);
    node.exceptions = [{ index: 3, state: 'degraded', speedFraction: 0.5 }];
    expect(compileNetwork(drawing, index).computeSpeedFraction).toBe(0.5);
    node.exceptions = [];
    leaf.exceptions = [{ index: 9, state: 'failed', speedFraction: 0 }];
    const compiled = compileNetwork(drawing, index);
    expect(compiled.accelerators).toBe(1024);
    expect(compiled.levels[1]?.bandwidthBytesPerSecond).toBe((50e9 * 7) / 8);
    expect(compiled.levels[2]?.bandwidthBytesPerSecond).toBe((50e9 * 7) / 8);
  });

  it('leaves out what a failed switch cuts off', () => {
    const drawing = buildDrawing(
      [
        { id: 'node', kind: 'node', count: 32, catalogId: 'dgx-h100' },
        {
          id: 'leaf',
          kind: 'switch',
          count: 4,
          catalogId: 'qm9700',
          exceptions: [{ index: 1, state: 'failed', speedFraction: 0 }],
        },
        { id: 'spine', kind: 'switch', count: 4, catalogId: 'qm9700' },
      ],
      [
        { from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'single' },
        { from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: 64 },
      ],
    );
    const compiled = compileNetwork(drawing, index);
    expect(compiled.accelerators).toBe(192);
    expect(compiled.warnings.map((warning) => warning.code)).toContain('cut-off');
    expect(compiled.levels.map((level) => level.accelerators)).toEqual([8, 64, 192]);
  });

  it('warns of switches without enough ports', () => {
    const codes = compileNetwork(superPod(64, 32), index).warnings.map((warning) => warning.code);
    expect(codes).toContain('too-few-ports');
    expect(compileNetwork(superPod(4, 32), index).warnings).toEqual([]);
  });

  it('compiles 131,072 accelerators by counts', () => {
    const compiled = compileNetwork(superPod(512, 32), index);
    expect(compiled.accelerators).toBe(131_072);
    expect(compiled.levels.map((level) => level.accelerators)).toEqual([8, 256, 131_072]);
  });
});

describe('any fat tree', () => {
  const tree = fc.record({
    units: fc.integer({ min: 1, max: 40 }),
    nodes: fc.integer({ min: 1, max: 40 }),
    leaves: fc.constantFrom(1, 2, 4, 8),
    spines: fc.integer({ min: 1, max: 16 }),
    down: fc.integer({ min: 1, max: 8 }),
    up: fc.integer({ min: 1, max: 64 }),
    pattern: fc.constantFrom('rails' as const, 'single' as const, 'spread' as const),
  });
  type Tree = typeof tree extends fc.Arbitrary<infer T> ? T : never;
  const draw = (shape: Tree): Drawing =>
    buildDrawing(
      [
        { id: 'unit', kind: 'row', count: shape.units },
        { id: 'node', kind: 'node', parent: 'unit', count: shape.nodes, catalogId: 'dgx-h100' },
        { id: 'leaf', kind: 'switch', parent: 'unit', count: shape.leaves, catalogId: 'qm9700' },
        { id: 'spine', kind: 'switch', count: shape.spines, catalogId: 'qm9700' },
      ],
      [
        { from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: shape.down, pattern: shape.pattern },
        { from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: shape.up, pattern: 'spread' },
      ],
    );
  /** Bandwidth between all accelerators: that of the outermost level. */
  const outermost = (drawing: Drawing): number =>
    compileNetwork(drawing, index).levels.at(-1)?.bandwidthBytesPerSecond ?? Number.NaN;

  it('has strictly growing levels with finite, positive rates that end at all accelerators', () => {
    fc.assert(
      fc.property(tree, (shape) => {
        const compiled = compileNetwork(draw(shape), index);
        const total = shape.units * shape.nodes * 8;
        const isWhole = compiled.problems.length === 0;
        if (isWhole) expect(compiled.accelerators).toBe(total);
        expect(compiled.levels.at(-1)?.accelerators).toBe(compiled.accelerators);
        let inner = 0;
        for (const level of compiled.levels) {
          expect(level.accelerators).toBeGreaterThan(inner);
          expect(level.bandwidthBytesPerSecond).toBeGreaterThan(0);
          expect(Number.isFinite(level.bandwidthBytesPerSecond)).toBe(true);
          expect(level.latencySeconds).toBeGreaterThan(0);
          inner = level.accelerators;
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('never gets slower with more cables', () => {
    fc.assert(
      fc.property(tree, fc.integer({ min: 1, max: 8 }), (shape, more) => {
        fc.pre(compileNetwork(draw(shape), index).problems.length === 0);
        const wider = { ...shape, up: shape.up + more };
        expect(outermost(draw(wider))).toBeGreaterThanOrEqual(outermost(draw(shape)) * (1 - 1e-12));
        const thicker = { ...shape, down: shape.down + more };
        if (compileNetwork(draw(thicker), index).problems.length > 0) return;
        expect(outermost(draw(thicker))).toBeGreaterThanOrEqual(outermost(draw(shape)) * (1 - 1e-12));
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('does not depend on the order or the names of the blocks', () => {
    fc.assert(
      fc.property(tree, (shape) => {
        const drawing = draw(shape);
        const reversed: Drawing = {
          blocks: Object.fromEntries(Object.entries(drawing.blocks).reverse()),
          links: Object.fromEntries(Object.entries(drawing.links).reverse()),
        };
        expect(compileNetwork(reversed, index).network).toEqual(compileNetwork(drawing, index).network);
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});
