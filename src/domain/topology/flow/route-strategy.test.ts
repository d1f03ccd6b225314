/** What a strategy's traffic comes to on drawings: the numbers that the performance model takes. */
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../cli/load-catalog.ts';
import type { GroupRoutes } from '../../estimate/scenario.ts';
import type { Drawing } from '../../plan/plan-document.ts';
import { buildDrawing } from '../build-drawing.ts';
import { compileNetwork } from '../compile-network.ts';
import { prepareRouter } from './drawn-router.ts';
import { type RouteAnswer, type RoutedStrategy, routeStrategy, type TrafficShape } from './route-strategy.ts';

const index = loadCatalog();
const NODES = 32;
const NIC_BYTES = 50e9;

/** 32 DGX H100, 8 to a leaf of its own, with so many uplinks from each leaf to two spines. */
function twoTiers(uplinks: number): Drawing {
  return buildDrawing(
    [
      { id: 'pod', kind: 'row', count: 4 },
      { id: 'dgx', kind: 'node', parent: 'pod', catalogId: 'dgx-h100', count: NODES / 4 },
      { id: 'leaf', kind: 'switch', parent: 'pod', catalogId: 'qm9700', count: 1 },
      { id: 'spine', kind: 'switch', catalogId: 'qm9700', count: 2 },
    ],
    [
      { id: 'ports', from: 'dgx', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8 },
      { id: 'uplinks', from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: uplinks },
    ],
  );
}

const DENSE: TrafficShape = {
  tensor: 8,
  context: 1,
  data: NODES,
  pipeline: 1,
  expert: 1,
  expertTensor: 1,
  shardingGroupSize: NODES,
  rankOrder: ['tensor', 'context', 'data', 'pipeline'],
  hasExperts: false,
  reducesToAll: true,
  ranksTogether: null,
};

function answer(drawing: Drawing, shape: TrafficShape): RouteAnswer {
  const prepared = prepareRouter(drawing, index);
  if (!prepared.ok) throw new Error(prepared.reason);
  return routeStrategy(prepared.router, shape, compileNetwork(drawing, index).levels);
}

function route(drawing: Drawing, shape: TrafficShape): RoutedStrategy {
  const found = answer(drawing, shape);
  if (!found.ok) throw new Error(found.reason);
  return found.routed;
}

function groupOf(drawing: Drawing, shape: TrafficShape, name: keyof RoutedStrategy['routes']['groups']): GroupRoutes {
  const group = route(drawing, shape).routes.groups[name];
  if (group === undefined) throw new Error(`${name} is not routed`);
  return group;
}

describe('the routes of a strategy', () => {
  it('keep tensor groups inside their node, and give each data ring the adapter of its accelerator', () => {
    const drawing = twoTiers(64);
    const tensor = groupOf(drawing, DENSE, 'tensor');
    expect(tensor.ringInside).toBeGreaterThan(0);
    expect(tensor.ringOutside).toBe(0);
    const efficiency = index.links.get('ib-ndr')?.efficiency ?? Number.NaN;
    const shard = groupOf(drawing, DENSE, 'shard');
    expect(shard.ringInside).toBe(0);
    expect(shard.ringOutside * NIC_BYTES * efficiency).toBeCloseTo(1, 6);
  });

  it('feel thin uplinks only as far as traffic leaves the pod: one in eight neighbours of a ring does', () => {
    // 64 rings leave each pod over as many ports' worth; eight cables carry one of them each.
    expect(groupOf(twoTiers(8), DENSE, 'shard').ringOutside).toBeCloseTo(
      groupOf(twoTiers(64), DENSE, 'shard').ringOutside,
      15,
    );
    expect(
      groupOf(twoTiers(2), DENSE, 'shard').ringOutside / groupOf(twoTiers(8), DENSE, 'shard').ringOutside,
    ).toBeCloseTo(4, 6);
  });

  it('make experts that talk across pods pay for them', () => {
    const shape = { ...DENSE, tensor: 1, data: 256, shardingGroupSize: 256, expert: 128, hasExperts: true };
    const wide = groupOf(twoTiers(64), shape, 'expert').exchangeOutside;
    const thin = groupOf(twoTiers(16), shape, 'expert').exchangeOutside;
    // Half of 128 ranks lie in the other pod: at 4:1 the uplinks take twice as long as the adapters, which carry 15 in 16 bytes.
    expect(thin / wide).toBeCloseTo((0.5 * 4) / (120 / 128), 6);
  });

  it('leave out what the strategy does not run', () => {
    const { routes, traffic } = route(twoTiers(64), { ...DENSE, reducesToAll: false });
    expect(Object.keys(routes.groups).sort()).toEqual(['shard', 'tensor']);
    expect(traffic.filter(({ group }) => group === 'shard').map(({ pattern }) => pattern)).toEqual(['ring']);
  });

  it('share what runs at once over the same links, fairly', () => {
    const alone = route(twoTiers(64), DENSE).routes.sharing;
    expect(alone.tensor).toBeUndefined();
    const shape = { ...DENSE, tensor: 1, data: 256, shardingGroupSize: 256, expert: 16, hasExperts: true };
    const { expert } = route(twoTiers(64), shape).routes.sharing;
    expect(expert?.layer).toBeGreaterThan(0.3);
    expect(expert?.layer).toBeLessThan(1);
    const pipelined = { ...DENSE, data: 8, pipeline: 4, shardingGroupSize: 8 };
    // Both leave an accelerator over its one adapter.
    expect(route(twoTiers(64), pipelined).routes.sharing.pipeline).toEqual({
      layer: expect.closeTo(0.5, 9) as number,
      data: expect.closeTo(0.5, 9) as number,
    });
  });

  it('are found once for equal groups: another micro-batch or sharding costs nothing', () => {
    const drawing = twoTiers(64);
    const first = route(drawing, DENSE).traffic.find(({ group }) => group === 'tensor');
    const second = route(drawing, { ...DENSE, reducesToAll: false }).traffic.find(({ group }) => group === 'tensor');
    expect(second?.usage).toBe(first?.usage);
  });
});
