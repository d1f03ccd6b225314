import { nameOf } from '../describe-items.ts';
import type { Rectangle } from '../drawing/block-geometry.ts';
import { clampCoordinate, clampExtent } from '../drawing/block-geometry.ts';
import type { PlanCommand } from '../plan-document.ts';

/**
 * Gives a block a new rectangle, relative to its parent's corner. What lies inside stays where it is on the canvas, also when
 * the left or upper edge moves.
 */
export function resizeBlock(id: string, rectangle: Rectangle, gesture?: string): PlanCommand {
  return {
    label: 'Resize block',
    describe: ({ drawing }) => `Resize ${nameOf(drawing, id)}`,
    ...(gesture === undefined ? {} : { gesture }),
    recipe: ({ drawing }) => {
      const block = drawing.blocks[id];
      if (block === undefined) return;
      const x = clampCoordinate(rectangle.x);
      const y = clampCoordinate(rectangle.y);
      const dx = x - block.x;
      const dy = y - block.y;
      block.x = x;
      block.y = y;
      block.width = clampExtent(rectangle.width);
      block.height = clampExtent(rectangle.height);
      if (dx === 0 && dy === 0) return;
      for (const child of Object.values(drawing.blocks)) {
        if (child.parent !== id) continue;
        child.x = clampCoordinate(child.x - dx);
        child.y = clampCoordinate(child.y - dy);
      }
    },
  };
}
