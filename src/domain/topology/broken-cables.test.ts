/** Cut and slowed cables, and slow containers, as the levels feel them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../cli/load-catalog.ts';
import type { Drawing, LinkException } from '../plan/plan-document.ts';
import { buildDrawing, type LinkSketch } from './build-drawing.ts';
import { type CompiledNetwork, compileNetwork } from './compile-network.ts';
import { compileFabric } from './flow/compile-fabric.ts';
import { shareKey } from './flow/cut-cables.ts';

const index = loadCatalog();

type Break = Partial<LinkException>;

const cut = (...breaks: readonly Break[]): LinkException[] =>
  breaks.map((more) => ({ index: 0, cable: null, speedFraction: 0, ...more }));

/** Four units of 32 DGX H100 on 8 leaves, 400 Gbit/s rails, under 32 spines. */
function superPod(nodes: LinkException[] = [], uplinks: LinkException[] = [], extra: LinkSketch[] = []): Drawing {
  return buildDrawing(
    [
      { id: 'unit', kind: 'row', count: 4 },
      { id: 'node', kind: 'node', parent: 'unit', count: 32, catalogId: 'dgx-h100' },
      { id: 'leaf', kind: 'switch', parent: 'unit', count: 8, catalogId: 'qm9700' },
      { id: 'spine', kind: 'switch', count: 32, catalogId: 'qm9700' },
    ],
    [
      { from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails', exceptions: nodes },
      { from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: 32, exceptions: uplinks },
      ...extra,
    ],
  );
}

const compile = (drawing: Drawing): CompiledNetwork => compileNetwork(drawing, index);
const rates = (drawing: Drawing): number[] => compile(drawing).levels.map((level) => level.bandwidthBytesPerSecond);

describe('cables of nodes', () => {
  it('makes all wait for the node that lost one of eight', () => {
    const drawing = superPod(cut({ index: 70, cable: 5 }));
    expect(rates(drawing)).toEqual([450e9, (50e9 * 7) / 8, (50e9 * 7) / 8]);
    expect(compile(drawing)).toMatchObject({ accelerators: 1024, problems: [], warnings: [] });
  });

  it('takes the slowest node, not the sum of all that is broken', () => {
    const one = cut({ index: 3, cable: 0 }, { index: 3, cable: 1 });
    expect(rates(superPod([...one, ...cut({ index: 90, cable: 5 })]))).toEqual(rates(superPod(one)));
  });

  it('gives a cable the least speed that any exception says', () => {
    const slow = cut({ index: 3, speedFraction: 0.5 });
    const both = [...slow, ...cut({ index: 3, cable: 2, speedFraction: 0.9 })];
    expect(rates(superPod(both))).toEqual(rates(superPod(slow)));
    expect(rates(superPod([...slow, ...cut({ index: 3, cable: 2 })]))[1]).toBeCloseTo((50e9 * 7) / 16, 0);
  });

  it('leaves a node out that no cable is left to, in words', () => {
    const compiled = compile(superPod(cut({ index: 70 })));
    expect(compiled.accelerators).toBe(1016);
    expect(compiled.problems).toEqual([]);
    expect(compiled.warnings).toMatchObject([
      {
        code: 'cut-off',
        itemIds: ['l1'],
        message: expect.stringMatching(/^8 accelerators .* all their cables are cut: link from node to leaf\./),
      },
    ]);
    // Those that are left do not wait for it.
    expect(compiled.levels.map((level) => level.bandwidthBytesPerSecond)).toEqual([450e9, 50e9, 50e9]);
  });

  it('keeps a node that has a second link', () => {
    const second = { from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 2, pattern: 'rails' } as const;
    const compiled = compile(superPod(cut({ index: 70 }), [], [second]));
    expect(compiled.accelerators).toBe(1024);
    expect(compiled.levels[1]?.bandwidthBytesPerSecond).toBeCloseTo(50e9 / 4, 0);
  });

  it('does not ask for cables of a node that has failed', () => {
    const drawing = superPod(cut({ index: 70 }));
    const node = drawing.blocks.node;
    if (node === undefined) throw new Error('no node');
    node.exceptions = [{ index: 70, state: 'failed', speedFraction: 0 }];
    expect(compile(drawing)).toMatchObject({ accelerators: 1016, warnings: [] });
  });

  it('feels the same cables when the link is drawn from the switch', () => {
    const drawn = (exceptions: LinkException[]) =>
      buildDrawing(
        [
          { id: 'node', kind: 'node', count: 16, catalogId: 'dgx-h100' },
          { id: 'leaf', kind: 'switch', count: 4, catalogId: 'qm9700' },
        ],
        [{ from: 'leaf', to: 'node', catalogId: 'ib-ndr', cablesPerInstance: 32, pattern: 'rails', exceptions }],
      );
    const whole = rates(drawn([]))[1] ?? 0;
    // Each node has two cables to each of four switches.
    expect(rates(drawn(cut({ index: 2, cable: 9 })))[1]).toBeCloseTo((whole * 7) / 8, 0);
    expect(rates(drawn(cut({ index: 2, cable: 9 }, { index: 2, cable: 25 })))[1]).toBeCloseTo((whole * 6) / 8, 0);
    expect(rates(drawn(cut({ index: 2, cable: 9 }, { index: 2, cable: 24 })))[1]).toBeCloseTo((whole * 7) / 8, 0);
    expect(rates(drawn(cut({ index: 2 })))[1]).toBeCloseTo((whole * 6) / 8, 0);
  });
});

describe('cables of switches and sites', () => {
  it('slows only what lies beyond a switch', () => {
    expect(rates(superPod([], cut({ index: 9, cable: 31 })))).toEqual([450e9, 50e9, 50e9 * (1 - 1 / 256)]);
  });

  it('leaves a unit out whose uplinks are all cut', () => {
    const compiled = compile(superPod([], cut(...Array.from({ length: 8 }, (_, leaf) => ({ index: 16 + leaf })))));
    expect(compiled.accelerators).toBe(768);
    expect(compiled.warnings).toMatchObject([{ code: 'cut-off', itemIds: ['l2'] }]);
  });

  it('takes a link away that every cable of is cut, and says so', () => {
    const every = Array.from({ length: 32 }, (_, leaf) => ({ index: leaf }));
    const compiled = compile(superPod([], cut(...every)));
    expect(compiled.problems).toMatchObject([
      {
        code: 'unconnected',
        itemIds: expect.arrayContaining(['l2']),
        message: expect.stringMatching(/^All cables are cut: link from leaf to spine\. The 1024 accelerators fall/),
      },
    ]);
    expect(compile(superPod([], cut(...every.slice(1)))).problems).toEqual([]);
  });

  it('narrows a wide-area link', () => {
    const sites = (exceptions: LinkException[]) =>
      buildDrawing(
        [
          { id: 'a', kind: 'site' },
          { id: 'b', kind: 'site' },
          ...['a', 'b'].flatMap((site) => [
            { id: `n${site}`, kind: 'node', parent: site, count: 4, catalogId: 'dgx-h100' } as const,
            { id: `s${site}`, kind: 'switch', parent: site, count: 8, catalogId: 'qm9700' } as const,
          ]),
        ],
        [
          { from: 'na', to: 'sa', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' },
          { from: 'nb', to: 'sb', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' },
          { id: 'far', from: 'a', to: 'b', catalogId: 'regional', cablesPerInstance: 4, exceptions },
        ],
      );
    const whole = rates(sites([])).at(-1) ?? 0;
    expect(rates(sites(cut({ cable: 2 }))).at(-1)).toBeCloseTo((whole * 3) / 4, 0);
    expect(compile(sites(cut({}))).problems[0]).toMatchObject({ code: 'unconnected' });
  });

  it('feels the first cut of a ring of nodes', () => {
    const ring = (exceptions: LinkException[]) =>
      buildDrawing(
        [{ id: 'node', kind: 'node', count: 8, catalogId: 'dgx-h100' }],
        [{ from: 'node', to: 'node', catalogId: 'ib-ndr', cablesPerInstance: 4, exceptions }],
      );
    const whole = rates(ring([]))[1] ?? 0;
    const less = rates(ring(cut({ index: 3, cable: 1 })))[1] ?? 0;
    expect(less).toBeLessThan(whole * 0.9);
    expect(less).toBeGreaterThan(whole * 0.8);
  });
});

describe('slow containers', () => {
  const slow = (index: number, speedFraction: number) => [{ index, state: 'degraded' as const, speedFraction }];

  it('slow accelerators, adapters and switches inside, once', () => {
    const drawing = superPod();
    const { unit, node } = drawing.blocks;
    if (unit === undefined || node === undefined) throw new Error('no block');
    unit.exceptions = slow(2, 0.5);
    const compiled = compile(drawing);
    expect(compiled.computeSpeedFraction).toBe(0.5);
    expect(compiled.levels.map((level) => level.bandwidthBytesPerSecond)).toEqual([225e9, 25e9, 25e9]);
    // A slow node in another unit is not slower for it; one inside is.
    node.exceptions = slow(3, 0.8);
    expect(compile(drawing).computeSpeedFraction).toBe(0.5);
    node.exceptions = slow(70, 0.8);
    expect(compile(drawing).computeSpeedFraction).toBe(0.4);
    // What has failed slows nobody.
    unit.exceptions = [{ index: 2, state: 'failed', speedFraction: 0 }];
    expect(compile(drawing).computeSpeedFraction).toBe(1);
  });
});

describe('laws', () => {
  const exception = fc.record({
    index: fc.nat(127),
    cable: fc.option(fc.nat(7), { nil: null }),
    speedFraction: fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  });
  const exceptions = fc.array(exception, { maxLength: 6 });

  it('never speeds anything up by breaking a cable, as long as all accelerators stay', () => {
    fc.assert(
      fc.property(exceptions, exceptions, exception, fc.boolean(), (nodes, leaves, more, isLeaf) => {
        const fit = leaves.map((each) => ({ ...each, index: each.index % 32 }));
        const before = compile(superPod(nodes, fit));
        const after = isLeaf
          ? compile(superPod(nodes, [...fit, { ...more, index: more.index % 32 }]))
          : compile(superPod([...nodes, more], fit));
        expect(after.accelerators).toBeLessThanOrEqual(before.accelerators);
        if (after.accelerators < 1024) return;
        for (const [at, level] of after.levels.entries()) {
          const old = before.levels[at]?.bandwidthBytesPerSecond ?? 0;
          expect(level.bandwidthBytesPerSecond).toBeLessThanOrEqual(old * (1 + 1e-9));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing where cables keep all their speed', () => {
    fc.assert(
      fc.property(exceptions, (nodes) => {
        const full = nodes.map((each) => ({ ...each, speedFraction: 1 }));
        expect({ ...compile(superPod(full)) }).toEqual(compile(superPod()));
      }),
    );
  });

  it('does not mind the order of exceptions', () => {
    fc.assert(
      fc.property(exceptions, (nodes) => {
        expect(rates(superPod(nodes))).toEqual(rates(superPod([...nodes].reverse())));
      }),
    );
  });
});

describe('routes', () => {
  const left = (nodes: LinkException[], uplinks: LinkException[] = []) => {
    const compiled = compileFabric(superPod(nodes, uplinks), index);
    if (!compiled.ok) throw new Error(compiled.reason);
    return compiled.fabric.trunks.map((trunk) => Object.fromEntries(trunk.shares));
  };
  const at = (domain: number, rail: number) => shareKey(domain, rail);

  it('know what is left of the cables of each instance, rail by rail', () => {
    expect(left([])).toEqual([{}, {}]);
    // A cable of a node is its only one on its rail.
    expect(left(cut({ index: 70, cable: 5 }))).toEqual([{ [at(70, 5)]: 0 }, {}]);
    expect(left(cut({ index: 70, cable: 5, speedFraction: 0.25 }))).toEqual([{ [at(70, 5)]: 0.25 }, {}]);
    // Leaves 9 and 20 are rails 1 and 4 of the second and third row.
    expect(left([], cut({ index: 9, cable: 3 }, { index: 20, cable: 1 }))).toEqual([
      {},
      { [at(1, 1)]: 31 / 32, [at(2, 4)]: 31 / 32 },
    ]);
    expect(left(cut({ index: 70, speedFraction: 1 }))).toEqual([{}, {}]);
  });
});
