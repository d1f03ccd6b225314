/**
 * The steady state in the last simulated run. With fixed passes in a fixed order the times become periodic: one more round of p
 * micro-batches moves every pass by the same seconds, the pace. From then on further rounds only move what follows.
 */
import { backwardEnd, forwardEnd } from '../arena.ts';

/** Largest difference between two passes' shifts, of the run's length: rounding alone is smaller, and many rounds stay exact to 1e-9. */
const ROUNDING: f64 = 1e-12;

/** The largest shift of a stage between the last two rounds: the stage that holds up the others shows it first. Two rounds or more. */
export function lastPace(stages: i32, ranks: i32, microBatches: i32): f64 {
  let pace: f64 = 0.0;
  for (let stage: i32 = 0; stage < stages; stage += 1) {
    const last: i32 = (stage + 1) * microBatches - 1;
    pace = Math.max(pace, forwardEnd[last] - forwardEnd[last - ranks]);
  }
  return pace;
}

/**
 * Whether the run of `seconds` is periodic at a pace: every stage's forward passes between the last two rounds, and its backward passes between the
 * two rounds before the last, which drains. The run has three rounds or more.
 */
export function isSteady(stages: i32, ranks: i32, microBatches: i32, seconds: f64, pace: f64): bool {
  const most: f64 = ROUNDING * seconds;
  for (let stage: i32 = 0; stage < stages; stage += 1) {
    const next: i32 = (stage + 1) * microBatches;
    for (let back: i32 = 1; back <= ranks; back += 1) {
      const forward: f64 = forwardEnd[next - back] - forwardEnd[next - back - ranks];
      const backward: f64 = backwardEnd[next - back - ranks] - backwardEnd[next - back - 2 * ranks];
      if (Math.abs(forward - pace) > most || Math.abs(backward - pace) > most) return false;
    }
  }
  return true;
}
