/**
 * What all hosts reach together at the storage when each of their accelerators moves as many bytes: the largest equal pace for which a flow
 * exists. On a tree there is one way only and the answer is exact; where there are several, it is what the best routing reaches.
 */
import { FlowNetwork } from './max-flow.ts';
import type { StoragePart, StoreGraph } from './store-graph.ts';

/** One direction. */
export type StorageDirection = 'write' | 'read';

/** A pace and what holds it. */
export interface SolvedFlow {
  /** All together; infinite where nothing limits it, 0 where a host has no way. */
  readonly bytesPerSecond: number;
  /** Drawn items whose capacity is used up. */
  readonly itemIds: readonly string[];
}

/** Rounds of Newton’s method on the least cut; each round drops at least one class of hosts. */
const MOST_ROUNDS = 200;

/** Solves for one direction. Capacities of parts that are not in `limits` count as infinite. */
export function solveFlow(
  graph: StoreGraph,
  direction: StorageDirection,
  limits: ReadonlySet<StoragePart>,
): SolvedFlow {
  const weightOf = (host: StoreGraph['hosts'][number]): number => (direction === 'write' ? host.writers : host.readers);
  const hosts = graph.hosts.filter((host) => weightOf(host) > 0);
  const all = hosts.reduce((sum, host) => sum + weightOf(host), 0);
  if (all === 0) return { bytesPerSecond: Number.POSITIVE_INFINITY, itemIds: [] };
  const unlessFree = (part: StoragePart, capacity: number): number =>
    limits.has(part) ? capacity : Number.POSITIVE_INFINITY;
  const source = graph.vertices;
  const sink = graph.vertices + 1;
  const network = new FlowNetwork(graph.vertices + 2);
  const cuts: { readonly from: number; readonly to: number; readonly itemIds: readonly string[] }[] = [];
  for (const { from, to, bytesPerSecond, part, itemIds, isOneWay } of graph.edges) {
    if (bytesPerSecond <= 0) continue;
    const capacity = unlessFree(part, bytesPerSecond);
    network.join(from, to, capacity, isOneWay ? 0 : capacity);
    if (limits.has(part)) cuts.push({ from, to, itemIds });
  }
  for (const store of graph.stores) {
    const capacity = direction === 'write' ? store.writeBytesPerSecond : store.readBytesPerSecond;
    network.join(store.vertex, sink, unlessFree('stores', capacity), 0);
    if (limits.has('stores')) cuts.push({ from: store.vertex, to: sink, itemIds: [store.blockId] });
  }
  const sources = hosts.map((host) => network.join(source, host.vertex, Number.POSITIVE_INFINITY, 0));
  const findCut = (): readonly string[] => [
    ...new Set(
      cuts
        .filter(({ from, to }) => network.isReached(from) !== network.isReached(to))
        .flatMap(({ itemIds }) => itemIds),
    ),
  ];
  let pace = Number.POSITIVE_INFINITY;
  let itemIds: readonly string[] = [];
  if (limits.has('hosts')) {
    pace = Math.min(...hosts.map((host) => host.portBytesPerSecond / weightOf(host)));
    const slowest = hosts.filter((host) => host.portBytesPerSecond / weightOf(host) <= pace * (1 + 1e-9));
    itemIds = [...new Set(slowest.map(({ blockId }) => blockId))];
  }
  const most = network.run(source, sink);
  if (most / all < pace) {
    pace = most / all;
    itemIds = findCut();
  }
  if (pace === Number.POSITIVE_INFINITY) return { bytesPerSecond: pace, itemIds: [] };
  for (let round = 0; round < MOST_ROUNDS && pace > 0; round++) {
    hosts.forEach((host, at) => {
      network.resize(sources[at] ?? 0, pace * weightOf(host));
    });
    const flow = network.run(source, sink);
    if (flow >= pace * all * (1 - 1e-9)) break;
    const served = hosts.filter(({ vertex }) => !network.isReached(vertex)).reduce((sum, h) => sum + weightOf(h), 0);
    itemIds = findCut();
    pace = Math.max(0, (flow - pace * served) / (all - served));
  }
  return { bytesPerSecond: pace * all, itemIds };
}
