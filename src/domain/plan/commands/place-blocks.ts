import type { Rectangle } from '../drawing/block-geometry.ts';
import { clampCoordinate, clampExtent } from '../drawing/block-geometry.ts';
import type { PlanCommand } from '../plan-document.ts';

/** Gives blocks new rectangles, relative to their parents as in the plan. Unknown ids are left out. */
export function placeBlocks(rectangles: ReadonlyMap<string, Rectangle>, label: string): PlanCommand {
  return {
    label,
    recipe: ({ drawing }) => {
      for (const [id, { x, y, width, height }] of rectangles) {
        const block = drawing.blocks[id];
        if (block === undefined) continue;
        block.x = clampCoordinate(x);
        block.y = clampCoordinate(y);
        block.width = clampExtent(width);
        block.height = clampExtent(height);
      }
    },
  };
}
