/** Share of the calendar that checkpoints take which stop the training for `blockingSeconds` every `periodSeconds`, start to start. */
export function checkpointOverhead(blockingSeconds: f64, periodSeconds: f64): f64 {
  return blockingSeconds / periodSeconds;
}
