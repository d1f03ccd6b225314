/**
 * Exact best interval for exponential failures: D = M (1 + W₀(−e^(−1 − w/M))), W₀ being Lambert's function. It follows from setting
 * the derivative of the exact wall time (see `exact-goodput.ts`) to zero: x = 1 − e^(−(x + w/M)) with x = D/M; recovery does not
 * move it.
 */
import { exponentialMinusOne } from './exponential.ts';

/** Work between checkpoints that makes the run shortest, seconds. */
export function exactInterval(blockingSeconds: f64, meanSecondsBetween: f64): f64 {
  if (blockingSeconds <= 0.0) return 0.0;
  if (meanSecondsBetween === Infinity) return Infinity;
  return meanSecondsBetween * onePlusLambertW(blockingSeconds / meanSecondsBetween);
}

/**
 * 1 + W₀(−e^(−1 − c)) for c ≥ 0. W₀ itself would lose half of the digits near its branch point, where checkpoints are short, so
 * Newton runs on x + (e^(−(x + c)) − 1) = 0, convex and started to the right of its root.
 */
function onePlusLambertW(c: f64): f64 {
  if (c <= 0.0) return 0.0;
  let x = Math.sqrt(2.0 * c);
  // Where checkpoints are short beyond measure, rounding would swallow the steps; Daly's series has all digits there.
  if (c < 1e-12) return x * (1.0 + x / 6.0 + c / 18.0) - c;
  if (x > 1.0) x = 1.0;
  for (let round: i32 = 0; round < 60; round++) {
    const decay = exponentialMinusOne(-(x + c));
    const next = x - (x + decay) / -decay;
    // Convex: the steps fall until rounding stops them.
    if (next >= x) return x;
    x = next;
  }
  return x;
}
