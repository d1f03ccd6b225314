import { describeItems } from '../describe-items.ts';
import { withDescendants } from '../drawing/block-tree.ts';
import type { PlanCommand } from '../plan-document.ts';

/** Deletes blocks with everything inside them, the links that end on any of these, and the given links. */
export function deleteItems(ids: readonly string[]): PlanCommand {
  return {
    label: ids.length === 1 ? 'Delete item' : `Delete ${ids.length} items`,
    describe: ({ drawing }) => `Delete ${describeItems(drawing, ids)}`,
    recipe: ({ drawing }) => {
      const blocks = withDescendants(drawing, ids);
      for (const link of Object.values(drawing.links)) {
        if (blocks.has(link.from) || blocks.has(link.to)) delete drawing.links[link.id];
      }
      for (const id of ids) delete drawing.links[id];
      for (const id of blocks) delete drawing.blocks[id];
    },
  };
}
