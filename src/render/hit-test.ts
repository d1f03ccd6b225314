/** Finds what lies under the pointer, through the spatial index. */
import { CONTAINER_HEADER_HEIGHT } from '../domain/canvas/block-layout.ts';
import { type BlockSide, type Hit, NO_HIT, RESIZE_HANDLES, type ResizeHandle } from '../domain/canvas/hit.ts';
import type { PlacedBlock } from '../domain/canvas/placed-drawing.ts';
import type { Viewport } from '../domain/canvas/viewport.ts';
import { rectangleToScreen, toCanvas } from '../domain/canvas/viewport.ts';
import type { Point, Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import type { DrawingIndex } from './drawing-index.ts';
import { isFolded } from './fold.ts';
import { pointOnSide } from './route-links.ts';

/** Half the side of a resize handle's sensitive square, CSS pixels. */
const HANDLE_REACH = 7;
/** Radius of a connection port's sensitive circle, CSS pixels. */
const PORT_REACH = 9;
/** Distance of a port from its block's edge, CSS pixels. */
const PORT_OFFSET = 14;
/** How near to a link still counts as on it, CSS pixels. */
const LINK_REACH = 6;

const SIDES: readonly BlockSide[] = ['top', 'right', 'bottom', 'left'];

/** Place of a resize handle, CSS pixels. */
export function handlePoint(box: Rectangle, handle: ResizeHandle): Point {
  const x = handle.includes('w') ? 0 : handle.includes('e') ? 1 : 0.5;
  const y = handle.startsWith('n') ? 0 : handle.startsWith('s') ? 1 : 0.5;
  return { x: box.x + box.width * x, y: box.y + box.height * y };
}

/** Place of a connection port, CSS pixels: just outside the middle of a side. */
export function portPoint(box: Rectangle, side: BlockSide): Point {
  const at = pointOnSide(box, side, 0.5);
  if (side === 'top') return { x: at.x, y: at.y - PORT_OFFSET };
  if (side === 'bottom') return { x: at.x, y: at.y + PORT_OFFSET };
  if (side === 'left') return { x: at.x - PORT_OFFSET, y: at.y };
  return { x: at.x + PORT_OFFSET, y: at.y };
}

/** Handles that there is room for: corners from 28 px on, edges from 72 px on. */
export function visibleHandles(box: Rectangle): readonly ResizeHandle[] {
  return RESIZE_HANDLES.filter((handle) => {
    if (handle === 'n' || handle === 's') return box.width >= 72;
    if (handle === 'e' || handle === 'w') return box.height >= 72;
    return Math.min(box.width, box.height) >= 28;
  });
}

/** What is drawn above everything else, and therefore is hit first. */
export interface HitOptions {
  /** Block with resize handles; null = none. */
  readonly handlesOf: string | null;
  /** Blocks with connection ports. */
  readonly portsOf: readonly string[];
  /** Ids that are looked through (what is being dragged). */
  readonly ignore?: ReadonlySet<string>;
}

/** What lies under a point of the screen, CSS pixels. */
export function hitTest(index: DrawingIndex, viewport: Viewport, screen: Point, options: HitOptions): Hit {
  const { placed } = index;
  if (options.handlesOf !== null) {
    const target = placed.byId.get(options.handlesOf);
    if (target !== undefined) {
      const box = rectangleToScreen(viewport, target);
      for (const handle of visibleHandles(box)) {
        const at = handlePoint(box, handle);
        if (Math.abs(at.x - screen.x) <= HANDLE_REACH && Math.abs(at.y - screen.y) <= HANDLE_REACH) {
          return { kind: 'handle', id: options.handlesOf, handle };
        }
      }
    }
  }
  for (const id of options.portsOf) {
    const target = placed.byId.get(id);
    if (target === undefined) continue;
    const box = rectangleToScreen(viewport, target);
    for (const side of SIDES) {
      const at = portPoint(box, side);
      if (Math.hypot(at.x - screen.x, at.y - screen.y) <= PORT_REACH) return { kind: 'port', id, side };
    }
  }
  const point = toCanvas(viewport, screen);
  const block = topmostBlock(index, viewport, point, options.ignore);
  const onLeaf = block !== undefined && !block.hasChildren;
  if (!onLeaf) {
    const link = nearestLink(index, point, LINK_REACH / viewport.zoom);
    if (link !== null) return { kind: 'link', id: link };
  }
  if (block === undefined) return NO_HIT;
  const part =
    !block.hasChildren || isFolded(block, viewport.zoom) || point.y - block.y <= headerReach(viewport)
      ? 'header'
      : 'body';
  return { kind: 'block', id: block.block.id, part };
}

function headerReach(viewport: Viewport): number {
  return Math.max(CONTAINER_HEADER_HEIGHT, 14 / viewport.zoom);
}

function topmostBlock(
  index: DrawingIndex,
  viewport: Viewport,
  point: Point,
  ignore: ReadonlySet<string> | undefined,
): PlacedBlock | undefined {
  const found = index.findBlocks({ x: point.x, y: point.y, width: 0, height: 0 });
  for (let at = found.length - 1; at >= 0; at--) {
    const placed = index.placed.blocks[found[at] ?? 0];
    if (placed === undefined) continue;
    if (ignore !== undefined && isIgnored(index, placed, ignore)) continue;
    if (insideFolded(index, placed, viewport.zoom)) continue;
    return placed;
  }
  return undefined;
}

function isIgnored(index: DrawingIndex, placed: PlacedBlock, ignore: ReadonlySet<string>): boolean {
  for (let at: PlacedBlock | undefined = placed; at !== undefined; ) {
    if (ignore.has(at.block.id)) return true;
    at = at.block.parent === null ? undefined : index.placed.byId.get(at.block.parent);
  }
  return false;
}

function insideFolded(index: DrawingIndex, placed: PlacedBlock, zoom: number): boolean {
  for (let parent = placed.block.parent; parent !== null; ) {
    const outer = index.placed.byId.get(parent);
    if (outer === undefined) return false;
    if (isFolded(outer, zoom)) return true;
    parent = outer.block.parent;
  }
  return false;
}

function nearestLink(index: DrawingIndex, point: Point, reach: number): string | null {
  let best: string | null = null;
  let bestDistance = reach;
  const area = { x: point.x - reach, y: point.y - reach, width: 2 * reach, height: 2 * reach };
  for (const { link, points } of index.findLinks(area)) {
    for (let at = 0; at + 3 < points.length; at += 2) {
      const distance = distanceToSegment(
        point,
        points[at] ?? 0,
        points[at + 1] ?? 0,
        points[at + 2] ?? 0,
        points[at + 3] ?? 0,
      );
      if (distance <= bestDistance) {
        bestDistance = distance;
        best = link.id;
      }
    }
  }
  return best;
}

function distanceToSegment(point: Point, x1: number, y1: number, x2: number, y2: number): number {
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const share =
    length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - x1) * (x2 - x1) + (point.y - y1) * (y2 - y1)) / length));
  return Math.hypot(point.x - x1 - share * (x2 - x1), point.y - y1 - share * (y2 - y1));
}

/** Blocks that lie wholly inside a rectangle (canvas units), without those whose container is also wholly inside. */
export function blocksInside(index: DrawingIndex, area: Rectangle): readonly string[] {
  const inside = new Set<string>();
  for (const at of index.findBlocks(area)) {
    const placed = index.placed.blocks[at];
    if (placed === undefined) continue;
    const whole =
      placed.x >= area.x &&
      placed.y >= area.y &&
      placed.x + placed.width <= area.x + area.width &&
      placed.y + placed.height <= area.y + area.height;
    if (whole) inside.add(placed.block.id);
  }
  return [...inside].filter((id) => {
    const parent = index.placed.byId.get(id)?.block.parent ?? null;
    return parent === null || !inside.has(parent);
  });
}
