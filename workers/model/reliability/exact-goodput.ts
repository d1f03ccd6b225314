/**
 * Where the time of a run goes when failures are exponential and may also strike during a checkpoint or a recovery: the wall-time
 * model of Daly (FGCS 22, 2006), T = M e^(R/M) (e^((D+w)/M) − 1) for D seconds of work, w of checkpoint, R of recovery.
 *
 * It splits without approximation. Failures come at rate 1/M throughout, so T holds T/M of them; each starts a recovery that lasts
 * R or until the next failure, M (1 − e^(−R/M)) on average. Recoveries therefore take the share 1 − e^(−R/M), and their second from
 * a to b the share e^(−a/M) − e^(−b/M). Of the remaining share e^(−R/M), x/(e^x − 1) with x = (D+w)/M is kept, the rest is redone.
 */
import { exponential, exponentialMinusOne } from './exponential.ts';

/** Share of wall time between `fromSeconds` and `toSeconds` after a failure, before the work is resumed. */
export function recoveryShare(fromSeconds: f64, toSeconds: f64, meanSecondsBetween: f64): f64 {
  return (
    exponential(-fromSeconds / meanSecondsBetween) *
    -exponentialMinusOne(-(toSeconds - fromSeconds) / meanSecondsBetween)
  );
}

/** Share of wall time outside of recoveries of `recoverySeconds`. */
export function attemptShare(recoverySeconds: f64, meanSecondsBetween: f64): f64 {
  return exponential(-recoverySeconds / meanSecondsBetween);
}

/** Share of the attempts that is kept: not lost with a failure before the segment's checkpoint is written. */
export function keptShare(segmentSeconds: f64, meanSecondsBetween: f64): f64 {
  const x = segmentSeconds / meanSecondsBetween;
  if (x <= 0.0) return 1.0;
  const grown = exponentialMinusOne(x);
  if (grown === Infinity) return 0.0;
  // Rounding must not keep more than there is.
  return x < grown ? x / grown : 1.0;
}

/** Useful time ÷ wall time. All in seconds. */
export function exactGoodput(
  intervalSeconds: f64,
  blockingSeconds: f64,
  recoverySeconds: f64,
  meanSecondsBetween: f64,
): f64 {
  if (intervalSeconds <= 0.0) return 0.0;
  const segment = intervalSeconds + blockingSeconds;
  return (
    attemptShare(recoverySeconds, meanSecondsBetween) *
    keptShare(segment, meanSecondsBetween) *
    (intervalSeconds / segment)
  );
}
