/** Snaps a dragged rectangle to its neighbours' edges, middles and gaps, else to the grid; says which guides and distances to show. */
import { GRID_STEP } from '../domain/canvas/block-layout.ts';
import type { Rectangle } from '../domain/plan/drawing/block-geometry.ts';

/** A line that something is lined up with, canvas units. `x`: a vertical line at `at`. */
export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** A free distance between two edges, canvas units; runs along `axis` at `across` on the other one. */
export interface Distance {
  readonly axis: 'x' | 'y';
  readonly from: number;
  readonly to: number;
  readonly across: number;
}

/** What snapping says about a rectangle. */
export interface Snap {
  /** Correction to add. */
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly Guide[];
  readonly distances: readonly Distance[];
}

/** Which edges may move; a move takes all, a resize only the ones dragged. */
export interface SnapEdges {
  readonly x: readonly ('start' | 'middle' | 'end')[];
  readonly y: readonly ('start' | 'middle' | 'end')[];
}

const ALL_EDGES: SnapEdges = { x: ['start', 'middle', 'end'], y: ['start', 'middle', 'end'] };

interface Span {
  readonly start: number;
  readonly extent: number;
}
const spanOf = (box: Rectangle, axis: 'x' | 'y'): Span =>
  axis === 'x' ? { start: box.x, extent: box.width } : { start: box.y, extent: box.height };
const edgeOf = ({ start, extent }: Span, edge: 'start' | 'middle' | 'end'): number =>
  start + (edge === 'start' ? 0 : edge === 'middle' ? extent / 2 : extent);
const otherAxis = (axis: 'x' | 'y'): 'x' | 'y' => (axis === 'x' ? 'y' : 'x');

/** Whether two boxes overlap when seen along the axis, so that a gap between them means something. */
function faces(a: Rectangle, b: Rectangle, axis: 'x' | 'y'): boolean {
  const first = spanOf(a, otherAxis(axis));
  const second = spanOf(b, otherAxis(axis));
  return first.start < second.start + second.extent && second.start < first.start + first.extent;
}

/** Nearest correction along one axis: edges and middles first, then a gap that neighbours already have. */
function correctionAlong(
  axis: 'x' | 'y',
  moved: Rectangle,
  neighbours: readonly Rectangle[],
  edges: readonly ('start' | 'middle' | 'end')[],
  reach: number,
): number | null {
  let best: number | null = null;
  const consider = (correction: number) => {
    if (Math.abs(correction) <= reach && (best === null || Math.abs(correction) < Math.abs(best) - 1e-9)) {
      best = correction;
    }
  };
  const own = spanOf(moved, axis);
  for (const neighbour of neighbours) {
    const theirs = spanOf(neighbour, axis);
    for (const edge of edges) {
      for (const other of ['start', 'middle', 'end'] as const) {
        if ((edge === 'middle') !== (other === 'middle')) continue;
        consider(edgeOf(theirs, other) - edgeOf(own, edge));
      }
    }
  }
  if (best !== null || edges.length < 3) return best;
  const inLine = neighbours.filter((neighbour) => faces(moved, neighbour, axis)).map((box) => spanOf(box, axis));
  inLine.sort((a, b) => a.start - b.start);
  for (let at = 0; at + 1 < inLine.length; at++) {
    const left = inLine[at];
    const right = inLine[at + 1];
    if (left === undefined || right === undefined) continue;
    const gap = right.start - left.start - left.extent;
    if (gap <= 0) continue;
    for (const side of [left, right]) {
      consider(side.start + side.extent + gap - own.start);
      consider(side.start - gap - own.extent - own.start);
    }
    consider((left.start + left.extent + right.start) / 2 - (own.start + own.extent / 2));
  }
  return best;
}

function guidesAlong(axis: 'x' | 'y', moved: Rectangle, neighbours: readonly Rectangle[]): Guide[] {
  const guides = new Map<number, Guide>();
  const own = spanOf(moved, axis);
  for (const neighbour of neighbours) {
    const theirs = spanOf(neighbour, axis);
    for (const edge of ['start', 'middle', 'end'] as const) {
      for (const other of ['start', 'middle', 'end'] as const) {
        if ((edge === 'middle') !== (other === 'middle')) continue;
        const at = edgeOf(own, edge);
        if (Math.abs(at - edgeOf(theirs, other)) > 0.01) continue;
        const a = spanOf(moved, otherAxis(axis));
        const b = spanOf(neighbour, otherAxis(axis));
        const known = guides.get(at);
        guides.set(at, {
          axis,
          at,
          from: Math.min(a.start, b.start, known?.from ?? Number.POSITIVE_INFINITY),
          to: Math.max(a.start + a.extent, b.start + b.extent, known?.to ?? Number.NEGATIVE_INFINITY),
        });
      }
    }
  }
  return [...guides.values()];
}

/** Free space to the nearest neighbour on either side along an axis. */
function distancesAlong(axis: 'x' | 'y', moved: Rectangle, neighbours: readonly Rectangle[]): Distance[] {
  const own = spanOf(moved, axis);
  let before: { edge: number; box: Rectangle } | null = null;
  let after: { edge: number; box: Rectangle } | null = null;
  for (const box of neighbours) {
    if (!faces(moved, box, axis)) continue;
    const span = spanOf(box, axis);
    const end = span.start + span.extent;
    if (end <= own.start && (before === null || end > before.edge)) before = { edge: end, box };
    if (span.start >= own.start + own.extent && (after === null || span.start < after.edge)) {
      after = { edge: span.start, box };
    }
  }
  const distances: Distance[] = [];
  const across = (box: Rectangle): number => {
    const a = spanOf(moved, otherAxis(axis));
    const b = spanOf(box, otherAxis(axis));
    return (Math.max(a.start, b.start) + Math.min(a.start + a.extent, b.start + b.extent)) / 2;
  };
  if (before !== null) distances.push({ axis, from: before.edge, to: own.start, across: across(before.box) });
  if (after !== null) distances.push({ axis, from: own.start + own.extent, to: after.edge, across: across(after.box) });
  return distances.filter(({ from, to }) => to - from > 0.5 && to - from < 600);
}

/** Snaps a rectangle among its neighbours. `reach` in canvas units; `edges` limits what may move. */
export function snapRectangle(
  moved: Rectangle,
  neighbours: readonly Rectangle[],
  reach: number,
  edges: SnapEdges = ALL_EDGES,
): Snap {
  const toGrid = (value: number, used: boolean) => (used ? Math.round(value / GRID_STEP) * GRID_STEP - value : 0);
  const dx =
    correctionAlong('x', moved, neighbours, edges.x, reach) ??
    toGrid(edges.x.includes('start') ? moved.x : moved.x + moved.width, edges.x.length > 0);
  const dy =
    correctionAlong('y', moved, neighbours, edges.y, reach) ??
    toGrid(edges.y.includes('start') ? moved.y : moved.y + moved.height, edges.y.length > 0);
  const whole = edges.x.length === 3;
  const settled = whole ? { ...moved, x: moved.x + dx, y: moved.y + dy } : resized(moved, dx, dy, edges);
  return {
    dx,
    dy,
    guides: [...guidesAlong('x', settled, neighbours), ...guidesAlong('y', settled, neighbours)],
    distances: whole ? [...distancesAlong('x', settled, neighbours), ...distancesAlong('y', settled, neighbours)] : [],
  };
}

function resized(box: Rectangle, dx: number, dy: number, edges: SnapEdges): Rectangle {
  const left = edges.x.includes('start');
  const top = edges.y.includes('start');
  return {
    x: box.x + (left ? dx : 0),
    y: box.y + (top ? dy : 0),
    width: box.width + (edges.x.length === 0 ? 0 : left ? -dx : dx),
    height: box.height + (edges.y.length === 0 ? 0 : top ? -dy : dy),
  };
}
