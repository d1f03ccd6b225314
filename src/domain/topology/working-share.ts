/** What failed and degraded instances leave of a block, group by group. */
import type { Block, Drawing } from '../plan/plan-document.ts';
import { createSpeedOf, findSlowestInstance } from './instance-speed.ts';

/** What is left of a block's instances when they are taken in equal groups of neighbours. */
export interface WorkingShare {
  /** Least share, 0–1, among the groups that keep anything. */
  readonly slowest: number;
  /** Share of the groups that keep nothing, 0–1. */
  readonly lostGroups: number;
}

const INTACT: WorkingShare = { slowest: 1, lostGroups: 0 };

/**
 * Shares by group. `groups` counts them over the whole drawing. Failures of the containers between the block and `within` count too;
 * what contains `within` is lost with everything in it and is no matter of shares. Slow ones among them slow the groups inside: with
 * `around` that counts too.
 */
export function findWorkingShare(
  drawing: Drawing,
  block: Block,
  within: string | null,
  instances: ReadonlyMap<string, number>,
  groups: number,
  around = false,
): WorkingShare {
  const total = instances.get(block.id) ?? 0;
  const losses = new Map<number, number>();
  const seen = new Set<string>();
  let outer: Block | undefined = block;
  while (outer !== undefined && outer.id !== within && !seen.has(outer.id)) {
    const inside = total / Math.max(1, instances.get(outer.id) ?? 1);
    for (const exception of outer.exceptions) {
      const loss = exception.state === 'failed' ? 1 : 1 - exception.speedFraction;
      spreadLoss(losses, exception.index * inside, (exception.index + 1) * inside, loss, total / groups, groups);
    }
    seen.add(outer.id);
    outer = outer.parent === null ? undefined : drawing.blocks[outer.parent];
  }
  const container = within === null || !around ? undefined : drawing.blocks[within];
  let slowest = container === undefined ? 1 : findSlowestInstance(drawing, container, instances);
  if (losses.size === 0 && slowest === 1) return INTACT;
  const speedOf = createSpeedOf(drawing, container, instances);
  const groupsInside = groups / Math.max(1, instances.get(container?.id ?? '') ?? 1);
  let lost = 0;
  for (const [group, loss] of losses) {
    const share = 1 - loss / (total / groups);
    if (share <= 1e-9) lost++;
    else slowest = Math.min(slowest, share * (speedOf(Math.floor(group / groupsInside)) || 1));
  }
  return { slowest, lostGroups: lost / groups };
}

/** Adds what the instances `from` to `to` lose, `loss` each, to the groups that they lie in. */
export function spreadLoss(
  losses: Map<number, number>,
  from: number,
  to: number,
  loss: number,
  groupSize: number,
  groups: number,
): void {
  const last = Math.min(groups - 1, Math.ceil(to / groupSize) - 1);
  for (let group = Math.floor(from / groupSize); group <= last; group++) {
    const overlap = Math.min(to, (group + 1) * groupSize) - Math.max(from, group * groupSize);
    if (overlap > 0) losses.set(group, (losses.get(group) ?? 0) + overlap * loss);
  }
}
