/** New blocks: from the palette's entries, with an id, a name and a place. */
import { BLOCK_GAP, BLOCK_PADDING, CONTAINER_HEADER_HEIGHT, defaultBlockSize } from '../domain/canvas/block-layout.ts';
import type { PlacedDrawing } from '../domain/canvas/placed-drawing.ts';
import { boundsOf, originOf, type Point, type Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import { childrenOf } from '../domain/plan/drawing/block-tree.ts';
import { nextId } from '../domain/plan/next-id.ts';
import type { Block, BlockKind, Drawing } from '../domain/plan/plan-document.ts';
import { findDropTarget } from './drop-target.ts';

/** What the palette hands over: enough to make a block. */
export interface BlockSource {
  readonly kind: BlockKind;
  readonly name: string;
  readonly catalogId: string | null;
}

/** Read and write speed and size of a new storage block, per instance: a mid-size parallel file system's node. */
const NEW_STORAGE = { readBytesPerSecond: 40e9, writeBytesPerSecond: 20e9, capacityBytes: 500e12 };

/** A block at a place relative to its parent. */
export function createBlock(drawing: Drawing, source: BlockSource, parent: string | null, at: Point): Block {
  return {
    id: nextId(drawing, 'b'),
    kind: source.kind,
    name: source.name,
    parent,
    count: 1,
    x: at.x,
    y: at.y,
    ...defaultBlockSize(source.kind),
    catalogId: source.catalogId,
    torusDims: null,
    regionId: null,
    powerLimitWatts: null,
    storage: source.kind === 'storage' ? { ...NEW_STORAGE } : null,
    exceptions: [],
  };
}

/** A block centred on a canvas point, inside the container under it where that may hold it. */
export function createBlockAt(placed: PlacedDrawing, source: BlockSource, point: Point): Block {
  const parent = findDropTarget(placed, point, [source.kind]);
  const origin = originOf(placed.drawing, parent);
  const { width, height } = defaultBlockSize(source.kind);
  const snap = (value: number) => Math.round(value / 8) * 8;
  return createBlock(placed.drawing, source, parent, {
    x: snap(point.x - origin.x - width / 2),
    y: snap(point.y - origin.y - height / 2),
  });
}

/** The first free place for a rectangle among the children of a block (`null` = top level), in rows as wide as the block. */
export function findFreePlace(
  drawing: Drawing,
  parent: string | null,
  extent: { width: number; height: number },
): Point {
  const siblings: readonly Rectangle[] = childrenOf(drawing, parent);
  const outer = parent === null ? undefined : drawing.blocks[parent];
  const start =
    outer === undefined
      ? (boundsOf(siblings) ?? { x: 0, y: 0 })
      : { x: BLOCK_PADDING, y: CONTAINER_HEADER_HEIGHT + BLOCK_PADDING };
  const right = outer === undefined ? start.x + 1200 : Math.max(start.x + extent.width, outer.width - BLOCK_PADDING);
  const gap = outer === undefined ? BLOCK_GAP : BLOCK_PADDING;
  const clashes = (x: number, y: number) =>
    siblings.find(
      (box) =>
        x < box.x + box.width + gap &&
        box.x < x + extent.width + gap &&
        y < box.y + box.height + gap &&
        box.y < y + extent.height + gap,
    );
  let { x, y } = start;
  let rowEnd = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 10_000; tries++) {
    if (x + extent.width > right && x > start.x) {
      x = start.x;
      y = rowEnd + gap;
      rowEnd = Number.POSITIVE_INFINITY;
    }
    const other = clashes(x, y);
    if (other === undefined) return { x, y };
    rowEnd = Math.min(rowEnd, other.y + other.height);
    x = other.x + other.width + gap;
  }
  return { x, y };
}
