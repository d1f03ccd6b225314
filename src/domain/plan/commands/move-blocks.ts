import { describeItems } from '../describe-items.ts';
import { clampCoordinate } from '../drawing/block-geometry.ts';
import { topmostOf } from '../drawing/block-tree.ts';
import type { PlanCommand } from '../plan-document.ts';

/** Moves blocks by canvas units. Blocks inside another moved block go with it and are not moved twice. */
export function moveBlocks(ids: readonly string[], dx: number, dy: number, gesture?: string): PlanCommand {
  return {
    label: ids.length === 1 ? 'Move block' : `Move ${ids.length} blocks`,
    describe: ({ drawing }) => `Move ${describeItems(drawing, ids)}`,
    ...(gesture === undefined ? {} : { gesture }),
    recipe: ({ drawing }) => {
      for (const id of topmostOf(drawing, ids)) {
        const block = drawing.blocks[id];
        if (block === undefined) continue;
        block.x = clampCoordinate(block.x + dx);
        block.y = clampCoordinate(block.y + dy);
      }
    },
  };
}
