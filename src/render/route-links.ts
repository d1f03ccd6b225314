/** Where links run, canvas units: they leave the sides that face each other, spread along the side, with right-angled corners. */
import type { BlockSide } from '../domain/canvas/hit.ts';
import type { PlacedBlock, PlacedDrawing } from '../domain/canvas/placed-drawing.ts';
import type { Point, Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import type { Link } from '../domain/plan/plan-document.ts';

/** A link with its line. */
export interface RoutedLink {
  readonly link: Link;
  /** x, y of each corner, from one end to the other. */
  readonly points: readonly number[];
  /** The straight part with most room for a label: its middle and length, and whether it runs across. */
  readonly labelAt: Point & { readonly length: number; readonly horizontal: boolean };
}

interface End {
  readonly placed: PlacedBlock;
  readonly side: BlockSide;
  readonly other: Point;
}

const cache = new WeakMap<PlacedDrawing, readonly RoutedLink[]>();

const centre = (box: Rectangle): Point => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

/** Whether `outer` wholly encloses `inner`. */
function encloses(outer: Rectangle, inner: Rectangle): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

/** The sides that two boxes turn to each other. */
export function facingSides(a: Rectangle, b: Rectangle): readonly [BlockSide, BlockSide] {
  if (encloses(a, b) || encloses(b, a)) {
    const [outer, inner] = encloses(a, b) ? [a, b] : [b, a];
    const toTop = inner.y - outer.y;
    const toBottom = outer.y + outer.height - inner.y - inner.height;
    const side: BlockSide = toTop <= toBottom ? 'top' : 'bottom';
    return [side, side];
  }
  const gapX = Math.max(b.x - (a.x + a.width), a.x - (b.x + b.width));
  const gapY = Math.max(b.y - (a.y + a.height), a.y - (b.y + b.height));
  if (gapY >= gapX) return centre(a).y <= centre(b).y ? ['bottom', 'top'] : ['top', 'bottom'];
  return centre(a).x <= centre(b).x ? ['right', 'left'] : ['left', 'right'];
}

/** A point on a side, `share` of the way along it. */
export function pointOnSide(box: Rectangle, side: BlockSide, share: number): Point {
  if (side === 'top') return { x: box.x + box.width * share, y: box.y };
  if (side === 'bottom') return { x: box.x + box.width * share, y: box.y + box.height };
  if (side === 'left') return { x: box.x, y: box.y + box.height * share };
  return { x: box.x + box.width, y: box.y + box.height * share };
}

/** Routes all links; kept per placed drawing. */
export function routeLinks(placed: PlacedDrawing): readonly RoutedLink[] {
  const known = cache.get(placed);
  if (known !== undefined) return known;
  const ends = new Map<string, { from: End; to: End; link: Link }>();
  const bySide = new Map<string, { linkId: string; along: number }[]>();
  for (const link of Object.values(placed.drawing.links)) {
    const from = placed.byId.get(link.from);
    const to = placed.byId.get(link.to);
    if (from === undefined || to === undefined || link.from === link.to) continue;
    const [fromSide, toSide] = facingSides(from, to);
    const pair = {
      from: { placed: from, side: fromSide, other: centre(to) },
      to: { placed: to, side: toSide, other: centre(from) },
      link,
    };
    ends.set(link.id, pair);
    for (const end of [pair.from, pair.to]) {
      const key = `${end.placed.block.id}:${end.side}`;
      const along = end.side === 'top' || end.side === 'bottom' ? end.other.x : end.other.y;
      const list = bySide.get(key);
      if (list === undefined) bySide.set(key, [{ linkId: link.id, along }]);
      else list.push({ linkId: link.id, along });
    }
  }
  for (const list of bySide.values()) list.sort((a, b) => a.along - b.along || (a.linkId < b.linkId ? -1 : 1));
  const routed: RoutedLink[] = [];
  for (const { from, to, link } of ends.values()) {
    const start = port(from, link.id, bySide);
    const finish = port(to, link.id, bySide);
    const siblings = bySide.get(`${from.placed.block.id}:${from.side}`) ?? [];
    const lane = siblings.findIndex(({ linkId }) => linkId === link.id) - (siblings.length - 1) / 2;
    routed.push(withLabel(link, corners(start, from, finish, to, lane)));
  }
  for (const link of Object.values(placed.drawing.links)) {
    const around = link.from === link.to ? placed.byId.get(link.from) : undefined;
    if (around !== undefined) routed.push(withLabel(link, loop(around)));
  }
  cache.set(placed, routed);
  return routed;
}

function port(end: End, linkId: string, bySide: ReadonlyMap<string, readonly { linkId: string }[]>): Point {
  const list = bySide.get(`${end.placed.block.id}:${end.side}`) ?? [];
  const position = list.findIndex((entry) => entry.linkId === linkId);
  return pointOnSide(end.placed, end.side, (position + 1) / (list.length + 1));
}

function corners(start: Point, from: End, finish: Point, to: End, lane: number): number[] {
  const vertical = from.side === 'top' || from.side === 'bottom';
  if (from.side === to.side) {
    // One end lies inside the other: run straight to the nearest edge.
    const inner = encloses(from.placed, to.placed) ? finish : start;
    const edge = encloses(from.placed, to.placed) ? from : to;
    const outer = vertical
      ? { x: inner.x, y: pointOnSide(edge.placed, edge.side, 0.5).y }
      : { x: pointOnSide(edge.placed, edge.side, 0.5).x, y: inner.y };
    return [inner.x, inner.y, outer.x, outer.y];
  }
  if (vertical) {
    if (Math.abs(start.x - finish.x) < 1) return [start.x, start.y, finish.x, finish.y];
    const room = Math.abs(finish.y - start.y) / 2 - 6;
    const middle = (start.y + finish.y) / 2 + limit(lane * 10, Math.max(0, room));
    return [start.x, start.y, start.x, middle, finish.x, middle, finish.x, finish.y];
  }
  if (Math.abs(start.y - finish.y) < 1) return [start.x, start.y, finish.x, finish.y];
  const room = Math.abs(finish.x - start.x) / 2 - 6;
  const middle = (start.x + finish.x) / 2 + limit(lane * 10, Math.max(0, room));
  return [start.x, start.y, middle, start.y, middle, finish.y, finish.x, finish.y];
}

/** How far a loop stands off its block, canvas units: less than neighbours keep free. */
const LOOP_WIDTH = 20;

/** Cables among the instances of one block: a loop at its left side, away from the stack's edges. */
function loop(box: Rectangle): number[] {
  const start = pointOnSide(box, 'left', 0.3);
  const finish = pointOnSide(box, 'left', 0.7);
  const out = start.x - LOOP_WIDTH;
  return [start.x, start.y, out, start.y, out, finish.y, finish.x, finish.y];
}

function limit(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}

function withLabel(link: Link, points: readonly number[]): RoutedLink {
  let labelAt = { x: points[0] ?? 0, y: points[1] ?? 0, length: 0, horizontal: true };
  for (let at = 0; at + 3 < points.length; at += 2) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = points.slice(at, at + 4);
    const horizontal = Math.abs(x2 - x1) >= Math.abs(y2 - y1);
    const length = Math.hypot(x2 - x1, y2 - y1);
    if (length > labelAt.length) labelAt = { x: (x1 + x2) / 2, y: (y1 + y2) / 2, length, horizontal };
  }
  return { link, points, labelAt };
}
