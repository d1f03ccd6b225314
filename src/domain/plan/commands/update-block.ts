import { nameOf } from '../describe-items.ts';
import { isFacilityUnit, mayNest } from '../drawing/nesting-rules.ts';
import type { Block, PlanCommand } from '../plan-document.ts';
import { assignFields } from './assign-fields.ts';

/**
 * Changes fields of a block. A new kind must fit where the block lies, what it holds and whether links end at it, else the kind stays. The parent is
 * changed by `nestBlocks`, the count by `setCount`.
 */
export function updateBlock(
  id: string,
  fields: Partial<Omit<Block, 'id' | 'parent' | 'count'>>,
  gesture?: string,
): PlanCommand {
  return {
    label: 'Change block',
    describe: ({ drawing }) => `Change ${nameOf(drawing, id)}`,
    ...(gesture === undefined ? {} : { gesture }),
    recipe: ({ drawing }) => {
      const block = drawing.blocks[id];
      if (block === undefined) return;
      const { kind, ...rest } = fields;
      assignFields(block, rest);
      if (kind === undefined || kind === block.kind) return;
      const isLinked = Object.values(drawing.links).some(({ from, to }) => from === id || to === id);
      if (isLinked && isFacilityUnit(kind)) return;
      const parent = block.parent === null ? null : (drawing.blocks[block.parent]?.kind ?? null);
      const children = Object.values(drawing.blocks).filter((child) => child.parent === id);
      if (mayNest(kind, parent) && children.every((child) => mayNest(child.kind, kind))) block.kind = kind;
    },
  };
}
