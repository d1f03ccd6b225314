/**
 * Where a fleet's network interruptions come from. Such a figure holds what stopped jobs that were wired as usual: a leaf switch above each
 * machine, and the cable of each accelerator's port. It is spread over the drawn leaf switches and access cables in proportion to their own
 * published rates. Switches and cables further up have a second way in such fleets, so that their failures are none of its interruptions.
 */

/** Drawn parts of one kind. */
export interface NetworkPart {
  readonly count: number;
  /** Failures of one per hour, as single components show them. */
  readonly ownRate: number;
  /** Whether the plan says this rate itself: then it holds, and the fleet's is spread over the others. */
  readonly isFixed: boolean;
}

/** Rate of one part of each kind, per hour; their own rates where `fleetPerHour` is 0. */
export function spreadNetworkShare(parts: readonly NetworkPart[], fleetPerHour: number): readonly number[] {
  if (fleetPerHour === 0) return parts.map(({ ownRate }) => ownRate);
  let fixed = 0;
  let weight = 0;
  for (const { count, ownRate, isFixed } of parts) {
    if (isFixed) fixed += count * ownRate;
    else weight += count * ownRate;
  }
  const factor = weight > 0 ? Math.max(0, fleetPerHour - fixed) / weight : 0;
  return parts.map(({ ownRate, isFixed }) => (isFixed ? ownRate : ownRate * factor));
}
