import { nameOf } from '../describe-items.ts';
import { trimExceptions } from '../drawing/trim-exceptions.ts';
import type { PlanCommand } from '../plan-document.ts';

const MAX_COUNT = 1_000_000;

/** Repeats a block `count` times (a whole number from 1). Exceptions of instances that are then no more are dropped. */
export function setCount(id: string, count: number, gesture?: string): PlanCommand {
  return {
    label: `Repeat block ×${count}`,
    describe: ({ drawing }) => `Repeat ${nameOf(drawing, id)} ×${count}`,
    ...(gesture === undefined ? {} : { gesture }),
    recipe: ({ drawing }) => {
      const block = drawing.blocks[id];
      if (block === undefined || !Number.isFinite(count)) return;
      block.count = Math.min(MAX_COUNT, Math.max(1, Math.round(count)));
      trimExceptions(drawing, [id]);
    },
  };
}
