/** Goodput over the interval between checkpoints, everything else as it is. */
import { BEST, clampToLevels, INTERVAL, plan, plannedKeptShare, plannedWorkShare } from './checkpoint-plan.ts';
import { exponential } from './exponential.ts';
import { logarithm } from './logarithm.ts';
import { CURVE_POINTS } from './reliability-abi.ts';

/** How far the curve reaches beyond the best interval and the one in force, as a ratio. */
const REACH: f64 = 16.0;

/** Writes pairs of an interval and its goodput; `rest` is what goodput is of useful attempts. Intervals are evenly spaced in logarithms. */
export function writeCurve(rest: f64, output: StaticArray<f64>, at: i32): void {
  const best = plan[BEST];
  const inForce = plan[INTERVAL];
  const low = clampToLevels((best < inForce ? best : inForce) / REACH);
  const high = clampToLevels((best > inForce ? best : inForce) * REACH);
  const from = low > 0.0 ? logarithm(low) : 0.0;
  const step = low > 0.0 ? (logarithm(high) - from) / f64(CURVE_POINTS - 1) : 0.0;
  for (let point: i32 = 0; point < CURVE_POINTS; point++) {
    const interval = low > 0.0 ? exponential(from + step * f64(point)) : low;
    output[at + 2 * point] = interval;
    output[at + 2 * point + 1] = rest * plannedKeptShare(interval) * plannedWorkShare(interval);
  }
}
