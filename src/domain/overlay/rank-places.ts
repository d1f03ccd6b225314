/** Which rank every drawn accelerator has, and its place in its group of a dimension; by arithmetic where ranks fill the accelerators as they come. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { StrategyInputs } from '../estimate/scenario.ts';
import { groupByParent } from '../plan/drawing/block-tree.ts';
import type { Drawing } from '../plan/plan-document.ts';
import { findEndpoints } from '../topology/endpoint.ts';
import { prepareRouter } from '../topology/flow/drawn-router.ts';
import { acceleratorOf } from '../topology/flow/fabric.ts';
import { findWorking } from '../topology/flow/failed-parts.ts';
import { type Addresses, layAddresses } from '../topology/flow/lay-addresses.ts';
import { findGroups, type RankGroups } from '../topology/flow/rank-groups.ts';
import { leaveSlowIdle } from '../topology/placement/leave-slow-idle.ts';
import { countAccelerators, countInstances } from '../topology/summarize-drawing.ts';
import type { CellPlaces } from './drawing-overlay.ts';
import type { PlacedDimension } from './overlay-choices.ts';

/** Letters before the number of a place. */
export const PLACE_LETTERS: Readonly<Record<PlacedDimension, string>> = {
  tensor: 'T',
  context: 'C',
  pipeline: 'P',
  expert: 'E',
  data: 'D',
};

/** The ranks of a drawing. */
export interface RankMap {
  readonly groups: RankGroups;
  readonly addresses: Addresses;
  /** Rank of an accelerator by its number in the drawing; -1 = it failed or is not used. */
  readonly rankOf: (accelerator: number) => number;
  /** Accelerator of a rank. */
  readonly acceleratorOf: (rank: number) => number;
  /** Accelerators in one instance of each block that holds any. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** Groups of a dimension: `data` are the copies of the model, whatever is sharded among them. */
export function groupsOf(strategy: StrategyInputs, dimension: PlacedDimension): RankGroups {
  return dimension === 'data'
    ? findGroups({ ...strategy, shardingGroupSize: 1 }, 'replica')
    : findGroups(strategy, dimension);
}

/**
 * Lays the ranks of a strategy out over a drawing, as its routes have them.
 * @param ranksTogether as the strategy of the plan says it
 */
export function mapRanks(
  drawing: Drawing,
  index: CatalogIndex,
  strategy: StrategyInputs,
  dimension: PlacedDimension,
  ranksTogether: number | null,
): RankMap {
  const endpoints = findEndpoints(drawing, index);
  const children = groupByParent(drawing);
  const addresses = layAddresses(children, endpoints);
  const groups = groupsOf(strategy, dimension);
  const working = listWorking(drawing, index, strategy, ranksTogether, endpoints, addresses);
  let ranks: Int32Array | null = null;
  if (working !== null) {
    ranks = new Int32Array(addresses.accelerators).fill(-1);
    for (let rank = 0; rank < working.length; rank++) ranks[working[rank] ?? 0] = rank;
  }
  const sizes = new Map<string, number>();
  const measure = (id: string, seen: ReadonlySet<string>): number => {
    const endpoint = endpoints.get(id);
    let size = endpoint?.accelerators ?? 0;
    if (endpoint === undefined) {
      for (const child of children.get(id) ?? []) {
        if (!seen.has(child.id)) size += child.count * measure(child.id, new Set(seen).add(child.id));
      }
    }
    if (size > 0) sizes.set(id, size);
    return size;
  };
  for (const block of children.get(null) ?? []) measure(block.id, new Set([block.id]));
  return {
    groups,
    addresses,
    sizes,
    rankOf: (accelerator) => {
      const rank = ranks === null ? accelerator : (ranks[accelerator] ?? -1);
      return rank < groups.ranks ? rank : -1;
    },
    acceleratorOf: (rank) => (working === null ? rank : (working[rank] ?? -1)),
  };
}

/** Accelerators by rank; null = rank r is on accelerator r. Where the router does not know the drawing, ranks fill what works. */
function listWorking(
  drawing: Drawing,
  index: CatalogIndex,
  strategy: StrategyInputs,
  ranksTogether: number | null,
  endpoints: ReturnType<typeof findEndpoints>,
  addresses: Addresses,
): Int32Array | null {
  const ranks = strategy.tensor * strategy.context * strategy.data * strategy.pipeline;
  const spare = Math.max(0, countAccelerators(drawing, index).total - ranks);
  const used = leaveSlowIdle(drawing, index, spare);
  const prepared = prepareRouter(used, index);
  if (!prepared.ok) return findWorking(used, endpoints, countInstances(used), addresses);
  const { fabric } = prepared.router.place(ranksTogether, strategy);
  if (fabric.working === null && fabric.placement.used === fabric.placement.domain) return null;
  return Int32Array.from({ length: ranks }, (_, rank) => acceleratorOf(fabric, rank));
}

/** Ranks that are looked at one by one; longer runs must follow from the first and the last. */
const LONGEST_WALK = 256;

/** What single cells of the drawing show. */
export function cellPlaces(map: RankMap, dimension: PlacedDimension): CellPlaces {
  const { groups, addresses, rankOf, sizes } = map;
  // Where the cells of a frame ask for the same block again and again, its first accelerator is looked up once.
  let lastBlock = '';
  let lastFirst = 0;
  let lastSize = 0;
  const enter = (blockId: string): boolean => {
    if (blockId !== lastBlock) {
      lastBlock = blockId;
      lastSize = sizes.get(blockId) ?? 0;
      lastFirst = lastSize === 0 ? 0 : addresses.firstOf(blockId, 0);
    }
    return lastSize > 0;
  };
  const run = findRun(groups);
  const placeOf: CellPlaces['placeOf'] = (blockId, instance, accelerator) => {
    if (!enter(blockId)) return -1;
    const rank = rankOf(lastFirst + instance * lastSize + accelerator);
    return rank < 0 ? -1 : groups.placeOf(rank);
  };
  return {
    placeOf,
    sharedPlace: (blockId, firstInstance, firstAccelerator, lastInstance, lastAccelerator) => {
      if (!enter(blockId)) return -1;
      const local = lastAccelerator < 0 ? lastSize - 1 : lastAccelerator;
      const first = rankOf(lastFirst + firstInstance * lastSize + firstAccelerator);
      const last = rankOf(lastFirst + lastInstance * lastSize + local);
      if (first < 0 || last < 0) return -1;
      const place = groups.placeOf(first);
      if (groups.size === 1) return place;
      if (last - first >= run && last - first > LONGEST_WALK) return -1;
      if (groups.placeOf(last) !== place) return -1;
      if (last - first < run && dimension !== 'expert') return place;
      for (let rank = first + 1; rank < last; rank++) if (groups.placeOf(rank) !== place) return -1;
      return place;
    },
    letter: (place) => `${PLACE_LETTERS[dimension]}${place}`,
  };
}

/** How many ranks that follow each other share a place; infinite where all do. */
function findRun(groups: RankGroups): number {
  if (groups.size === 1) return Number.POSITIVE_INFINITY;
  const first = groups.placeOf(0);
  let run = 1;
  while (run < groups.ranks && groups.placeOf(run) === first) run *= 2;
  let low = run / 2;
  let high = Math.min(run, groups.ranks);
  while (low + 1 < high) {
    const middle = Math.floor((low + high) / 2);
    if (groups.placeOf(middle) === first) low = middle;
    else high = middle;
  }
  return high;
}
