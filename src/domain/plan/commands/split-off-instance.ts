import { nameOf } from '../describe-items.ts';
import type { Drawing, PlanCommand } from '../plan-document.ts';
import { findSplitProblem, splitInstance } from '../split/split-instance.ts';

/**
 * Makes one instance of a block (zero-based, over all instances in the drawing) a block of its own beside the rest, cabled as before. No
 * change where `findSplitProblem` finds a reason. `arrange` puts the new blocks (ids from the outside in) where there is room.
 */
export function splitOffInstance(
  id: string,
  index: number,
  arrange: (drawing: Drawing, before: ReadonlySet<string>) => void = () => undefined,
): PlanCommand {
  return {
    label: `Split off number ${index + 1}`,
    describe: ({ drawing }) => `Split off number ${index + 1} of ${nameOf(drawing, id)}`,
    recipe: ({ drawing }) => {
      if (findSplitProblem(drawing, id, index) !== null) return;
      const before = new Set(Object.keys(drawing.blocks));
      splitInstance(drawing, id, index);
      arrange(drawing, before);
    },
  };
}
