/**
 * Runs a pipeline schedule event by event: every pass starts when its rank is free and its input has arrived. Stage times may all
 * differ. Sends take `delay` after a pass ends.
 */
import {
  BACKWARD_DONE,
  BACKWARD_NEXT,
  backwardEnd,
  FORWARD_DONE,
  FORWARD_NEXT,
  forwardEnd,
  NEXT_STRIDE,
  progress,
  RANK_CLOCK,
  RANK_DONE,
  STAGE_BACKWARD,
  STAGE_FORWARD,
  work,
} from '../arena.ts';
import { isForwardAt, warmUpPasses } from './schedule.ts';

const CHUNK: i32 = 0;
const MICRO_BATCH: i32 = 1;

/** Moves a rank to its next pass of one direction: through a group of p micro-batches, then its chunks, then the next group. */
function advance(at: i32, ranks: i32, virtual: i32, microBatches: i32): void {
  const next: i32 = progress[at + MICRO_BATCH] + 1;
  const within: i32 = next % ranks;
  if (within > 0 && next < microBatches) {
    progress[at + MICRO_BATCH] = next;
    return;
  }
  const chunk: i32 = progress[at + CHUNK] + 1;
  if (chunk < virtual) {
    progress[at + CHUNK] = chunk;
    progress[at + MICRO_BATCH] = within > 0 ? next - within : next - ranks;
    return;
  }
  progress[at + CHUNK] = 0;
  progress[at + MICRO_BATCH] = next;
}

/** Forgets the last run. */
function rewind(ranks: i32, stages: i32): void {
  for (let stage: i32 = 0; stage < stages; stage += 1) {
    progress[FORWARD_DONE + stage] = 0;
    progress[BACKWARD_DONE + stage] = 0;
  }
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    work[RANK_CLOCK + rank] = 0.0;
    progress[RANK_DONE + rank] = 0;
    for (let field: i32 = 0; field < NEXT_STRIDE; field += 1) {
      progress[FORWARD_NEXT + rank * NEXT_STRIDE + field] = 0;
      progress[BACKWARD_NEXT + rank * NEXT_STRIDE + field] = 0;
    }
  }
}

/** Seconds from the first forward pass to the last backward pass. A stage's passes run in the order of micro-batches. */
export function simulatePipeline(ranks: i32, virtual: i32, microBatches: i32, delay: f64): f64 {
  const stages: i32 = ranks * virtual;
  const total: i32 = microBatches * virtual;
  rewind(ranks, stages);
  let left: i32 = 2 * stages * microBatches;
  let end: f64 = 0.0;
  while (left > 0) {
    const before: i32 = left;
    for (let rank: i32 = 0; rank < ranks; rank += 1) {
      const warmUp: i32 = warmUpPasses(rank, ranks, virtual, microBatches);
      const forwardNext: i32 = FORWARD_NEXT + rank * NEXT_STRIDE;
      const backwardNext: i32 = BACKWARD_NEXT + rank * NEXT_STRIDE;
      const started: i32 = progress[RANK_DONE + rank];
      let position: i32 = started;
      let clock: f64 = work[RANK_CLOCK + rank];
      while (position < 2 * total) {
        if (isForwardAt(position, warmUp, total)) {
          const stage: i32 = progress[forwardNext + CHUNK] * ranks + rank;
          const microBatch: i32 = progress[forwardNext + MICRO_BATCH];
          const at: i32 = stage * microBatches + microBatch;
          if (stage > 0) {
            if (progress[FORWARD_DONE + stage - 1] <= microBatch) break;
            clock = Math.max(clock, forwardEnd[at - microBatches] + delay);
          }
          clock += work[STAGE_FORWARD + stage];
          forwardEnd[at] = clock;
          progress[FORWARD_DONE + stage] = microBatch + 1;
          advance(forwardNext, ranks, virtual, microBatches);
        } else {
          const stage: i32 = (virtual - 1 - progress[backwardNext + CHUNK]) * ranks + rank;
          const microBatch: i32 = progress[backwardNext + MICRO_BATCH];
          const at: i32 = stage * microBatches + microBatch;
          if (stage < stages - 1) {
            if (progress[BACKWARD_DONE + stage + 1] <= microBatch) break;
            clock = Math.max(clock, backwardEnd[at + microBatches] + delay);
          } else {
            if (progress[FORWARD_DONE + stage] <= microBatch) break;
            clock = Math.max(clock, forwardEnd[at]);
          }
          clock += work[STAGE_BACKWARD + stage];
          backwardEnd[at] = clock;
          progress[BACKWARD_DONE + stage] = microBatch + 1;
          advance(backwardNext, ranks, virtual, microBatches);
        }
        position += 1;
      }
      left -= position - started;
      progress[RANK_DONE + rank] = position;
      work[RANK_CLOCK + rank] = clock;
      end = Math.max(end, clock);
    }
    // No rank can go on: the schedule is at fault, and a time that cannot be says so.
    if (left === before) return -1.0;
  }
  return end;
}
