import { describeItems } from '../describe-items.ts';
import { absoluteRectangle, clampCoordinate } from '../drawing/block-geometry.ts';
import { topmostOf } from '../drawing/block-tree.ts';
import type { PlanCommand } from '../plan-document.ts';

/** Makes the gaps between blocks equal along one axis; the first and the last stay. Needs at least three blocks. */
export function distributeBlocks(ids: readonly string[], axis: 'horizontal' | 'vertical'): PlanCommand {
  return {
    label: `Distribute ${axis === 'horizontal' ? 'horizontally' : 'vertically'}`,
    describe: ({ drawing }) =>
      `Distribute ${describeItems(drawing, ids)} ${axis === 'horizontal' ? 'horizontally' : 'vertically'}`,
    recipe: ({ drawing }) => {
      const placed = topmostOf(drawing, ids).flatMap((id) => {
        const rectangle = absoluteRectangle(drawing, id);
        if (rectangle === undefined) return [];
        const { x, y, width, height } = rectangle;
        return [axis === 'horizontal' ? { id, start: x, extent: width } : { id, start: y, extent: height }];
      });
      placed.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
      const first = placed[0];
      const last = placed.at(-1);
      if (first === undefined || last === undefined || placed.length < 3) return;
      const filled = placed.reduce((sum, { extent }) => sum + extent, 0);
      const gap = (last.start + last.extent - first.start - filled) / (placed.length - 1);
      let next = first.start;
      for (const { id, start, extent } of placed) {
        const block = drawing.blocks[id];
        if (block !== undefined && id !== first.id && id !== last.id) {
          if (axis === 'horizontal') block.x = clampCoordinate(block.x + next - start);
          else block.y = clampCoordinate(block.y + next - start);
        }
        next += extent + gap;
      }
    },
  };
}
