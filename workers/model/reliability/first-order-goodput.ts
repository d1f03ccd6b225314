/**
 * Effective training time ratio as additive small losses: (1 − λ (u + D/2)) / (1 + w/D), Kokolis et al., arXiv 2410.21680. Good while
 * the losses are small; below zero where failures outrun the recovery, which the exact form (`exact-goodput.ts`) never is.
 * Seconds; `interruptionsPerSecond` is λ, `recoverySeconds` u.
 */
export function firstOrderGoodput(
  intervalSeconds: f64,
  blockingSeconds: f64,
  recoverySeconds: f64,
  interruptionsPerSecond: f64,
): f64 {
  const lostToFailures = interruptionsPerSecond * (recoverySeconds + 0.5 * intervalSeconds);
  return (1.0 - lostToFailures) / (1.0 + blockingSeconds / intervalSeconds);
}
