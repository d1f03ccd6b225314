/** Merges what is alike in the graph between hosts and storage. */
import { mergeAlike } from './merge-alike.ts';
import type { StoreEdge, StoreGraph } from './store-graph.ts';

/** The graph with one vertex for each class of alike vertices; capacities are sums. */
export function mergeGraph(graph: StoreGraph): StoreGraph {
  const names = new Array<string>(graph.vertices).fill('');
  for (const { vertex, hosts, readers, writers, blockId } of graph.hosts) {
    names[vertex] = `host ${blockId} ${hosts} ${readers} ${writers}`;
  }
  for (const { vertex, blockId, writeBytesPerSecond, readBytesPerSecond } of graph.stores) {
    names[vertex] = `store ${blockId} ${writeBytesPerSecond} ${readBytesPerSecond}`;
  }
  const { classOf, count } = mergeAlike(names, {
    from: graph.edges.map(({ from }) => from),
    to: graph.edges.map(({ to }) => to),
    capacity: graph.edges.map(({ bytesPerSecond }) => bytesPerSecond),
  });
  const merge = (vertex: number): number => classOf[vertex] ?? 0;
  const edges = new Map<string, StoreEdge>();
  for (const edge of graph.edges) {
    const [from, to] = [merge(edge.from), merge(edge.to)];
    // What stays inside a class brings it no nearer to storage.
    if (from === to) continue;
    const key = `${from} ${to} ${edge.part} ${edge.isOneWay} ${edge.itemIds.join()}`;
    const known = edges.get(key);
    const bytesPerSecond = edge.bytesPerSecond + (known?.bytesPerSecond ?? 0);
    edges.set(key, { ...edge, from, to, bytesPerSecond });
  }
  return {
    vertices: count,
    hosts: sumBy(graph.hosts, merge, (a, b) => ({
      ...a,
      hosts: a.hosts + b.hosts,
      readers: a.readers + b.readers,
      writers: a.writers + b.writers,
      portBytesPerSecond: a.portBytesPerSecond + b.portBytesPerSecond,
    })),
    stores: sumBy(graph.stores, merge, (a, b) => ({
      ...a,
      writeBytesPerSecond: a.writeBytesPerSecond + b.writeBytesPerSecond,
      readBytesPerSecond: a.readBytesPerSecond + b.readBytesPerSecond,
    })),
    edges: [...edges.values()],
  };
}

function sumBy<T extends { readonly vertex: number }>(
  all: readonly T[],
  merge: (vertex: number) => number,
  add: (a: T, b: T) => T,
): T[] {
  const sums = new Map<number, T>();
  for (const one of all) {
    const vertex = merge(one.vertex);
    const known = sums.get(vertex);
    sums.set(vertex, known === undefined ? { ...one, vertex } : add(known, one));
  }
  return [...sums.values()];
}
