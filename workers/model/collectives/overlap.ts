/**
 * What of a transfer the step waits for. At most the share `overlap` of it can run beside other work, and never longer than that work
 * lasts. Limits: nothing to hide behind, or no overlap in the software, exposes all.
 */

/** Seconds of a transfer that nothing hides. */
export function exposedSeconds(transfer: f64, window: f64, overlap: f64): f64 {
  return transfer - Math.min(transfer * overlap, Math.max(window, 0.0));
}
