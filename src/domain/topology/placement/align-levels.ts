/** Nested levels of a job that leaves a part of every scale-up domain idle. */
import type { NetworkLevel } from '../../estimate/scenario.ts';

/** Levels as the ranks see them when each innermost domain holds whole runs of `together` only; the outermost holds all ranks. */
export function alignLevels<L extends NetworkLevel>(levels: readonly L[], together: number, ranks: number): L[] {
  const domain = levels[0]?.accelerators ?? 1;
  const used = Math.floor(domain / together) * together;
  if (levels.length < 2 || used === 0 || used === domain) return [...levels];
  return levels.map((level, place) => {
    const isOutermost = place === levels.length - 1;
    return { ...level, accelerators: isOutermost ? ranks : Math.floor((level.accelerators / domain) * used) };
  });
}
