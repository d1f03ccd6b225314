/**
 * Runs a pipeline schedule event by event: every pass starts when its rank is free and its input has arrived. Stage times may all
 * differ. Sends take `delay` after a pass ends.
 */
import { backwardEnd, forwardEnd, RANK_CLOCK, STAGE_BACKWARD, STAGE_FORWARD, work } from '../arena.ts';
import {
  BACKWARD,
  FORWARD,
  PAIRED_FORWARD,
  passKind,
  passMicroBatch,
  passStage,
  WEIGHT_GRADIENT,
} from './pass-code.ts';
import {
  order,
  orderDone,
  orderLength,
  PAIR_SLOWDOWN,
  pairing,
  rankStart,
  stageExchangeBackward,
  stageExchangeForward,
  stageWeight,
  weightEnd,
} from './pipeline-arena.ts';
import { DUAL_PIPE, INTERLEAVED, sendsOn, ZERO_BUBBLE_V } from './placement.ts';
import { orderInterleaved, orderPlain } from './schedule.ts';
import { orderDual } from './schedule-dual.ts';
import { runV } from './schedule-v.ts';

/** No pass ends before the step starts. */
const NOT_YET: f64 = -1.0;

/** Places for one rank's passes in `order`. */
export function orderCapacity(schedule: i32, virtual: i32, microBatches: i32): i32 {
  // With DualPipe every micro-batch passes one of a rank's two stages.
  return 3 * microBatches * (schedule === DUAL_PIPE ? 1 : virtual);
}

/** Writes the orders of all ranks. */
function writeOrders(schedule: i32, ranks: i32, virtual: i32, microBatches: i32): void {
  const capacity: i32 = orderCapacity(schedule, virtual, microBatches);
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    const first: i32 = rank * capacity;
    let length: i32 = 0;
    if (schedule === DUAL_PIPE) length = orderDual(first, rank, ranks, microBatches);
    else if (schedule === INTERLEAVED) length = orderInterleaved(first, rank, ranks, virtual, microBatches);
    else length = orderPlain(schedule, first, rank, ranks, microBatches);
    orderLength[rank] = length;
  }
}

/**
 * Seconds of a forward pass of one stage and a backward pass of another that run together (arXiv 2412.19437 §3.2.1): what both compute
 * and what both exchange with other experts hide each other, and the hidden part slows the rest.
 */
export function pairSeconds(forwardStage: i32, backwardStage: i32): f64 {
  const exchange: f64 = stageExchangeForward[forwardStage] + stageExchangeBackward[backwardStage];
  const compute: f64 = work[STAGE_FORWARD + forwardStage] + work[STAGE_BACKWARD + backwardStage] - exchange;
  return Math.max(compute, exchange) + pairing[PAIR_SLOWDOWN] * Math.min(compute, exchange);
}

/** Seconds of a pass that runs by itself. */
export function passSeconds(kind: i32, stage: i32): f64 {
  if (kind === FORWARD || kind === PAIRED_FORWARD) return work[STAGE_FORWARD + stage];
  if (kind === BACKWARD) return work[STAGE_BACKWARD + stage];
  const weight: f64 = stageWeight[stage];
  return kind === WEIGHT_GRADIENT ? weight : work[STAGE_BACKWARD + stage] - weight;
}

/** When the input of a forward or backward pass has arrived; less than zero: not known yet. */
function arrival(
  schedule: i32,
  kind: i32,
  stage: i32,
  at: i32,
  ranks: i32,
  last: i32,
  microBatches: i32,
  delay: f64,
): f64 {
  if (kind === FORWARD || kind === PAIRED_FORWARD) {
    if (stage === 0) return 0.0;
    const sent: f64 = forwardEnd[at - microBatches];
    return sent < 0.0 || !sendsOn(schedule, stage - 1, ranks) ? sent : sent + delay;
  }
  if (stage === last) return forwardEnd[at];
  const sent: f64 = backwardEnd[at + microBatches];
  return sent < 0.0 || !sendsOn(schedule, stage, ranks) ? sent : sent + delay;
}

/** Runs the orders of all ranks; answers when the last pass ends, or less than zero when no rank can go on. */
function runOrders(schedule: i32, ranks: i32, virtual: i32, microBatches: i32, delay: f64): f64 {
  const last: i32 = ranks * virtual - 1;
  const capacity: i32 = orderCapacity(schedule, virtual, microBatches);
  let left: i32 = 0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    left += orderLength[rank];
    orderDone[rank] = 0;
    work[RANK_CLOCK + rank] = 0.0;
  }
  for (let at: i32 = 0; at < (last + 1) * microBatches; at += 1) {
    forwardEnd[at] = NOT_YET;
    backwardEnd[at] = NOT_YET;
  }
  let end: f64 = 0.0;
  while (left > 0) {
    const before: i32 = left;
    for (let rank: i32 = 0; rank < ranks; rank += 1) {
      const length: i32 = orderLength[rank];
      const started: i32 = orderDone[rank];
      let position: i32 = started;
      let clock: f64 = work[RANK_CLOCK + rank];
      while (position < length) {
        const code: i32 = order[rank * capacity + position];
        const kind: i32 = passKind(code);
        const stage: i32 = passStage(code);
        const at: i32 = stage * microBatches + passMicroBatch(code);
        if (kind === WEIGHT_GRADIENT) {
          clock += stageWeight[stage];
          weightEnd[at] = clock;
          position += 1;
          continue;
        }
        let ready: f64 = arrival(schedule, kind, stage, at, ranks, last, microBatches, delay);
        if (ready < 0.0) break;
        if (kind === PAIRED_FORWARD) {
          const other: i32 = order[rank * capacity + position + 1];
          const behind: i32 = passStage(other);
          const from: i32 = behind * microBatches + passMicroBatch(other);
          const gradient: f64 = arrival(schedule, passKind(other), behind, from, ranks, last, microBatches, delay);
          if (gradient < 0.0) break;
          ready = Math.max(ready, gradient);
          if (position === 0) rankStart[rank] = ready;
          clock = Math.max(clock, ready) + pairSeconds(stage, behind);
          forwardEnd[at] = clock;
          backwardEnd[from] = clock;
          position += 2;
          continue;
        }
        if (position === 0) rankStart[rank] = ready;
        clock = Math.max(clock, ready) + passSeconds(kind, stage);
        if (kind === FORWARD) forwardEnd[at] = clock;
        else backwardEnd[at] = clock;
        position += 1;
      }
      left -= position - started;
      orderDone[rank] = position;
      work[RANK_CLOCK + rank] = clock;
      end = Math.max(end, clock);
    }
    // No rank can go on: the schedule is at fault, and a time that cannot be says so.
    if (left === before) return NOT_YET;
  }
  return end;
}

/**
 * Seconds from the first pass to the last; with ZB-V those of the longest rank, since ranks begin their next step one after another, as
 * they began this one (arXiv 2401.10241 §4). A stage's passes run in the order of micro-batches.
 */
export function simulatePipeline(schedule: i32, ranks: i32, virtual: i32, microBatches: i32, delay: f64): f64 {
  if (schedule === ZERO_BUBBLE_V) return runV(ranks, microBatches, delay);
  writeOrders(schedule, ranks, virtual, microBatches);
  return runOrders(schedule, ranks, virtual, microBatches, delay);
}
