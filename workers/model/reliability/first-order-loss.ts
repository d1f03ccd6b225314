/**
 * Losses as additive shares of the time, good while they are small: b/D for checkpoints that stop the training for b every D of work,
 * and (D/2 + p + R)/M for interruptions, M apart, that lose half an interval, what is not yet safe (p) and a recovery R. Checkpoints on
 * several levels (own memory, peers, storage) add up, each with the mean time between the interruptions that need it (SCR, FTI).
 */

/** Share of the time that one level takes. Seconds; `lagSeconds` = p. */
export function firstOrderLoss(
  intervalSeconds: f64,
  blockingSeconds: f64,
  recoverySeconds: f64,
  lagSeconds: f64,
  meanSecondsBetween: f64,
): f64 {
  const writing = blockingSeconds > 0.0 ? blockingSeconds / intervalSeconds : 0.0;
  return writing + (0.5 * intervalSeconds + lagSeconds + recoverySeconds) / meanSecondsBetween;
}
