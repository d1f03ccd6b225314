/** Which container takes what is dropped at a place. */
import type { PlacedDrawing } from '../domain/canvas/placed-drawing.ts';
import type { Point } from '../domain/plan/drawing/block-geometry.ts';
import { mayNest } from '../domain/plan/drawing/nesting-rules.ts';
import type { BlockKind } from '../domain/plan/plan-document.ts';

/**
 * The innermost container under the point that may hold all the kinds; null = the top level. `moved` (and what lies inside)
 * is looked through.
 */
export function findDropTarget(
  placed: PlacedDrawing,
  point: Point,
  kinds: readonly BlockKind[],
  moved: ReadonlySet<string> = new Set(),
): string | null {
  const inMoved = new Set<string>();
  let target: string | null = null;
  // Painting order: a later hit lies inside or above an earlier one.
  for (const { block, x, y, width, height } of placed.blocks) {
    if (moved.has(block.id) || (block.parent !== null && inMoved.has(block.parent))) {
      inMoved.add(block.id);
      continue;
    }
    const under = point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
    if (under && kinds.every((kind) => mayNest(kind, block.kind)) && takesChildren(placed, block.id)) target = block.id;
  }
  return target;
}

/** A catalogue system is complete by itself: nothing is dropped into it unless somebody already drew inside it. */
function takesChildren(placed: PlacedDrawing, id: string): boolean {
  const found = placed.byId.get(id);
  return found !== undefined && (found.block.catalogId === null || found.hasChildren);
}
