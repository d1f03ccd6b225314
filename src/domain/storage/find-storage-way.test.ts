import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../cli/load-catalog.ts';
import type { Drawing, Strategy } from '../plan/plan-document.ts';
import { drawSketch, type SketchBlock, type SketchLink } from '../plan/templates/sketch.ts';
import { findShards } from './checkpoint-shards.ts';
import { findStorageWay } from './find-storage-way.ts';
import type { StorageWay } from './storage-way.ts';

const CATALOG = loadCatalog();
/** One cable of `roce-400`, and the ports of a `dgx-h100`. */
const CABLE = 50e9;
const HOST_PORTS = 8 * CABLE;

interface Cluster {
  readonly racks: number;
  readonly nodes: number;
  readonly uplinks: number;
  readonly spines: number;
  readonly store: { readonly count: number; readonly write: number; readonly read: number };
  readonly cables: number;
  readonly at: 'spine' | 'leaf' | 'node' | 'nowhere';
  readonly pattern?: SketchLink['pattern'];
}

const SMALL: Cluster = {
  racks: 4,
  nodes: 4,
  uplinks: 8,
  spines: 2,
  store: { count: 1, write: 1e12, read: 2e12 },
  cables: 10,
  at: 'spine',
};

function draw(cluster: Cluster): Drawing {
  const { racks, nodes, uplinks, spines, store, cables, at, pattern = 'spread' } = cluster;
  const rack: SketchBlock = {
    id: 'rack',
    kind: 'rack',
    name: 'Rack',
    count: racks,
    rows: [
      [{ id: 'leaf', kind: 'switch', name: 'Leaf', catalogId: 'sn5400' }],
      [{ id: 'node', kind: 'node', name: 'Node', count: nodes, catalogId: 'dgx-h100' }],
    ],
  };
  const stores: SketchBlock = {
    id: 'store',
    kind: 'storage',
    name: 'Store',
    count: store.count,
    storage: { writeBytesPerSecond: store.write, readBytesPerSecond: store.read, capacityBytes: 1e15 },
  };
  const link = (from: string, to: string, cablesPerInstance: number, how: SketchLink['pattern']): SketchLink => ({
    from,
    to,
    catalogId: 'roce-400',
    cablesPerInstance,
    pattern: how,
  });
  return drawSketch(
    [[{ id: 'spine', kind: 'switch', name: 'Spine', count: spines, catalogId: 'sn5400' }, stores], [rack]],
    [
      link('node', 'leaf', 8, 'single'),
      link('leaf', 'spine', uplinks, 'spread'),
      ...(at === 'nowhere' ? [] : [link('store', at, cables, pattern)]),
    ],
  );
}

function find(drawing: Drawing, accelerators: number, sharding: Strategy['sharding'] = 'optimizer'): StorageWay {
  const shape = {
    tensor: 8,
    context: 1,
    pipeline: 1,
    data: accelerators / 8,
    expert: 1,
    expertTensor: 1,
    shardingGroupSize: accelerators / 8,
    rankOrder: ['tensor', 'context', 'data', 'pipeline'] as const,
    sharding,
    ranksTogether: null,
  };
  return findStorageWay(drawing, CATALOG, shape, findShards(shape, { expertShare: 0, weightShare: 1 / 7 }));
}

/** The same cluster with one switch that is slower by nothing that counts, so that no two domains are taken to be alike. */
function unfold(drawing: Drawing): Drawing {
  const { leaf } = drawing.blocks;
  if (leaf === undefined) throw new Error('no leaf');
  const exceptions = [{ index: 0, state: 'degraded' as const, speedFraction: 1 - 1e-12 }];
  return { ...drawing, blocks: { ...drawing.blocks, leaf: { ...leaf, exceptions } } };
}

const CLUSTERS = fc.record({
  racks: fc.integer({ min: 1, max: 6 }),
  nodes: fc.integer({ min: 1, max: 4 }),
  uplinks: fc.integer({ min: 1, max: 16 }),
  spines: fc.constantFrom(1, 2, 4),
  store: fc.record({
    count: fc.integer({ min: 1, max: 4 }),
    write: fc.double({ min: 1e9, max: 1e13, noNaN: true }),
    read: fc.double({ min: 1e9, max: 1e13, noNaN: true }),
  }),
  cables: fc.integer({ min: 1, max: 40 }),
  at: fc.constantFrom('spine' as const, 'leaf' as const),
  pattern: fc.constantFrom('spread' as const, 'single' as const),
});

describe('what a job reaches at the drawn storage', () => {
  it('is the least of the stores, their cables, the tier between and the ports of the hosts', () => {
    const all = SMALL.racks * SMALL.nodes;
    const way = find(draw(SMALL), all * 8);
    expect(way.state).toBe('routed');
    const limits = Object.fromEntries(way.write.limits.map(({ part, bytesPerSecond }) => [part, bytesPerSecond]));
    expect(limits).toEqual({
      stores: 1e12,
      cables: 10 * CABLE,
      network: SMALL.racks * SMALL.uplinks * CABLE,
      hosts: all * HOST_PORTS,
    });
    expect(way.write).toMatchObject({ bytesPerSecond: 10 * CABLE, limitedBy: ['cables'] });
    expect(way.read.bytesPerSecond).toBe(10 * CABLE);
  });

  it('names each part when it is the least', () => {
    const limitedBy = (change: Partial<Cluster>): readonly string[] =>
      find(draw({ ...SMALL, ...change }), 128).write.limitedBy;
    expect(limitedBy({ cables: 100 })).toEqual(['stores']);
    expect(limitedBy({})).toEqual(['cables']);
    expect(limitedBy({ cables: 100, uplinks: 2 })).toEqual(['network']);
    const huge = { count: 1, write: 1e15, read: 1e15 };
    const hosts = find(draw({ ...SMALL, store: huge, cables: 1000, uplinks: 64, nodes: 1 }), 32);
    expect(hosts.write).toMatchObject({ limitedBy: expect.arrayContaining(['hosts']), bytesPerSecond: 4 * HOST_PORTS });
  });

  it('lets only the hosts of the job write', () => {
    const wide = { ...SMALL, store: { count: 1, write: 1e15, read: 1e15 }, cables: 1000, uplinks: 64 };
    expect(find(draw(wide), 128).write.bytesPerSecond).toBeCloseTo(16 * HOST_PORTS, -3);
    // Two of sixteen nodes.
    expect(find(draw(wide), 16).write.bytesPerSecond).toBeCloseTo(2 * HOST_PORTS, -3);
    // Replicas hold the same: one of two nodes writes, both read.
    const replicated = find(draw(wide), 16, 'none');
    expect(replicated.write.bytesPerSecond).toBeCloseTo(HOST_PORTS, -3);
    expect(replicated.read.bytesPerSecond).toBeCloseTo(2 * HOST_PORTS, -3);
  });

  it('goes through one leaf where only that one has the storage', () => {
    const drawn = draw({ ...SMALL, at: 'leaf', pattern: 'single', cables: 100, uplinks: 4 });
    const way = find(drawn, 128);
    // A quarter of the hosts lies under the leaf; equal shares wait for the other three over its four uplinks.
    expect(way.write.bytesPerSecond).toBeCloseTo((4 / 3) * 4 * CABLE, -3);
    expect(way.write.limitedBy).toEqual(['network']);
  });

  it('takes what is drawn where no way leads there, and says so', () => {
    const way = find(draw({ ...SMALL, at: 'nowhere' }), 128);
    expect(way).toMatchObject({ state: 'unlinked', unlinkedIds: ['store'] });
    expect(way.write.bytesPerSecond).toBe(1e12);
    expect(way.read.bytesPerSecond).toBe(2e12);
  });

  it('loses what broken storage, switches and cables take', () => {
    const pair = { ...SMALL, store: { count: 2, write: 1e11, read: 1e11 }, cables: 10 };
    const drawing = draw(pair);
    const { store, spine } = drawing.blocks;
    const [link] = Object.values(drawing.links).filter(({ from }) => from === 'store');
    if (store === undefined || spine === undefined || link === undefined) throw new Error('not drawn');
    const failed = [{ index: 0, state: 'failed' as const, speedFraction: 0 }];
    const withStore = { ...drawing, blocks: { ...drawing.blocks, store: { ...store, exceptions: failed } } };
    expect(find(withStore, 128).write.bytesPerSecond).toBeCloseTo(1e11, -3);
    const withSpine = { ...drawing, blocks: { ...drawing.blocks, spine: { ...spine, exceptions: failed } } };
    const network = find(withSpine, 128).write.limits.find(({ part }) => part === 'network');
    expect(network?.bytesPerSecond).toBeCloseTo((SMALL.racks * SMALL.uplinks * CABLE) / 2, -3);
    const cut = { ...link, exceptions: [{ index: 0, cable: null, speedFraction: 0.5 }] };
    const withCut = { ...drawing, links: { ...drawing.links, [link.id]: cut } };
    const cables = find(withCut, 128).write.limits.find(({ part }) => part === 'cables');
    expect(cables?.bytesPerSecond).toBeCloseTo(15 * CABLE, -3);
  });

  it('comes out the same domain by domain as folded, never above a part of the way, and never less with more', () => {
    fc.assert(
      fc.property(CLUSTERS, (cluster) => {
        const accelerators = cluster.racks * cluster.nodes * 8;
        const drawing = draw(cluster);
        const way = find(drawing, accelerators);
        if (way.state !== 'routed') return;
        const apart = find(unfold(drawing), accelerators);
        for (const direction of ['write', 'read'] as const) {
          const { bytesPerSecond, limits } = way[direction];
          expect(apart[direction].bytesPerSecond / bytesPerSecond).toBeCloseTo(1, 6);
          for (const limit of limits) expect(bytesPerSecond).toBeLessThanOrEqual(limit.bytesPerSecond * (1 + 1e-9));
        }
        const faster = { ...cluster, store: { ...cluster.store, write: 2 * cluster.store.write } };
        expect(find(draw(faster), accelerators).write.bytesPerSecond).toBeGreaterThanOrEqual(
          way.write.bytesPerSecond * (1 - 1e-9),
        );
      }),
      { seed: 11, numRuns: 150 },
    );
  });
});
