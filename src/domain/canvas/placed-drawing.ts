/**
 * Every block with its place in canvas coordinates, in painting order (a parent before what is inside it). What hit-testing,
 * snapping and rendering read, so that none of them walks up the tree again.
 */
import type { Rectangle } from '../plan/drawing/block-geometry.ts';
import { groupByParent } from '../plan/drawing/block-tree.ts';
import type { Block, Drawing } from '../plan/plan-document.ts';

/** A block with its place, canvas units. */
export interface PlacedBlock extends Rectangle {
  readonly block: Block;
  /** 0 = top level. */
  readonly depth: number;
  readonly hasChildren: boolean;
  /** Instances of everything around it multiplied: how often one drawn block really exists, its own count left out. */
  readonly outerInstances: number;
}

/** A drawing with all places worked out. */
export interface PlacedDrawing {
  readonly drawing: Drawing;
  /** In painting order. */
  readonly blocks: readonly PlacedBlock[];
  readonly byId: ReadonlyMap<string, PlacedBlock>;
}

/** Rectangles that replace those of the plan while a drag is under way, relative to the parent as in the plan. */
export type RectangleOverrides = ReadonlyMap<string, Rectangle>;

const cache = new WeakMap<Drawing, PlacedDrawing>();

/** Works out all places. Without overrides the result is kept per drawing, since plans are never changed in place. */
export function placeDrawing(drawing: Drawing, overrides?: RectangleOverrides): PlacedDrawing {
  if (overrides === undefined || overrides.size === 0) {
    const known = cache.get(drawing);
    if (known !== undefined) return known;
  }
  const groups = groupByParent(drawing);
  const blocks: PlacedBlock[] = [];
  const byId = new Map<string, PlacedBlock>();
  const visit = (parent: string | null, originX: number, originY: number, depth: number, outerInstances: number) => {
    for (const block of groups.get(parent) ?? []) {
      if (byId.has(block.id)) continue;
      const own = overrides?.get(block.id) ?? block;
      const placed: PlacedBlock = {
        block,
        x: originX + own.x,
        y: originY + own.y,
        width: own.width,
        height: own.height,
        depth,
        hasChildren: groups.has(block.id),
        outerInstances,
      };
      blocks.push(placed);
      byId.set(block.id, placed);
      visit(block.id, placed.x, placed.y, depth + 1, outerInstances * block.count);
    }
  };
  visit(null, 0, 0, 0, 1);
  const placed: PlacedDrawing = { drawing, blocks, byId };
  if (overrides === undefined || overrides.size === 0) cache.set(drawing, placed);
  return placed;
}
