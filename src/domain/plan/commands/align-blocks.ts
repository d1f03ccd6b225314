import { describeItems } from '../describe-items.ts';
import { absoluteRectangle, boundsOf, clampCoordinate } from '../drawing/block-geometry.ts';
import { topmostOf } from '../drawing/block-tree.ts';
import type { PlanCommand } from '../plan-document.ts';

/** What is lined up: an edge, or the middles along one axis. */
export type Alignment = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';

/** Lines blocks up within the bounds that they have together on the canvas. */
export function alignBlocks(ids: readonly string[], alignment: Alignment): PlanCommand {
  return {
    label: `Align ${alignment}`,
    describe: ({ drawing }) => `Align ${describeItems(drawing, ids)} ${alignment}`,
    recipe: ({ drawing }) => {
      const placed = topmostOf(drawing, ids).flatMap((id) => {
        const rectangle = absoluteRectangle(drawing, id);
        return rectangle === undefined ? [] : [{ id, ...rectangle }];
      });
      const bounds = boundsOf(placed);
      if (bounds === undefined || placed.length < 2) return;
      for (const { id, x, y, width, height } of placed) {
        const block = drawing.blocks[id];
        if (block === undefined) continue;
        const right = bounds.x + bounds.width - width;
        const bottom = bounds.y + bounds.height - height;
        if (alignment === 'left') block.x = clampCoordinate(block.x + bounds.x - x);
        if (alignment === 'center') block.x = clampCoordinate(block.x + (bounds.x + right) / 2 - x);
        if (alignment === 'right') block.x = clampCoordinate(block.x + right - x);
        if (alignment === 'top') block.y = clampCoordinate(block.y + bounds.y - y);
        if (alignment === 'middle') block.y = clampCoordinate(block.y + (bounds.y + bottom) / 2 - y);
        if (alignment === 'bottom') block.y = clampCoordinate(block.y + bottom - y);
      }
    },
  };
}
