/**
 * First-order best interval between checkpoints, √(2 w M): J. W. Young, "A first order approximation to the optimum checkpoint
 * interval", CACM 17 (1974). Seconds; `blockingSeconds` is w, `meanSecondsBetween` M.
 */
export function youngInterval(blockingSeconds: f64, meanSecondsBetween: f64): f64 {
  return Math.sqrt(2.0 * blockingSeconds * meanSecondsBetween);
}
