/**
 * Power of one device: an idle part, and a dynamic part that goes with what the device does. The dynamic part is spread over compute,
 * memory and link activity by shares that sum to 1. A linear model: full-system measurements of an 8-accelerator node follow it
 * within about a tenth (arXiv 2412.08602, arXiv 2506.14551).
 */

/** Load of a device, 0–1, from the shares of the dynamic power and the activity (each 0–1) that they go with. */
export function loadFromActivity(
  computeShare: f64,
  computeActivity: f64,
  memoryShare: f64,
  memoryActivity: f64,
  linkShare: f64,
  linkActivity: f64,
): f64 {
  return computeShare * computeActivity + memoryShare * memoryActivity + linkShare * linkActivity;
}

/** Watts at a load from 0 (idle) to 1 (peak). */
export function wattsAtLoad(idleWatts: f64, peakWatts: f64, load: f64): f64 {
  return idleWatts + (peakWatts - idleWatts) * load;
}
