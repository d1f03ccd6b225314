import { nameOf } from '../describe-items.ts';
import { countBlockInstances } from '../drawing/block-tree.ts';
import type { BlockException, PlanCommand } from '../plan-document.ts';

/** Marks one instance of a block (zero-based, over all instances in the drawing) as failed or slow; `null` makes it whole again. */
export function setBlockException(
  id: string,
  index: number,
  exception: Omit<BlockException, 'index'> | null,
): PlanCommand {
  const what = exception === null ? 'Restore' : exception.state === 'failed' ? 'Fail' : 'Degrade';
  return {
    label: `${what} instance ${index + 1}`,
    describe: ({ drawing }) => `${what} instance ${index + 1} of ${nameOf(drawing, id)}`,
    recipe: ({ drawing }) => {
      const block = drawing.blocks[id];
      if (block === undefined || !Number.isInteger(index) || index < 0) return;
      if (index >= countBlockInstances(drawing, id)) return;
      const others = block.exceptions.filter((other) => other.index !== index);
      if (exception === null && others.length === block.exceptions.length) return;
      if (exception !== null) others.push({ index, ...exception });
      block.exceptions = others.sort((a, b) => a.index - b.index);
    },
  };
}
