/** Intervals of other publications, to compare with the exact one (`exact-interval.ts`). Seconds. */

/** Daly's first order: √(2 w (M + R)) from start to start, less the checkpoint w (FGCS 22, 2006). */
export function dalyFirstOrderInterval(blockingSeconds: f64, recoverySeconds: f64, meanSecondsBetween: f64): f64 {
  const startToStart = Math.sqrt(2.0 * blockingSeconds * (meanSecondsBetween + recoverySeconds));
  return startToStart > blockingSeconds ? startToStart - blockingSeconds : 0.0;
}

/** From start to start, by the availability of the job: T + √(2 (M + R) T + T²) with T for a save (arXiv 2410.18124). */
export function availabilityPeriod(blockingSeconds: f64, recoverySeconds: f64, meanSecondsBetween: f64): f64 {
  const square = 2.0 * (meanSecondsBetween + recoverySeconds) * blockingSeconds + blockingSeconds * blockingSeconds;
  return blockingSeconds + Math.sqrt(square);
}
