import { mayNest } from '../drawing/nesting-rules.ts';
import type { Block, PlanCommand } from '../plan-document.ts';

/** Adds a block under its own `parent`, or at the top level when that parent is missing or cannot hold it. No change when the id is taken. */
export function addBlock(block: Block): PlanCommand {
  return {
    label: `Add ${block.name || block.kind}`,
    recipe: ({ drawing }) => {
      if (drawing.blocks[block.id] !== undefined || drawing.links[block.id] !== undefined) return;
      const parent = block.parent === null ? undefined : drawing.blocks[block.parent];
      const fits = parent !== undefined && mayNest(block.kind, parent.kind);
      drawing.blocks[block.id] = { ...block, parent: fits ? block.parent : null };
    },
  };
}
