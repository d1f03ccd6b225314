/** Lays out what links join, tier below tier, with dagre: its ranks, its order where ours is not kept, and its places. */
import { Graph, layout } from '@dagrejs/dagre';
import type { Point } from '../domain/plan/drawing/block-geometry.ts';
import { orderRows, type RowGraph } from './order-rows.ts';

/** One thing to be placed. */
export interface LayeredPart {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Middle across at present: order within a tier starts from it. */
  readonly present: number;
}

/** `above` belongs in a tier over `below`. */
export interface TierEdge {
  readonly above: string;
  readonly below: string;
  readonly weight: number;
}

/** Room between tiers: enough for a link with its words; and between neighbours, canvas units. */
export interface TierGaps {
  readonly tiers: number;
  readonly neighbours: number;
}

interface PartLabel {
  readonly width: number;
  readonly height: number;
  x?: number;
  y?: number;
  rank?: number;
  order?: number;
}

/** Top-left corners, the first at 0 across and 0 down. */
export function layerParts(
  parts: readonly LayeredPart[],
  edges: readonly TierEdge[],
  gaps: TierGaps,
): ReadonlyMap<string, Point> {
  const graph = new Graph<object, PartLabel, { weight: number }>();
  // The library's usual ranker takes most of the time, and finds the same tiers but where lines may skip some.
  graph.setGraph({
    ranker: 'tight-tree',
    rankdir: 'TB',
    ranksep: gaps.tiers,
    nodesep: gaps.neighbours,
    edgesep: gaps.neighbours / 2,
  });
  // Names of our own: ids that look like numbers would be read in another order than they are put in.
  const names = new Map(parts.map((part, at) => [part.id, `n${at}`]));
  // The library works on a copy that knows of nothing but sizes.
  const present = new Map(parts.map((part) => [names.get(part.id) ?? part.id, part.present]));
  for (const { id, width, height } of parts) graph.setNode(names.get(id) ?? id, { width, height });
  for (const { above, below, weight } of edges) {
    graph.setEdge(names.get(above) ?? above, names.get(below) ?? below, { weight });
  }
  layout(graph, { customOrder: (layered, order) => keepOrder(layered, present, () => order(layered)) });
  const corners = new Map<string, Point>();
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  for (const { id, width, height } of parts) {
    const { x = 0, y = 0 } = graph.node(names.get(id) ?? id);
    corners.set(id, { x: x - width / 2, y: y - height / 2 });
    left = Math.min(left, x - width / 2);
    top = Math.min(top, y - height / 2);
  }
  return new Map([...corners].map(([id, { x, y }]) => [id, { x: Math.round(x - left), y: Math.round(y - top) }]));
}

type LayeredGraph = Graph<object, PartLabel, { weight?: number }>;

/** Writes the order into the library's graph, in which every edge joins two neighbouring ranks. */
function keepOrder(graph: LayeredGraph, present: ReadonlyMap<string, number>, orderByLibrary: () => void): void {
  const rows = readRows(graph);
  const lines: RowGraph['lines'] = graph.edges().map(({ v, w }) => ({
    upper: v,
    lower: w,
    weight: graph.edge({ v, w }).weight ?? 1,
  }));
  const ordered = orderRows(
    {
      rows: rows.map((row) => row.map((id) => ({ id, present: present.get(id) ?? null }))),
      lines,
    },
    () => {
      orderByLibrary();
      return readRows(graph).map((row) =>
        [...row].sort((a, b) => (graph.node(a).order ?? 0) - (graph.node(b).order ?? 0)),
      );
    },
  );
  for (const row of ordered) {
    row.forEach((id, at) => {
      graph.node(id).order = at;
    });
  }
}

function readRows(graph: LayeredGraph): string[][] {
  const rows: string[][] = [];
  for (const id of graph.nodes()) {
    const rank = graph.node(id).rank;
    if (rank === undefined) continue;
    while (rows.length <= rank) rows.push([]);
    rows[rank]?.push(id);
  }
  return rows;
}
