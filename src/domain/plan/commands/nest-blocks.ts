import { describeItems, nameOf } from '../describe-items.ts';
import { clampCoordinate, originOf } from '../drawing/block-geometry.ts';
import { topmostOf } from '../drawing/block-tree.ts';
import { mayMoveInto } from '../drawing/nesting-rules.ts';
import { trimExceptions } from '../drawing/trim-exceptions.ts';
import type { PlanCommand } from '../plan-document.ts';

/**
 * Puts blocks into another one (`null` = the top level) and keeps their place on the canvas. Blocks of a kind
 * that may not lie there stay where they are.
 */
export function nestBlocks(ids: readonly string[], newParent: string | null, gesture?: string): PlanCommand {
  return {
    label: newParent === null ? 'Move to the top level' : 'Move into a block',
    describe: ({ drawing }) =>
      newParent === null
        ? `Move ${describeItems(drawing, ids)} to the top level`
        : `Move ${describeItems(drawing, ids)} into ${nameOf(drawing, newParent)}`,
    ...(gesture === undefined ? {} : { gesture }),
    recipe: ({ drawing }) => {
      const to = originOf(drawing, newParent);
      for (const id of topmostOf(drawing, ids)) {
        const block = drawing.blocks[id];
        if (block === undefined || block.parent === newParent || !mayMoveInto(drawing, id, newParent)) continue;
        const from = originOf(drawing, block.parent);
        block.x = clampCoordinate(block.x + from.x - to.x);
        block.y = clampCoordinate(block.y + from.y - to.y);
        block.parent = newParent;
        trimExceptions(drawing, [id]);
      }
    },
  };
}
