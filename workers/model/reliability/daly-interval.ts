/**
 * Higher-order best interval: J. T. Daly, "A higher order estimate of the optimum checkpoint interval for restart dumps", FGCS 22
 * (2006): √(2wM) [1 + ⅓ √(w/2M) + ⅑ (w/2M)] − w for w < 2M, otherwise M. Work between checkpoints, seconds.
 */
export function dalyInterval(blockingSeconds: f64, meanSecondsBetween: f64): f64 {
  if (meanSecondsBetween === Infinity) return Infinity;
  if (blockingSeconds >= 2.0 * meanSecondsBetween) return meanSecondsBetween;
  const ratio = blockingSeconds / (2.0 * meanSecondsBetween);
  const root = Math.sqrt(2.0 * blockingSeconds * meanSecondsBetween);
  return root * (1.0 + Math.sqrt(ratio) / 3.0 + ratio / 9.0) - blockingSeconds;
}
