/**
 * How long a job waits for a machine when an interruption takes more than its spares can replace. Repairs end at a steady rate
 * (exponential); the machines of one event come back together. With X machines under repair before it and n machines missing after it,
 * the job waits for the n-th of the X repairs or for the event's own, whichever is first.
 */

/**
 * Expected seconds. `missing` is n, at least 1; `inRepair` X; `repairSeconds` of machines under repair on average, `ownSeconds` of those
 * that the event took.
 */
export function waitForRepair(missing: f64, inRepair: f64, repairSeconds: f64, ownSeconds: f64): f64 {
  if (ownSeconds <= 0.0) return 0.0;
  // All others together are too few.
  if (missing > inRepair) return ownSeconds;
  if (repairSeconds <= 0.0) return 0.0;
  let seconds: f64 = 0.0;
  let chance: f64 = 1.0;
  for (let back: f64 = 0.0; back < missing; back += 1.0) {
    const othersPerSecond = (inRepair - back) / repairSeconds;
    const perSecond = othersPerSecond + 1.0 / ownSeconds;
    seconds += chance / perSecond;
    chance *= othersPerSecond / perSecond;
  }
  return seconds;
}
