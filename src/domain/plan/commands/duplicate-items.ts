import { describeItems } from '../describe-items.ts';
import { clampCoordinate } from '../drawing/block-geometry.ts';
import { topmostOf } from '../drawing/block-tree.ts';
import type { PlanCommand } from '../plan-document.ts';
import { copyFragment, renewFragmentIds } from '../plan-fragment.ts';

/**
 * Copies blocks with everything inside them and the links among them; each copy lies in the same parent, shifted by canvas
 * units. The new ids are told by the store's `lastChange`.
 */
export function duplicateItems(ids: readonly string[], dx = 24, dy = 24): PlanCommand {
  return {
    label: ids.length === 1 ? 'Duplicate block' : `Duplicate ${ids.length} items`,
    describe: ({ drawing }) => `Duplicate ${describeItems(drawing, ids)}`,
    recipe: ({ drawing }) => {
      const tops = topmostOf(drawing, ids);
      const homes = tops.map((id) => drawing.blocks[id]?.parent ?? null);
      const places = tops.map((id) => ({ x: drawing.blocks[id]?.x ?? 0, y: drawing.blocks[id]?.y ?? 0 }));
      const fragment = renewFragmentIds(drawing, copyFragment(drawing, tops));
      // Top-level blocks of a fragment come in the order of the ids that it was copied from.
      let top = 0;
      for (const block of fragment.blocks) {
        if (block.parent === null) {
          const place = places[top] ?? { x: block.x, y: block.y };
          const copy = { ...block, parent: homes[top] ?? null };
          copy.x = clampCoordinate(place.x + dx);
          copy.y = clampCoordinate(place.y + dy);
          drawing.blocks[block.id] = copy;
          top++;
        } else {
          drawing.blocks[block.id] = block;
        }
      }
      for (const link of fragment.links) drawing.links[link.id] = link;
    },
  };
}
