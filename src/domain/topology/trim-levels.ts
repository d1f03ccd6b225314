/** Cuts a list of levels to what is in use and to what the performance model takes. */
import type { DrawnLevel } from './network-island.ts';

/** Levels end at the accelerators in use; what lies beyond carries nothing. */
export function trimLevels(levels: readonly DrawnLevel[], accelerators: number): DrawnLevel[] {
  const trimmed: DrawnLevel[] = [];
  for (const level of levels) {
    const inner = trimmed.at(-1)?.accelerators ?? 1;
    if (inner >= accelerators) break;
    trimmed.push({ ...level, accelerators: Math.min(level.accelerators, accelerators) });
  }
  const last = trimmed.at(-1);
  if (last !== undefined && last.accelerators < accelerators) {
    trimmed[trimmed.length - 1] = { ...last, accelerators };
  }
  return trimmed;
}

/** Most levels that the performance model takes. */
const MOST_LEVELS = 8;

/** Where more are drawn, the two most alike become one, at the slower one's pace. */
export function limitLevels(levels: readonly DrawnLevel[]): DrawnLevel[] {
  const limited = [...levels];
  while (limited.length > MOST_LEVELS) {
    let closest = 1;
    let smallest = Number.POSITIVE_INFINITY;
    for (let position = 1; position < limited.length; position++) {
      const growth = (limited[position]?.accelerators ?? 0) / (limited[position - 1]?.accelerators ?? 1);
      if (growth < smallest) {
        smallest = growth;
        closest = position;
      }
    }
    const [inner, outer] = limited.slice(closest - 1, closest + 1);
    if (inner === undefined || outer === undefined) break;
    const slower = inner.bandwidthBytesPerSecond < outer.bandwidthBytesPerSecond ? inner : outer;
    limited.splice(closest - 1, 2, {
      ...slower,
      accelerators: outer.accelerators,
      latencySeconds: Math.max(inner.latencySeconds, outer.latencySeconds),
      itemIds: [...inner.itemIds, ...outer.itemIds],
    });
  }
  return limited;
}
