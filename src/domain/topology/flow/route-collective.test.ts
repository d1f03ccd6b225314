import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../cli/load-catalog.ts';
import type { Drawing } from '../../plan/plan-document.ts';
import { buildDrawing } from '../build-drawing.ts';
import { compileFabric } from './compile-fabric.ts';
import type { Fabric } from './fabric.ts';
import { PATTERN_KINDS, type PatternKind } from './flow-patterns.ts';
import { measureUsage, slowestLink } from './link-usage.ts';
import { findGroups, GROUP_NAMES, type GroupName, type RankShape } from './rank-groups.ts';
import { CollectiveRouter, findWindow, repeatsOf } from './route-collective.ts';
import { shareFairly } from './share-fairly.ts';
import { RANDOM_SYSTEMS, randomFabrics, randomTori } from './testing/random-fabric.ts';
import { fillProgressively, listGroups, simulateCollective, sumUse } from './testing/reference-collectives.ts';
import { ReferenceNetwork } from './testing/reference-network.ts';

const index = loadCatalog();
const systems = RANDOM_SYSTEMS.map((id) => [id, index.systems.get(id)?.acceleratorsPerSystem ?? 1] as const);
const names = fc.constantFrom(...GROUP_NAMES);
const kinds = fc.constantFrom(...PATTERN_KINDS);

function fabricOf(drawing: Drawing): Fabric {
  const compiled = compileFabric(drawing, index);
  if (!compiled.ok) throw new Error(compiled.reason);
  return compiled.fabric;
}

/** Seconds per byte. */
function pace(fabric: Fabric, shape: RankShape, name: GroupName, kind: PatternKind, window?: number): number {
  const collective = { kind, groups: findGroups(shape, name) };
  return slowestLink(new CollectiveRouter(fabric).route(collective, window ?? findWindow(fabric, [collective])));
}

const shapeOf = (shape: Partial<RankShape>): RankShape => ({
  tensor: 1,
  context: 1,
  data: 1,
  pipeline: 1,
  expert: 1,
  expertTensor: 1,
  shardingGroupSize: shape.data ?? 1,
  rankOrder: ['tensor', 'context', 'data', 'pipeline'],
  ...shape,
});

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
  it('takes as long as in a simulation of every flow over every cable, on random drawings', {
    timeout: 300_000,
  }, () => {
    let compared = 0;
    fc.assert(
      fc.property(
        fc.oneof({ weight: 3, arbitrary: randomFabrics(systems) }, randomTori()),
        names,
        kinds,
        ({ drawing, shape }, name, kind) => {
          const compiled = compileFabric(drawing, index);
          if (!compiled.ok) return;
          const listed = listGroups(shape, name);
          expect(findGroups(shape, name).size).toBe(listed[0]?.length);
          if (listed[0]?.length === 1) return;
          const routed = pace(compiled.fabric, shape, name, kind);
          const simulated = simulateCollective(kind, listed, new ReferenceNetwork(drawing, index));
          if (simulated === Number.POSITIVE_INFINITY) expect(routed).toBe(simulated);
          else {
            expect(Math.abs(routed - simulated)).toBeLessThanOrEqual(1e-9 * simulated);
            compared++;
          }
        },
      ),
      { seed: 7, numRuns: 600 },
    );
    expect(compared).toBeGreaterThanOrEqual(200);
  });

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
        const kept = slowestLink(measureUsage(edited, loads, repeatsOf(collective, window)));
        expect(kept).toBe(pace(edited, shape, name, kind));
        expect(pace(speedUp(fabric, 1.5, trunk), shape, name, kind)).toBeLessThanOrEqual(before);
        expect(pace(speedUp(fabric, 0.5, trunk), shape, name, kind)).toBeGreaterThanOrEqual(before);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('does not change when nodes under one leaf change places', () => {
    const fabric = fabricOf(tree(4, 1));
    const shape = shapeOf({ tensor: 8, data: 16, expert: 16, expertTensor: 8 });
    const nodes = [2, 0, 3, 1, ...Array.from({ length: 12 }, (_, at) => at + 4)];
    const working = Int32Array.from(nodes.flatMap((node) => Array.from({ length: 8 }, (_, local) => node * 8 + local)));
    for (const kind of ['ring', 'exchange'] as const) {
      for (const name of ['tensor', 'shard', 'expert'] as const) {
        expect(pace({ ...fabric, working }, shape, name, kind)).toBeCloseTo(pace(fabric, shape, name, kind), 22);
      }
    }
  });

  it('shares links with others that run beside it as in a simulation', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        randomFabrics(systems, 128),
        fc.array(fc.tuple(names, kinds), { minLength: 2, maxLength: 3 }),
        ({ drawing, shape }, pairs) => {
          const compiled = compileFabric(drawing, index);
          if (!compiled.ok) return;
          const { fabric } = compiled;
          const collectives = pairs.map(([name, kind]) => ({ kind, groups: findGroups(shape, name) }));
          const window = findWindow(fabric, collectives);
          const router = new CollectiveRouter(fabric);
          const usages = collectives.map((collective) => router.route(collective, window));
          if (usages.some((usage) => usage.unreachable > 0)) return;
          const rates = shareFairly(usages);
          const network = new ReferenceNetwork(drawing, index);
          const flows = pairs.map(([name, kind]) => ({
            weight: 1,
            use: sumUse(kind, listGroups(shape, name), network) ?? new Map(),
          }));
          fillProgressively(flows, network.capacities).forEach((rate, at) => {
            if (rate === Number.POSITIVE_INFINITY) expect(rates[at]).toBe(rate);
            else expect(Math.abs((rates[at] ?? 0) - rate)).toBeLessThanOrEqual(1e-6 * rate);
            compared++;
          });
        },
      ),
      { seed: 11, numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(200);
  });
});

/** Four units of four DGX H100 on eight rails, `up` cables from each leaf to one spine: 4 = full, 1 = a quarter. */
function tree(up: number, spines: number): Drawing {
  return buildDrawing(
    [
      { id: 'unit', kind: 'row', count: 4 },
      { id: 'node', kind: 'node', parent: 'unit', count: 4, catalogId: 'dgx-h100' },
      { id: 'leaf', kind: 'switch', parent: 'unit', count: 8 },
      { id: 'spine', kind: 'switch', count: spines },
    ],
    [
      { from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' },
      { from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: up, pattern: 'spread' },
    ],
  );
}

describe('the textbook', () => {
  const port = 50e9;

  it('knows one switch', () => {
    const fabric = fabricOf(
      buildDrawing(
        [
          { id: 'node', kind: 'node', count: 8, catalogId: 'gh200-node' },
          { id: 'leaf', kind: 'switch' },
        ],
        [{ from: 'node', to: 'leaf', catalogId: 'ib-ndr', bandwidthBytesPerSecond: 10e9 }],
      ),
    );
    const shape = shapeOf({ data: 8, expert: 8 });
    expect(pace(fabric, shape, 'shard', 'ring') * 10e9).toBeCloseTo(1, 9);
    expect(pace(fabric, shape, 'shard', 'tree') * 10e9).toBeCloseTo(2, 9);
    expect(pace(fabric, shape, 'expert', 'exchange') * 10e9).toBeCloseTo(7 / 8, 9);
    expect(pace(fabric, shape, 'shard', 'next') * 10e9).toBeCloseTo(1, 9);
  });

  it('knows the inside of a node', () => {
    const fabric = fabricOf(buildDrawing([{ id: 'node', kind: 'node', catalogId: 'dgx-h100' }]));
    const shape = shapeOf({ tensor: 8, expert: 8 });
    expect(pace(fabric, shape, 'tensor', 'ring') * 450e9).toBeCloseTo(1, 9);
    expect(pace(fabric, shape, 'expert', 'exchange') * 450e9).toBeCloseTo(7 / 8, 9);
  });

  it('knows fat trees, full and oversubscribed', () => {
    for (const oversubscription of [1, 2, 4]) {
      const fabric = fabricOf(tree(4 / oversubscription, 1));
      // Every byte for another unit crosses the leaf's uplinks, four accelerators to a leaf.
      const exchange = pace(fabric, shapeOf({ data: 128, expert: 128 }), 'expert', 'exchange') * port;
      expect(exchange).toBeCloseTo(Math.max(120 / 128, (oversubscription * 96) / 128), 9);
      // Groups across all units, one rank in each: all rings leave every unit.
      const apart = shapeOf({ tensor: 8, pipeline: 4, data: 4, rankOrder: ['tensor', 'pipeline', 'data', 'context'] });
      expect(pace(fabric, apart, 'shard', 'ring') * port).toBeCloseTo(oversubscription, 9);
      expect(pace(fabric, apart, 'pipeline', 'next') * port).toBeCloseTo(1, 9);
      // Rings that visit the nodes of a unit one after the other leave it once.
      const along = shapeOf({ tensor: 8, data: 16 });
      expect(pace(fabric, along, 'shard', 'ring') * port).toBeCloseTo(Math.max(1, oversubscription / 4), 9);
    }
  });

  it('knows tori of two and three dimensions', () => {
    const link = 100e9;
    for (const dims of [[16], [8, 8], [4, 16], [8, 8, 8], [4, 8, 16]]) {
      const size = dims.reduce((product, side) => product * side, 1);
      const fabric = fabricOf(
        buildDrawing([
          { id: 'pod', kind: 'row', torusDims: dims },
          { id: 'host', kind: 'node', parent: 'pod', count: size / 4, catalogId: 'tpu-v5p-host' },
        ]),
      );
      const shape = shapeOf({ data: size, expert: size });
      // Rings along all sides, both ways; an exchange crosses a quarter of the longest side, half of it each way.
      expect(pace(fabric, shape, 'shard', 'ring') * link).toBeCloseTo(1 / (2 * dims.length), 9);
      expect(pace(fabric, shape, 'expert', 'exchange') * link).toBeCloseTo(Math.max(...dims) / 8, 9);
    }
  });

  it('uses all adapters of a node for one ring', () => {
    expect(pace(fabricOf(tree(4, 1)), shapeOf({ data: 128 }), 'shard', 'ring') * port).toBeCloseTo(1 / 8, 9);
  });
});
