/** What a job reaches at the drawn storage, and what limits it: the stores, their cables, the way through the network, or the hosts' ports. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { Drawing } from '../plan/plan-document.ts';
import { prepareRouter } from '../topology/flow/drawn-router.ts';
import { createSpeedOf } from '../topology/instance-speed.ts';
import { findLinkRates } from '../topology/link-rates.ts';
import { countInstances } from '../topology/summarize-drawing.ts';
import { buildStoreGraph } from './build-store-graph.ts';
import type { CheckpointShards, ShardingInputs } from './checkpoint-shards.ts';
import { countUsers } from './count-users.ts';
import { mergeGraph } from './merge-graph.ts';
import { type SolvedFlow, type StorageDirection, solveFlow } from './solve-flow.ts';
import type { StorageFlow, StorageLimit, StorageWay } from './storage-way.ts';
import type { StoragePart } from './store-graph.ts';

const PARTS: readonly StoragePart[] = ['stores', 'cables', 'network', 'hosts'];

/** How far apart two paces may lie and still limit alike. */
const SAME = 1e-9;

/** Finds the way. `ranksTogether` as the strategy says. */
export function findStorageWay(
  drawing: Drawing,
  index: CatalogIndex,
  shape: ShardingInputs & { readonly ranksTogether: number | null },
  shards: CheckpointShards,
): StorageWay {
  const stores = Object.values(drawing.blocks).filter((block) => block.kind === 'storage' && block.storage !== null);
  const instances = countInstances(drawing);
  const own = (direction: StorageDirection, ids: ReadonlySet<string>): number =>
    stores.reduce((sum, block) => {
      if (!ids.has(block.id) || block.storage === null) return sum;
      const each = direction === 'write' ? block.storage.writeBytesPerSecond : block.storage.readBytesPerSecond;
      return sum + each * countWorking(drawing, block.id, instances);
    }, 0);
  const all = new Set(stores.map(({ id }) => id));
  const alone = (state: StorageWay['state'], reason: string): StorageWay => ({
    state,
    reason,
    unlinkedIds: [...all].filter((id) => !isLinked(drawing, id)),
    write: storesAlone(own('write', all), [...all]),
    read: storesAlone(own('read', all), [...all]),
  });
  if (stores.length === 0) return { ...alone('none', 'no storage is drawn'), unlinkedIds: [] };
  if ([...all].every((id) => !isLinked(drawing, id))) return alone('unlinked', 'no cables lead to it');
  const prepared = prepareRouter(drawing, index);
  if (!prepared.ok) return withCables(alone('unrouted', prepared.reason), drawing, index, instances);
  const { fabric } = prepared.router.place(shape.ranksTogether, shape);
  const ranks = shape.tensor * shape.context * shape.data * shape.pipeline;
  if (ranks > (fabric.working?.length ?? fabric.accelerators)) {
    return withCables(alone('unrouted', 'the ranks have no room'), drawing, index, instances);
  }
  const linked = new Set(fabric.stores.filter(({ pieces }) => pieces.length > 0).map(({ storeId }) => storeId));
  const unlinkedIds = [...all].filter((id) => !linked.has(id));
  if (linked.size === 0) return alone('unlinked', 'its cables lead to nothing that accelerators reach');
  const whole = buildStoreGraph(fabric, drawing, instances, countUsers(fabric, ranks, shards.isWriter));
  if (whole === null) return withCables(alone('unrouted', 'too many direct links'), drawing, index, instances);
  const graph = mergeGraph(whole);
  const solve = (direction: StorageDirection): StorageFlow => {
    const limits = PARTS.map((part): StorageLimit => ({ part, ...solveFlow(graph, direction, new Set([part])) }));
    const together = solveFlow(graph, direction, new Set(PARTS));
    return describeFlow(together, limits, own(direction, new Set(unlinkedIds)), unlinkedIds);
  };
  const [write, read] = [solve('write'), solve('read')];
  if (write.bytesPerSecond === 0 || read.bytesPerSecond === 0) {
    return alone('unlinked', 'not every host of the job has a way to it');
  }
  return { state: 'routed', reason: null, unlinkedIds, write, read };
}

/** All parts together; storage without cables counts with what it is drawn with. */
function describeFlow(
  together: SolvedFlow,
  limits: readonly StorageLimit[],
  unlinked: number,
  unlinkedIds: readonly string[],
): StorageFlow {
  const holding = limits.filter(({ bytesPerSecond }) => bytesPerSecond <= together.bytesPerSecond * (1 + SAME));
  return {
    bytesPerSecond: together.bytesPerSecond + unlinked,
    limits: limits.map((limit) =>
      limit.part === 'stores' && unlinked > 0
        ? {
            ...limit,
            bytesPerSecond: limit.bytesPerSecond + unlinked,
            itemIds: [...limit.itemIds, ...unlinkedIds],
          }
        : limit,
    ),
    limitedBy: holding.map(({ part }) => part),
    itemIds: holding.length === 0 ? together.itemIds : (holding[0]?.itemIds ?? []),
  };
}

function storesAlone(bytesPerSecond: number, itemIds: readonly string[]): StorageFlow {
  return { bytesPerSecond, limits: [{ part: 'stores', bytesPerSecond, itemIds }], limitedBy: ['stores'], itemIds };
}

/** Where the way between is not known: no more than the cables of the storage. */
function withCables(
  way: StorageWay,
  drawing: Drawing,
  index: CatalogIndex,
  instances: ReadonlyMap<string, number>,
): StorageWay {
  const links = Object.values(drawing.links).filter(
    ({ from, to }) => drawing.blocks[from]?.kind === 'storage' || drawing.blocks[to]?.kind === 'storage',
  );
  const cables = links.reduce((sum, link) => {
    const each = findLinkRates(link, index)?.bandwidthBytesPerSecond ?? 0;
    return sum + (instances.get(link.from) ?? 0) * link.cablesPerInstance * each;
  }, 0);
  const limit: StorageLimit = { part: 'cables', bytesPerSecond: cables, itemIds: links.map(({ id }) => id) };
  const lower = (flow: StorageFlow): StorageFlow =>
    way.unlinkedIds.length > 0
      ? flow
      : describeFlow(
          { bytesPerSecond: Math.min(flow.bytesPerSecond, cables), itemIds: [] },
          [...flow.limits, limit],
          0,
          [],
        );
  return { ...way, write: lower(way.write), read: lower(way.read) };
}

function isLinked(drawing: Drawing, id: string): boolean {
  return Object.values(drawing.links).some(({ from, to }) => from === id || to === id);
}

/** Working instances; slow ones count as much as they keep. */
function countWorking(drawing: Drawing, id: string, instances: ReadonlyMap<string, number>): number {
  const count = instances.get(id) ?? 0;
  const block = drawing.blocks[id];
  let isEven = true;
  for (let outer = block; outer !== undefined; outer = drawing.blocks[outer.parent ?? '']) {
    if (outer.exceptions.length > 0) isEven = false;
  }
  if (isEven) return count;
  const speedOf = createSpeedOf(drawing, block, instances);
  let working = 0;
  for (let instance = 0; instance < count; instance++) working += speedOf(instance);
  return working;
}
