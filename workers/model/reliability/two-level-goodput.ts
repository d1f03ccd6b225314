/**
 * Where the time goes with checkpoints on two levels: every D seconds of work a copy into the memory of peers (w), every k-th of them
 * also to storage (w₂ more). Failures are exponential with mean M between them and may strike at any time. A share q of them leaves a
 * copy of everything in some memory: work goes on from the last segment, after R₁. The others go back to the last stored checkpoint,
 * after R₂, and a failure while that is read has to read it again.
 *
 * Exact, by two arguments. Failures come at rate 1/M throughout, so a recovery from storage begins (1 − q) + q b₂ times per M, b₂ being
 * the share of time in such recoveries, and lasts M (1 − e^(−R₂/M)) on average; the same for peers. What is left of the time is cut into
 * segments of s = D + w (the last of each k of s + w₂), each repeated until it succeeds unless a failure goes back to the stored one,
 * which any attempt that fails leads to with chance ε = (1 − q)/(1 − q + q e^(−R₁/M)), failures in the recovery included. From state to
 * state that is a geometric chain, and k segments take M ((1 + ε g)^(k−1) (1 + ε g′) − 1)/ε of it, g = e^(s/M) − 1, g′ = e^((s+w₂)/M) − 1.
 * q = 0 gives the wall-time model of Daly over the whole pattern, q = 1 that of each segment alone.
 */
import { exponential, exponentialMinusOne } from './exponential.ts';
import { logarithmOfOnePlus } from './logarithm.ts';

/** Share of wall time outside of recoveries from storage of `storageRecoverySeconds`. */
export function outsideStorageRecovery(survivingShare: f64, storageRecoverySeconds: f64, meanSecondsBetween: f64): f64 {
  if (survivingShare >= 1.0) return 1.0;
  const decayed = exponential(-storageRecoverySeconds / meanSecondsBetween);
  return decayed / (1.0 - survivingShare + survivingShare * decayed);
}

/** Share of wall time outside of all recoveries: what attempts to get work done have. */
export function twoLevelAttemptShare(
  survivingShare: f64,
  peerRecoverySeconds: f64,
  storageRecoverySeconds: f64,
  meanSecondsBetween: f64,
): f64 {
  const decayed = exponential(-peerRecoverySeconds / meanSecondsBetween);
  return (
    outsideStorageRecovery(survivingShare, storageRecoverySeconds, meanSecondsBetween) *
    (1.0 - survivingShare + survivingShare * decayed)
  );
}

/** Chance that an attempt which fails leads back to the stored checkpoint: at once, or by a failure in the recovery from peers. */
export function chanceOfStorage(survivingShare: f64, peerRecoverySeconds: f64, meanSecondsBetween: f64): f64 {
  if (survivingShare >= 1.0) return 0.0;
  const decayed = exponential(-peerRecoverySeconds / meanSecondsBetween);
  return (1.0 - survivingShare) / (1.0 - survivingShare + survivingShare * decayed);
}

/** Share of the attempts that is kept: not done again. `storageEvery` is k, `chanceStorage` ε. */
export function twoLevelKeptShare(
  segmentSeconds: f64,
  storageBlockingSeconds: f64,
  storageEvery: f64,
  chanceStorage: f64,
  meanSecondsBetween: f64,
): f64 {
  const x = segmentSeconds / meanSecondsBetween;
  const last = (segmentSeconds + storageBlockingSeconds) / meanSecondsBetween;
  const kept = (storageEvery - 1.0) * x + last;
  if (kept <= 0.0) return 1.0;
  const grown = exponentialMinusOne(x);
  const lastGrown = exponentialMinusOne(last);
  let needed: f64;
  if (chanceStorage <= 0.0) {
    needed = (storageEvery - 1.0) * grown + lastGrown;
  } else {
    const logs =
      (storageEvery - 1.0) * logarithmOfOnePlus(chanceStorage * grown) + logarithmOfOnePlus(chanceStorage * lastGrown);
    needed = exponentialMinusOne(logs) / chanceStorage;
  }
  // Rounding must not keep more than there is.
  return needed < Infinity ? (kept < needed ? kept / needed : 1.0) : 0.0;
}

/** Share of a pattern of k segments that is work. */
export function twoLevelWorkShare(
  intervalSeconds: f64,
  blockingSeconds: f64,
  storageBlockingSeconds: f64,
  storageEvery: f64,
): f64 {
  const pattern = storageEvery * (intervalSeconds + blockingSeconds) + storageBlockingSeconds;
  return pattern > 0.0 ? (storageEvery * intervalSeconds) / pattern : 1.0;
}
