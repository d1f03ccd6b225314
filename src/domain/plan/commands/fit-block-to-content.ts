import { nameOf } from '../describe-items.ts';
import { clampCoordinate, clampExtent, contentBounds } from '../drawing/block-geometry.ts';
import type { PlanCommand } from '../plan-document.ts';

/** Resizes a container to its direct children plus a margin (canvas units; `headerHeight` more above them). Empty ones stay. */
export function fitBlockToContent(id: string, margin: number, headerHeight = 0): PlanCommand {
  return {
    label: 'Fit block to its content',
    describe: ({ drawing }) => `Fit ${nameOf(drawing, id)} to its content`,
    recipe: ({ drawing }) => {
      const block = drawing.blocks[id];
      const content = contentBounds(drawing, id);
      if (block === undefined || content === undefined) return;
      const dx = content.x - margin;
      const dy = content.y - margin - headerHeight;
      block.x = clampCoordinate(block.x + dx);
      block.y = clampCoordinate(block.y + dy);
      block.width = clampExtent(content.width + 2 * margin);
      block.height = clampExtent(content.height + 2 * margin + headerHeight);
      for (const child of Object.values(drawing.blocks)) {
        if (child.parent !== id) continue;
        child.x = clampCoordinate(child.x - dx);
        child.y = clampCoordinate(child.y - dy);
      }
    },
  };
}
