/**
 * 1F1B pass by pass without a written order: a sweep over the ranks runs on each the forward pass that its next backward pass waits
 * for, and then that backward pass. Every pass starts as in the simulation of written orders and at the same number, to the last bit.
 */
import { STAGE_BACKWARD, STAGE_FORWARD, work } from '../arena.ts';

/** When each rank is free, and when its last forward pass ended. */
const clocks: StaticArray<f64> = new StaticArray<f64>(256);
const forwards: StaticArray<f64> = new StaticArray<f64>(256);

/** Seconds from the first pass to the last. */
export function simulateOneForward(ranks: i32, microBatches: i32, delay: f64): f64 {
  for (let rank: i32 = 0; rank < ranks; rank += 1) clocks[rank] = 0.0;
  const last: i32 = ranks - 1;
  for (let sweep: i32 = -last; sweep < microBatches; sweep += 1) {
    // Rank r is p − 1 − r passes ahead of the last; the sweep before ran on the rank before it what each forward pass reads.
    const begun: i32 = sweep < 0 ? -sweep : 0;
    const beyond: i32 = sweep + last - (microBatches - 1);
    for (let rank: i32 = last - begun; rank >= 0 && rank >= beyond; rank -= 1) {
      const arrival: f64 = rank === 0 ? 0.0 : forwards[rank - 1] + delay;
      const end: f64 = Math.max(clocks[rank], arrival) + work[STAGE_FORWARD + rank];
      clocks[rank] = end;
      forwards[rank] = end;
    }
    if (sweep < 0) continue;
    let arrival: f64 = forwards[last];
    for (let rank: i32 = last; rank >= 0; rank -= 1) {
      const end: f64 = Math.max(clocks[rank], arrival) + work[STAGE_BACKWARD + rank];
      clocks[rank] = end;
      arrival = end + delay;
    }
  }
  let end: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) end = Math.max(end, clocks[rank]);
  return end;
}
