/** Which blocks and links a change added, removed or altered, read off its patches. */
import type { Drawing } from './plan-document.ts';
import type { PlanPatch } from './plan-history.ts';

/** Ids of blocks and links, and the names of the plan's other parts, that a change touched. */
export interface TouchedItems {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  /** Parts other than the drawing: `name`, `notes`, `workload`, `strategy`, `assumptions`, `schedule`. */
  readonly parts: readonly string[];
}

/** Compares the records that the patches name; a patch of the whole drawing compares all of it. */
export function findTouchedItems(before: Drawing, after: Drawing, patches: readonly PlanPatch[]): TouchedItems {
  const candidates = new Set<string>();
  const parts = new Set<string>();
  for (const { path } of patches) {
    const [part, records, id] = path;
    if (part !== 'drawing') {
      if (typeof part === 'string') parts.add(part);
    } else if (typeof id === 'string') candidates.add(id);
    else {
      const lists =
        records === 'links'
          ? ['links' as const]
          : records === 'blocks'
            ? ['blocks' as const]
            : (['blocks', 'links'] as const);
      for (const list of lists) {
        for (const key of Object.keys(before[list])) candidates.add(key);
        for (const key of Object.keys(after[list])) candidates.add(key);
      }
    }
  }
  const added: string[] = [];
  const removed: string[] = [];
  const changed: string[] = [];
  for (const id of candidates) {
    const old = before.blocks[id] ?? before.links[id];
    const now = after.blocks[id] ?? after.links[id];
    if (old === now) continue;
    if (old === undefined) added.push(id);
    else if (now === undefined) removed.push(id);
    else changed.push(id);
  }
  return { added, removed, changed, parts: [...parts] };
}
