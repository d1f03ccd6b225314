import { nameOf } from '../describe-items.ts';
import type { PlanCommand } from '../plan-document.ts';

/** Longest name, in UTF-16 units, that a plan may hold. */
const MAX_NAME_LENGTH = 200;

/** Gives a block a new name; what is too long is cut. */
export function renameBlock(id: string, name: string): PlanCommand {
  return {
    label: `Rename block to ${name}`,
    describe: ({ drawing }) => `Rename ${nameOf(drawing, id)} to ${name}`,
    recipe: ({ drawing }) => {
      const block = drawing.blocks[id];
      if (block !== undefined) block.name = name.slice(0, MAX_NAME_LENGTH);
    },
  };
}
