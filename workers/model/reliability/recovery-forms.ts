/**
 * Share of the time that is left beside recoveries of R, interruptions being M apart, in the three common forms. They agree while R is far
 * below M; with a recovery of 10 minutes and an interruption every 18 they are 0.44, 0.57 and 0.64.
 */
import { attemptShare } from './exact-goodput.ts';

/** Losses that add up: 1 − R/M, not below 0. */
export function additiveShare(recoverySeconds: f64, meanSecondsBetween: f64): f64 {
  const left = 1.0 - recoverySeconds / meanSecondsBetween;
  return left > 0.0 ? left : 0.0;
}

/** Interruptions that strike in recoveries too: e^(−R/M). */
export function exponentialShare(recoverySeconds: f64, meanSecondsBetween: f64): f64 {
  return attemptShare(recoverySeconds, meanSecondsBetween);
}

/** Interruptions that spare recoveries: M/(M + R). */
export function renewalShare(recoverySeconds: f64, meanSecondsBetween: f64): f64 {
  return 1.0 / (1.0 + recoverySeconds / meanSecondsBetween);
}
