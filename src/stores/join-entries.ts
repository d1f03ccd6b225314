/** Makes one undo step of two that belong to the same gesture. */
import type { HistoryEntry, PlanPatch } from '../domain/plan/plan-history.ts';

function isPlainReplace(patch: PlanPatch): boolean {
  return (
    patch.op === 'replace' &&
    (typeof patch.value !== 'object' || patch.value === null) &&
    !patch.path.includes('length')
  );
}

/** Keeps one patch for each place: the first in the list or the last. Only for lists of plain replacements. */
function onePerPlace(patches: readonly PlanPatch[], keep: 'first' | 'last'): PlanPatch[] {
  const places = new Map<string, PlanPatch>();
  for (const patch of patches) {
    const place = JSON.stringify(patch.path);
    if (keep === 'last' || !places.has(place)) places.set(place, patch);
  }
  return [...places.values()];
}

/**
 * The earlier step followed by the later one. A long drag replaces the same numbers again and again; these fold into one patch
 * for each place, so a step does not grow with the length of the drag.
 */
export function joinEntries(earlier: HistoryEntry, later: HistoryEntry): HistoryEntry {
  const patches = [...earlier.patches, ...later.patches];
  const inversePatches = [...later.inversePatches, ...earlier.inversePatches];
  const foldable = patches.every(isPlainReplace) && inversePatches.every(isPlainReplace);
  return {
    ...earlier,
    label: later.label,
    patches: foldable ? onePerPlace(patches, 'last') : patches,
    inversePatches: foldable ? onePerPlace(inversePatches, 'last') : inversePatches,
  };
}
