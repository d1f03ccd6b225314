import { describeItems, nameOf } from '../describe-items.ts';
import { clampCoordinate, originOf } from '../drawing/block-geometry.ts';
import { ancestorsOf, topmostOf } from '../drawing/block-tree.ts';
import { mayMoveInto, mayNest } from '../drawing/nesting-rules.ts';
import { trimExceptions } from '../drawing/trim-exceptions.ts';
import type { Block, PlanCommand } from '../plan-document.ts';

/**
 * Adds `container` (position relative to its own `parent`) and puts the blocks into it, each where it was on the canvas.
 * No change unless the container may hold all of them and its parent may hold the container.
 */
export function groupBlocks(ids: readonly string[], container: Block): PlanCommand {
  return {
    label: `Group into ${container.name || container.kind}`,
    describe: ({ drawing }) => `Group ${describeItems(drawing, ids)} into ${container.name || container.kind}`,
    recipe: ({ drawing }) => {
      if (drawing.blocks[container.id] !== undefined || drawing.links[container.id] !== undefined) return;
      const parent = container.parent === null ? null : drawing.blocks[container.parent];
      if (parent === undefined || (parent !== null && !mayNest(container.kind, parent.kind))) return;
      const chosen = topmostOf(drawing, ids);
      if (chosen.length === 0) return;
      // A container may not be put into one of the blocks that it is going to hold.
      if (parent !== null && chosen.some((id) => id === parent.id || ancestorsOf(drawing, parent.id).includes(id)))
        return;
      const blocks = drawing.blocks;
      if (chosen.some((id) => !mayNest(blocks[id]?.kind ?? 'site', container.kind))) return;
      blocks[container.id] = { ...container };
      const to = originOf(drawing, container.id);
      for (const id of chosen) {
        const block = blocks[id];
        if (block === undefined) continue;
        const from = originOf(drawing, block.parent);
        block.x = clampCoordinate(block.x + from.x - to.x);
        block.y = clampCoordinate(block.y + from.y - to.y);
        block.parent = container.id;
      }
      trimExceptions(drawing, chosen);
    },
  };
}

/** Deletes a container and its links but keeps what it holds, one level further out. No change where the kinds forbid it. */
export function ungroupBlock(id: string): PlanCommand {
  return {
    label: 'Ungroup block',
    describe: ({ drawing }) => `Ungroup ${nameOf(drawing, id)}`,
    recipe: ({ drawing }) => {
      const container = drawing.blocks[id];
      if (container === undefined) return;
      const children = Object.values(drawing.blocks).filter((block) => block.parent === id);
      if (children.length === 0 || children.some((child) => !mayMoveInto(drawing, child.id, container.parent))) return;
      for (const child of children) {
        child.x = clampCoordinate(child.x + container.x);
        child.y = clampCoordinate(child.y + container.y);
        child.parent = container.parent;
      }
      for (const link of Object.values(drawing.links)) {
        if (link.from === id || link.to === id) delete drawing.links[link.id];
      }
      delete drawing.blocks[id];
      trimExceptions(
        drawing,
        children.map((child) => child.id),
      );
    },
  };
}
