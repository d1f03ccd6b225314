import { BLOCK_GAP } from '../../canvas/block-layout.ts';
import { drawingBounds } from '../drawing/block-geometry.ts';
import type { Drawing, PlanCommand } from '../plan-document.ts';
import { renewFragmentIds } from '../plan-fragment.ts';

/** Puts a generated or imported network in place of all that is drawn but storage, which stays beside it, as one step that can be undone. */
export function replaceNetwork(network: Drawing, label = 'Generate a network'): PlanCommand {
  return {
    label,
    recipe: ({ drawing }) => {
      const corner = drawingBounds(drawing) ?? { x: 0, y: 0 };
      for (const id of Object.keys(drawing.links)) delete drawing.links[id];
      for (const block of Object.values(drawing.blocks)) if (block.kind !== 'storage') delete drawing.blocks[block.id];
      const kept = Object.values(drawing.blocks);
      const fresh = renewFragmentIds(drawing, {
        format: 'trainyard-fragment',
        version: 1,
        blocks: Object.values(network.blocks),
        links: Object.values(network.links),
      });
      for (const block of fresh.blocks) {
        const isTop = block.parent === null;
        drawing.blocks[block.id] = isTop ? { ...block, x: block.x + corner.x, y: block.y + corner.y } : block;
      }
      for (const link of fresh.links) drawing.links[link.id] = link;
      const bounds = drawingBounds(network);
      let { y } = corner;
      for (const block of kept) {
        block.parent = null;
        block.x = corner.x + (bounds?.width ?? 0) + 2 * BLOCK_GAP;
        block.y = y;
        y += block.height + BLOCK_GAP;
      }
    },
  };
}
