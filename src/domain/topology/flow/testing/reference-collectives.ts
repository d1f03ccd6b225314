/** Collectives listed flow by flow, and their pace by progressive filling. The slow, obvious counterpart of the router; for tests only. */

import type { RankGroup } from '../../../estimate/scenario.ts';
import type { RankDimension } from '../../../plan/plan-document.ts';
import type { PatternKind } from '../flow-patterns.ts';
import type { RankShape } from '../rank-groups.ts';
import { treeParents } from '../tree-shape.ts';
import type { FlowUse } from './reference-graph.ts';
import type { ReferenceNetwork } from './reference-network.ts';

/** One flow of a collective. */
interface Flow {
  readonly from: number;
  readonly to: number;
  bytes: number;
}

/** All groups of a kind, listed. */
export function listGroups(shape: RankShape, name: RankGroup): number[][] {
  const ranks = shape.tensor * shape.context * shape.data * shape.pipeline;
  const groups = new Map<string, number[]>();
  const stageCounts = new Map<number, number>();
  for (let rank = 0; rank < ranks; rank++) {
    const at = coordinatesOf(shape, rank);
    const folded = stageCounts.get(at.pipeline) ?? 0;
    stageCounts.set(at.pipeline, folded + 1);
    const key = keyOf(shape, name, at, folded).join(',');
    groups.set(key, [...(groups.get(key) ?? []), rank]);
  }
  return [...groups.values()];
}

type Coordinates = Record<RankDimension, number>;

function coordinatesOf(shape: RankShape, rank: number): Coordinates {
  const at: Coordinates = { tensor: 0, context: 0, data: 0, pipeline: 0 };
  let rest = rank;
  for (const dimension of shape.rankOrder) {
    at[dimension] = rest % shape[dimension];
    rest = Math.floor(rest / shape[dimension]);
  }
  return at;
}

/** What all ranks of one group have in common. */
function keyOf(shape: RankShape, name: RankGroup, at: Coordinates, folded: number): number[] {
  const { tensor, context, data, pipeline } = at;
  const shard = shape.shardingGroupSize;
  const experts = shape.expert * shape.expertTensor;
  switch (name) {
    case 'tensor':
      return [context, data, pipeline];
    case 'context':
      return [tensor, data, pipeline];
    case 'pipeline':
      return [tensor, context, data];
    case 'shard':
      return [tensor, pipeline, Math.floor(data / shard)];
    case 'replica':
      return [tensor, context, pipeline, data % shard];
    case 'expert-tensor':
      return [pipeline, Math.floor(folded / shape.expertTensor)];
    case 'expert':
      return [pipeline, Math.floor(folded / experts), folded % shape.expertTensor];
    default:
      return [pipeline, folded % experts];
  }
}

/** Flows of one group for each byte of its collective. */
export function listFlows(kind: PatternKind, group: readonly number[], network: ReferenceNetwork): Flow[] {
  if (group.length <= 1) return [];
  const at = (place: number): number => group[place % group.length] ?? 0;
  const islands = [...new Set(group.map((rank) => network.islandOf(rank)))].map((island) =>
    group.filter((rank) => network.islandOf(rank) === island),
  );
  const flows: Flow[] = [];
  const between = (here: readonly number[], there: readonly number[], bytes: number): void => {
    here.forEach((from, place) => {
      const to = there[Math.floor((place * there.length) / here.length)];
      if (to !== undefined) flows.push({ from, to, bytes: bytes / here.length });
    });
  };
  if (kind === 'exchange') {
    for (const from of group)
      for (const to of group) if (from !== to) flows.push({ from, to, bytes: 1 / group.length });
  } else if (kind === 'next') {
    group.forEach((from, place) => {
      flows.push({ from, to: at(place + 1), bytes: 1 });
    });
  } else if (kind === 'ring') {
    islands.forEach((members, place) => {
      members.forEach((from, each) => {
        if (members.length === 1) return;
        if (network.kindOf(from) === 'torus') {
          for (const line of torusLines(members, from, network)) {
            const own = line.indexOf(from);
            const [after, before] = [line[(own + 1) % line.length], line.at(own - 1)];
            for (const to of [after, before])
              if (to !== undefined) flows.push({ from, to, bytes: network.isWholeSide(line) ? 2 : 1 });
          }
          const own = flows.filter((flow) => flow.from === from);
          const sum = own.reduce((total, flow) => total + flow.bytes, 0);
          for (const flow of own) flow.bytes /= sum;
        } else if (network.kindOf(from) === 'mesh') {
          for (const to of members) if (to !== from) flows.push({ from, to, bytes: 1 / (members.length - 1) });
        } else flows.push({ from, to: members[(each + 1) % members.length] ?? from, bytes: 1 });
      });
      const next = islands[(place + 1) % islands.length];
      if (islands.length > 1 && next !== undefined) between(members, next, 1);
    });
  } else {
    islands.forEach((members, place) => {
      for (const parent of treeParents(place, islands.length)) {
        const above = islands[parent];
        if (above === undefined) continue;
        between(members, above, 0.5);
        between(above, members, 0.5);
      }
    });
  }
  return flows;
}

/** Lines of members along the sides of a torus through one of them; the whole group where it is no box. */
function torusLines(members: readonly number[], from: number, network: ReferenceNetwork): (readonly number[])[] {
  const here = network.torusPlaceOf(from);
  const lines = here.map((_, side) =>
    members.filter((rank) => network.torusPlaceOf(rank).every((place, at) => at === side || place === here[at])),
  );
  const spanned = here.map((_, side) => new Set(members.map((rank) => network.torusPlaceOf(rank)[side])).size);
  if (spanned.reduce((product, count) => product * count, 1) !== members.length) return [members];
  return lines.filter((line) => line.length > 1);
}

/** Uses of all flows of a collective together: bytes on each resource for each byte of it; null when a flow has no way. */
export function sumUse(
  kind: PatternKind,
  groups: readonly (readonly number[])[],
  network: ReferenceNetwork,
): FlowUse | null {
  const total: FlowUse = new Map();
  for (const group of groups) {
    for (const flow of listFlows(kind, group, network)) {
      const use = network.route(flow.from, flow.to);
      if (use === null) return null;
      for (const [resource, share] of use) total.set(resource, (total.get(resource) ?? 0) + share * flow.bytes);
    }
  }
  return total;
}

/**
 * Seconds for each byte of one collective: its flows grow together in proportion to their bytes; those on a full link stop, the others grow
 * on; what is done frees its share. Ends when the last flow is done.
 */
export function simulateCollective(
  kind: PatternKind,
  groups: readonly (readonly number[])[],
  network: ReferenceNetwork,
): number {
  const flows = groups
    .flatMap((group) => listFlows(kind, group, network))
    .map((flow) => ({ bytes: flow.bytes, left: flow.bytes, use: network.route(flow.from, flow.to) }));
  if (flows.some((flow) => flow.use === null)) return Number.POSITIVE_INFINITY;
  const numbered = numberResources(
    flows.map((flow) => ({ weight: flow.bytes, use: flow.use ?? new Map() })),
    network.capacities,
  );
  let now = 0;
  let active = flows.map((_, at) => at);
  while (active.length > 0) {
    const rates = fillNumbered(
      active.map((at) => numbered.flows[at] ?? NOTHING),
      numbered.capacities,
    );
    let step = Number.POSITIVE_INFINITY;
    active.forEach((at, place) => {
      step = Math.min(step, (flows[at]?.left ?? 0) / (rates[place] ?? 0));
    });
    active.forEach((at, place) => {
      const flow = flows[at];
      if (flow === undefined) return;
      flow.left -= (rates[place] ?? 0) * step;
      if (flow.left < 1e-9 * flow.bytes) flow.left = 0;
    });
    now += step;
    active = active.filter((at) => (flows[at]?.left ?? 0) > 0);
  }
  return now;
}

/** A flow or a collective with the resources that it uses, by number. */
interface NumberedFlow {
  readonly weight: number;
  readonly resources: readonly number[];
  readonly shares: readonly number[];
}

const NOTHING: NumberedFlow = { weight: 0, resources: [], shares: [] };

function numberResources(
  flows: readonly { readonly weight: number; readonly use: FlowUse }[],
  capacities: ReadonlyMap<string, number>,
): { flows: NumberedFlow[]; capacities: number[] } {
  const numbers = new Map<string, number>();
  const numbered: number[] = [];
  const numberOf = (name: string): number => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbered.length);
    return numbered.push(capacities.get(name) ?? Number.POSITIVE_INFINITY) - 1;
  };
  return {
    flows: flows.map(({ weight, use }) => ({
      weight,
      resources: [...use.keys()].map(numberOf),
      shares: [...use.values()],
    })),
    capacities: numbered,
  };
}

/** Max–min fair rates in bytes/s; what uses nothing that is limited is infinitely fast. */
export function fillProgressively(
  flows: readonly { readonly weight: number; readonly use: FlowUse }[],
  capacities: ReadonlyMap<string, number>,
): number[] {
  const numbered = numberResources(flows, capacities);
  return fillNumbered(numbered.flows, numbered.capacities);
}

function fillNumbered(flows: readonly NumberedFlow[], capacities: readonly number[]): number[] {
  const rates = flows.map(() => Number.POSITIVE_INFINITY);
  let growing = flows.map((_, at) => at);
  const fixed = new Float64Array(capacities.length);
  const demand = new Float64Array(capacities.length);
  while (growing.length > 0) {
    demand.fill(0);
    for (const at of growing) {
      const { weight, resources, shares } = flows[at] ?? NOTHING;
      for (let each = 0; each < resources.length; each++) {
        demand[resources[each] ?? 0] = (demand[resources[each] ?? 0] ?? 0) + (shares[each] ?? 0) * weight;
      }
    }
    const levelOf = (resource: number): number =>
      (demand[resource] ?? 0) === 0
        ? Number.POSITIVE_INFINITY
        : Math.max(0, (capacities[resource] ?? 0) - (fixed[resource] ?? 0)) / (demand[resource] ?? 0);
    let level = Number.POSITIVE_INFINITY;
    for (let resource = 0; resource < demand.length; resource++) level = Math.min(level, levelOf(resource));
    if (!Number.isFinite(level)) break;
    const isFull = capacities.map((_, resource) => levelOf(resource) <= level * (1 + 1e-9));
    growing = growing.filter((at) => {
      const { weight, resources, shares } = flows[at] ?? NOTHING;
      if (!resources.some((resource) => isFull[resource])) return true;
      rates[at] = weight * level;
      resources.forEach((resource, each) => {
        fixed[resource] = (fixed[resource] ?? 0) + (shares[each] ?? 0) * weight * level;
      });
      return false;
    });
  }
  return rates;
}
