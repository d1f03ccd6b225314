/**
 * Runs a pipeline schedule event by event: every pass starts when its rank is free and its input has arrived. Stage times may all
 * differ. Sends take `delay` after a pass ends.
 */
import {
  backwardEnd,
  forwardEnd,
  MAX_EVENTS,
  RANK_CLOCK,
  RANK_POSITION,
  STAGE_BACKWARD,
  STAGE_FORWARD,
  work,
} from '../arena.ts';
import { chunkOf, microBatchOf, passAt, warmUpPasses } from './schedule.ts';

const NOT_YET: f64 = -1.0;

/** Most micro-batches that fit into the arena; a multiple of the ranks when there are virtual stages. */
export function simulatedMicroBatches(microBatches: f64, ranks: f64, virtual: f64): f64 {
  const most: f64 = Math.floor(f64(MAX_EVENTS) / (ranks * virtual));
  if (microBatches <= most) return microBatches;
  return virtual > 1.0 ? Math.floor(most / ranks) * ranks : most;
}

/** Seconds from the first forward pass to the last backward pass. */
export function simulatePipeline(ranks: i32, virtual: i32, microBatches: i32, delay: f64): f64 {
  const stages: i32 = ranks * virtual;
  const total: i32 = microBatches * virtual;
  const events: i32 = stages * microBatches;
  for (let event: i32 = 0; event < events; event += 1) {
    forwardEnd[event] = NOT_YET;
    backwardEnd[event] = NOT_YET;
  }
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    work[RANK_CLOCK + rank] = 0.0;
    work[RANK_POSITION + rank] = 0.0;
  }
  let left: i32 = 2 * events;
  let end: f64 = 0.0;
  while (left > 0) {
    const before: i32 = left;
    for (let rank: i32 = 0; rank < ranks; rank += 1) {
      const warmUp: i32 = warmUpPasses(rank, ranks, virtual, microBatches);
      let position: i32 = i32(work[RANK_POSITION + rank]);
      let clock: f64 = work[RANK_CLOCK + rank];
      while (position < 2 * total) {
        const pass: i32 = passAt(position, warmUp, total);
        const number: i32 = pass >= 0 ? pass : -1 - pass;
        const microBatch: i32 = microBatchOf(number, ranks, virtual, microBatches);
        const chunk: i32 = chunkOf(number, ranks, virtual, microBatches);
        const stage: i32 = (pass >= 0 ? chunk : virtual - 1 - chunk) * ranks + rank;
        const at: i32 = stage * microBatches + microBatch;
        let ready: f64 = 0.0;
        if (pass >= 0) {
          if (stage > 0) ready = forwardEnd[at - microBatches];
        } else {
          ready = stage === stages - 1 ? forwardEnd[at] : backwardEnd[at + microBatches];
        }
        if (ready === NOT_YET) break;
        const moved: bool = pass >= 0 ? stage > 0 : stage < stages - 1;
        clock =
          Math.max(clock, moved ? ready + delay : ready) + work[(pass >= 0 ? STAGE_FORWARD : STAGE_BACKWARD) + stage];
        if (pass >= 0) forwardEnd[at] = clock;
        else backwardEnd[at] = clock;
        position += 1;
        left -= 1;
      }
      work[RANK_POSITION + rank] = f64(position);
      work[RANK_CLOCK + rank] = clock;
      end = Math.max(end, clock);
    }
    // A schedule that cannot go on is a fault of the schedule; the caller sees a time that is not a number's worth.
    if (left === before) return -1.0;
  }
  return end;
}
