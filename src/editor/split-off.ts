/** Splitting an instance off, with the new blocks where there is room for them. */
import { splitOffInstance } from '../domain/plan/commands/split-off-instance.ts';
import type { Drawing, PlanCommand } from '../domain/plan/plan-document.ts';
import { findFreePlace } from './create-block.ts';
import { growAround } from './selection-commands.ts';

/** Makes one instance (zero-based, over the drawing) a block of its own; see `splitOffInstance`. */
export function splitOffBeside(id: string, index: number): PlanCommand {
  return splitOffInstance(id, index, placeCopies);
}

/** A copy lies where its original does until it is moved; what came into a copy with it has its place already. */
function placeCopies(drawing: Drawing, before: ReadonlySet<string>): void {
  for (const block of Object.values(drawing.blocks)) {
    if (before.has(block.id)) continue;
    const isOnOther = Object.values(drawing.blocks).some(
      (other) => other.id !== block.id && other.parent === block.parent && other.x === block.x && other.y === block.y,
    );
    if (!isOnOther) continue;
    const place = findFreePlace(drawing, block.parent, block);
    block.x = place.x;
    block.y = place.y;
    growAround({ drawing }, block.parent);
  }
}
