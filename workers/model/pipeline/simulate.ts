/**
 * Runs a pipeline schedule event by event: every pass starts when its rank is free and its input has arrived. Stage times may all
 * differ. Sends take `delay` after a pass ends.
 */
import {
  backwardEnd,
  CURSOR_STRIDE,
  forwardEnd,
  RANK_CLOCK,
  RANK_CURSOR,
  RANK_POSITION,
  STAGE_BACKWARD,
  STAGE_FORWARD,
  work,
} from '../arena.ts';
import { isForwardAt, warmUpPasses } from './schedule.ts';

const NOT_YET: f64 = -1.0;
const CHUNK: i32 = 0;
const WITHIN: i32 = 1;
const GROUP_START: i32 = 2;
const BACKWARD: i32 = 3;

/** Moves a cursor to the rank's next pass of its direction: through a group of micro-batches, then its chunks, then the next group. */
function advance(at: i32, ranks: i32, virtual: i32, microBatches: i32): void {
  const start: f64 = work[at + GROUP_START];
  const size: f64 = Math.min(f64(microBatches) - start, f64(ranks));
  const within: f64 = work[at + WITHIN] + 1.0;
  if (within < size) {
    work[at + WITHIN] = within;
    return;
  }
  work[at + WITHIN] = 0.0;
  const chunk: f64 = work[at + CHUNK] + 1.0;
  if (chunk < f64(virtual)) {
    work[at + CHUNK] = chunk;
    return;
  }
  work[at + CHUNK] = 0.0;
  work[at + GROUP_START] = start + size;
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
    for (let field: i32 = 0; field < CURSOR_STRIDE; field += 1) work[RANK_CURSOR + rank * CURSOR_STRIDE + field] = 0.0;
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
        const isForward: bool = isForwardAt(position, warmUp, total);
        const cursor: i32 = RANK_CURSOR + rank * CURSOR_STRIDE + (isForward ? 0 : BACKWARD);
        const chunk: i32 = i32(work[cursor + CHUNK]);
        const stage: i32 = (isForward ? chunk : virtual - 1 - chunk) * ranks + rank;
        const at: i32 = stage * microBatches + i32(work[cursor + GROUP_START] + work[cursor + WITHIN]);
        let ready: f64 = 0.0;
        let moved: bool = false;
        if (isForward) {
          moved = stage > 0;
          if (moved) ready = forwardEnd[at - microBatches];
        } else {
          moved = stage < stages - 1;
          ready = moved ? backwardEnd[at + microBatches] : forwardEnd[at];
        }
        if (ready === NOT_YET) break;
        clock = Math.max(clock, moved ? ready + delay : ready);
        if (isForward) {
          clock += work[STAGE_FORWARD + stage];
          forwardEnd[at] = clock;
        } else {
          clock += work[STAGE_BACKWARD + stage];
          backwardEnd[at] = clock;
        }
        advance(cursor, ranks, virtual, microBatches);
        position += 1;
        left -= 1;
      }
      work[RANK_POSITION + rank] = f64(position);
      work[RANK_CLOCK + rank] = clock;
      end = Math.max(end, clock);
    }
    // No rank can go on: the schedule is at fault, and a time that cannot be says so.
    if (left === before) return -1.0;
  }
  return end;
}
