import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../cli/load-catalog.ts';
import { RANK_GROUPS } from '../../estimate/scenario.ts';
import { buildDrawing } from '../build-drawing.ts';
import { compileFabric } from './compile-fabric.ts';
import { describeUsage, slowestLink } from './describe-usage.ts';
import type { Fabric } from './fabric.ts';
import { PATTERN_KINDS } from './flow-patterns.ts';
import { measureUsage } from './link-usage.ts';
import { chooseRun, placeRanks } from './place-ranks.ts';
import { findGroups } from './rank-groups.ts';
import { CollectiveRouter, findWindow, repeatsOf } from './route-collective.ts';
import { RANDOM_SYSTEMS, randomFabrics } from './testing/random-fabric.ts';
import { drawTree, fabricOf, pace, shapeOf } from './testing/route-for-tests.ts';

const index = loadCatalog();
const systems = RANDOM_SYSTEMS.map((id) => [id, index.systems.get(id)?.acceleratorsPerSystem ?? 1] as const);
const names = fc.constantFrom(...RANK_GROUPS);
const kinds = fc.constantFrom(...PATTERN_KINDS);

/** The same fabric with all bandwidths, or those of one trunk, multiplied. */
function speedUp(fabric: Fabric, factor: number, trunk: number | null = null): Fabric {
  const faster = new Map(
    fabric.trunks.map((each) => [
      each.index,
      trunk === null || trunk === each.index ? { ...each, pairBytesPerSecond: each.pairBytesPerSecond * factor } : each,
    ]),
  );
  const all = trunk === null ? factor : 1;
  const replace = (trunks: Fabric['trunks']): Fabric['trunks'] => trunks.map((each) => faster.get(each.index) ?? each);
  return {
    ...fabric,
    trunks: replace(fabric.trunks),
    stages: fabric.stages.map((stage) => ({ ...stage, trunks: replace(stage.trunks) })),
    systems: fabric.systems.map((system) => ({
      ...system,
      trunks: replace(system.trunks),
      adapterBytesPerSecond: system.adapterBytesPerSecond * all,
      inner: {
        ...system.inner,
        bandwidthBytesPerSecond: system.inner.bandwidthBytesPerSecond * all,
        pairBandwidthBytesPerSecond: system.inner.pairBandwidthBytesPerSecond * all,
        hostBandwidthBytesPerSecond: system.inner.hostBandwidthBytesPerSecond * all,
      },
    })),
  };
}

describe('a routed collective', () => {
  it('is the same folded and unfolded', () => {
    let folded = 0;
    fc.assert(
      fc.property(randomFabrics(systems, 1024), names, kinds, ({ drawing, shape }, name, kind) => {
        const compiled = compileFabric(drawing, index);
        if (!compiled.ok) return;
        const { fabric } = compiled;
        const window = findWindow(fabric, [{ kind, groups: findGroups(shape, name) }]);
        const whole = pace(fabric, shape, name, kind, fabric.accelerators);
        const part = pace(fabric, shape, name, kind);
        if (window < fabric.accelerators) folded++;
        if (whole === Number.POSITIVE_INFINITY) expect(part).toBe(whole);
        else expect(Math.abs(part - whole)).toBeLessThanOrEqual(1e-9 * whole);
      }),
      { seed: 3, numRuns: 400 },
    );
    expect(folded).toBeGreaterThan(50);
  });

  it('is the same walked around failures and walked whole', () => {
    let around = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 6 }),
        fc.constantFrom('rails' as const, 'spread' as const),
        fc.nat(),
        fc.boolean(),
        fc.constantFrom('pipeline' as const, 'data' as const),
        names,
        kinds,
        (units, pattern, at, isLeaf, outer, name, kind) => {
          const leaf = { index: at % (units * 4), state: 'failed' as const, speedFraction: 0 };
          const cable = { index: at % (units * 2), cable: at % 4, speedFraction: 0 };
          const drawing = buildDrawing(
            [
              { id: 'unit', kind: 'row', count: units },
              { id: 'node', kind: 'node', parent: 'unit', count: 2, catalogId: 'dgx-h100' },
              { id: 'leaf', kind: 'switch', parent: 'unit', count: 4, exceptions: isLeaf ? [leaf] : [] },
              { id: 'spine', kind: 'switch', count: 2 },
            ],
            [
              {
                from: 'node',
                to: 'leaf',
                catalogId: 'ib-ndr',
                cablesPerInstance: 4,
                pattern,
                exceptions: isLeaf ? [] : [cable],
              },
              { from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: 4 },
            ],
          );
          const fabric = fabricOf(drawing, index);
          const order = outer === 'data' ? (['tensor', 'context', 'pipeline', 'data'] as const) : undefined;
          const shape = shapeOf({
            tensor: 4,
            data: 2 * units,
            pipeline: 2,
            expert: 4,
            ...(order && { rankOrder: [...order] }),
          });
          const collective = { kind, groups: findGroups(shape, name) };
          const [near, far] = [fabric, { ...fabric, evenPeriod: fabric.accelerators }].map((each) =>
            new CollectiveRouter(each).route(collective, fabric.accelerators),
          );
          if (fabric.evenPeriod < fabric.accelerators && fabric.period === fabric.accelerators) around++;
          expect(near?.unreachable).toBe(far?.unreachable);
          expect(near?.seconds.length).toBe(far?.seconds.length);
          near?.seconds.forEach((seconds, place) => {
            expect(Math.abs(seconds - (far?.seconds[place] ?? 0))).toBeLessThanOrEqual(1e-9 * seconds + 1e-24);
          });
        },
      ),
      { seed: 19, numRuns: 150 },
    );
    expect(around).toBeGreaterThan(50);
  });

  it('is never slower with a faster link, and takes half the time when all are twice as fast', () => {
    fc.assert(
      fc.property(randomFabrics(systems), names, kinds, fc.nat(), ({ drawing, shape }, name, kind, at) => {
        const compiled = compileFabric(drawing, index);
        if (!compiled.ok) return;
        const { fabric } = compiled;
        const before = pace(fabric, shape, name, kind);
        expect(pace(speedUp(fabric, 2), shape, name, kind)).toBe(before / 2);
        const trunk = at % fabric.trunks.length;
        // Kept loads give the same as routing anew.
        const collective = { kind, groups: findGroups(shape, name) };
        const window = findWindow(fabric, [collective]);
        const loads = new CollectiveRouter(fabric).load(collective, window);
        const edited = speedUp(fabric, 0.7, trunk);
        const kept = slowestLink(measureUsage(edited, loads, repeatsOf(collective, window, edited)));
        expect(kept).toBe(pace(edited, shape, name, kind));
        expect(pace(speedUp(fabric, 1.5, trunk), shape, name, kind)).toBeLessThanOrEqual(before);
        expect(pace(speedUp(fabric, 0.5, trunk), shape, name, kind)).toBeGreaterThanOrEqual(before);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('does not change when nodes under one leaf change places', () => {
    const fabric = fabricOf(drawTree(4, 1), index);
    const shape = shapeOf({ tensor: 8, data: 16, expert: 16, expertTensor: 8 });
    const nodes = [2, 0, 3, 1, ...Array.from({ length: 12 }, (_, at) => at + 4)];
    const working = Int32Array.from(nodes.flatMap((node) => Array.from({ length: 8 }, (_, local) => node * 8 + local)));
    for (const kind of ['ring', 'exchange'] as const) {
      for (const name of ['tensor', 'shard', 'expert'] as const) {
        expect(pace({ ...fabric, working }, shape, name, kind)).toBeCloseTo(pace(fabric, shape, name, kind), 22);
      }
    }
  });

  it('names the drawn links that are busy, how many they are, and what they sustain', () => {
    const fabric = fabricOf(drawTree(1, 1), index);
    const shape = shapeOf({ tensor: 8, pipeline: 4, data: 4, rankOrder: ['tensor', 'pipeline', 'data', 'context'] });
    const collective = { kind: 'ring' as const, groups: findGroups(shape, 'shard') };
    const window = findWindow(fabric, [collective]);
    for (const each of [window, fabric.accelerators]) {
      const described = describeUsage(new CollectiveRouter(fabric).route(collective, each));
      const uplinks = described.find(({ itemId }) => itemId === 'l2');
      // Each of 32 leaves has one uplink, which four rings leave the unit over.
      expect(uplinks).toMatchObject({ kind: 'trunk', links: 32, busiestLinks: 32 });
      expect((uplinks?.secondsPerByte ?? 0) * 50e9).toBeCloseTo(4, 9);
      expect((uplinks?.totalSecondsPerByte ?? 0) * 50e9).toBeCloseTo(4 * 32, 9);
      expect(described.find(({ itemId }) => itemId === 'l1')).toMatchObject({ kind: 'trunk', links: 128 });
      expect(described.find(({ kind }) => kind === 'adapter')).toMatchObject({ itemId: 'node', links: 128 });
    }
    const efficiency = index.links.get('ib-ndr')?.efficiency ?? Number.NaN;
    const sustained = slowestLink(new CollectiveRouter(fabric).route(collective, window, 'sustained'));
    expect(sustained * 50e9 * efficiency).toBeCloseTo(4, 9);
  });

  it('lays runs of ranks out inside scale-up domains, and leaves idle what is too little for another run', () => {
    // Two rows of three racks of 72, 64 of them for one group of experts.
    const fabric = fabricOf(
      buildDrawing(
        [
          { id: 'row', kind: 'row', count: 2 },
          { id: 'rack', kind: 'rack', parent: 'row', count: 3, catalogId: 'gb200-nvl72' },
          { id: 'leaf', kind: 'switch', parent: 'row', count: 2 },
          { id: 'spine', kind: 'switch', count: 2 },
        ],
        [
          { from: 'rack', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 72 },
          { from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: 32 },
        ],
      ),
      index,
    );
    const shape = shapeOf({ data: 384, expert: 64 });
    expect(chooseRun(fabric, shape)).toBe(64);
    expect(chooseRun(fabric, shapeOf({ data: 432, expert: 8 }))).toBe(8);
    const placed = placeRanks(fabric, 64);
    const listed = Array.from({ length: 384 }, (_, rank) => Math.floor(rank / 64) * 72 + (rank % 64));
    const mapped = { ...fabric, working: Int32Array.from(listed) };
    for (const name of ['expert', 'expert-data', 'shard'] as const) {
      for (const kind of PATTERN_KINDS) {
        const groups = findGroups(shape, name);
        if (kind !== 'tree') expect(findWindow(placed, [{ kind, groups }])).toBeLessThan(432);
        expect(pace(placed, shape, name, kind)).toBeCloseTo(pace(mapped, shape, name, kind), 22);
        expect(pace(placed, shape, name, kind, 432)).toBeCloseTo(pace(mapped, shape, name, kind), 22);
      }
    }
    const outside = describeUsage(
      new CollectiveRouter(placed).route({ kind: 'exchange', groups: findGroups(shape, 'expert') }, 432),
    ).filter(({ kind }) => kind !== 'core');
    expect(outside.every(({ secondsPerByte }) => secondsPerByte === 0)).toBe(true);
    expect(pace(fabric, shape, 'expert', 'exchange')).toBeGreaterThan(3 * pace(placed, shape, 'expert', 'exchange'));
  });
});
