/**
 * ZB-V (arXiv 2405.15362 §4, 2401.10241 §6): each rank holds one stage on the way down the ranks and one on the way up, as much memory
 * as 1F1B on every rank. In the steady state a rank alternates backward and forward passes; a weight gradient fills the time in which
 * the next pass's input is under way, or makes room where activations fill the memory. Which one fits is known only as times are, so
 * that order and times come together.
 */
import { backwardEnd, forwardEnd, RANK_CLOCK, STAGE_BACKWARD, STAGE_FORWARD, work } from '../arena.ts';
import { FORWARD, INPUT_GRADIENT, passCode, passMicroBatch, passStage, WEIGHT_GRADIENT } from './pass-code.ts';
import { order, orderLength, rankStart, stageWeight, weightEnd } from './pipeline-arena.ts';
import { sendsOn, ZERO_BUBBLE_V } from './placement.ts';

/** A rank's chunks: its stage on the way down the ranks and the one on the way up. */
const DOWN: i32 = 0;
const UP: i32 = 1;

/** Slots of a rank's counts: forward and input-gradient passes of both chunks, and weight gradients of both together. */
const FORWARDS: i32 = 0;
const BACKWARDS: i32 = 2;
const WEIGHTS: i32 = 4;
/** Position in the order up to which input gradients have got their weight gradients. */
const CAUGHT_UP: i32 = 5;
const STRIDE: i32 = 6;
const counts: StaticArray<i32> = new StaticArray<i32>(256 * STRIDE);
/** Slots of the run: ranks, micro-batches, 1 when a schedule's rule did not hold. */
const RANKS: i32 = 0;
const MICRO_BATCHES: i32 = 1;
const run: StaticArray<i32> = new StaticArray<i32>(2);
/** Seconds that a send takes. */
const delays: StaticArray<f64> = new StaticArray<f64>(1);

function stageOf(rank: i32, chunk: i32): i32 {
  return chunk === DOWN ? rank : 2 * run[RANKS] - 1 - rank;
}

function done(rank: i32, slot: i32): i32 {
  return counts[rank * STRIDE + slot];
}

/** Activations that a rank holds. */
function held(rank: i32): i32 {
  return done(rank, FORWARDS + DOWN) + done(rank, FORWARDS + UP) - done(rank, WEIGHTS);
}

/** When the input of a rank's next pass of a chunk arrives; less than zero: not known yet, or there is no such pass. */
function arrival(rank: i32, backward: bool, chunk: i32): f64 {
  const microBatch: i32 = done(rank, (backward ? BACKWARDS : FORWARDS) + chunk);
  const microBatches: i32 = run[MICRO_BATCHES];
  if (microBatch >= microBatches) return -1.0;
  const stage: i32 = stageOf(rank, chunk);
  const last: i32 = 2 * run[RANKS] - 1;
  if (!backward && stage === 0) return 0.0;
  if (backward && stage === last) return forwardEnd[stage * microBatches + microBatch];
  const from: i32 = backward ? stage + 1 : stage - 1;
  const at: i32 = from * microBatches + microBatch;
  const sent: f64 = backward ? backwardEnd[at] : forwardEnd[at];
  const travels: bool = sendsOn(ZERO_BUBBLE_V, backward ? stage : from, run[RANKS]);
  return sent < 0.0 || !travels ? sent : sent + delays[0];
}

function write(rank: i32, code: i32): void {
  order[rank * 6 * run[MICRO_BATCHES] + orderLength[rank]] = code;
  orderLength[rank] = orderLength[rank] + 1;
}

function count(rank: i32, slot: i32): void {
  counts[rank * STRIDE + slot] = counts[rank * STRIDE + slot] + 1;
}

/** Input gradients whose weight gradients wait. */
function waiting(rank: i32): i32 {
  return done(rank, BACKWARDS + DOWN) + done(rank, BACKWARDS + UP) - done(rank, WEIGHTS);
}

/** The oldest input gradient whose weight gradient waits. */
function oldestWaiting(rank: i32): i32 {
  const first: i32 = rank * 6 * run[MICRO_BATCHES];
  let at: i32 = done(rank, CAUGHT_UP);
  while ((order[first + at] & 7) !== INPUT_GRADIENT) at += 1;
  counts[rank * STRIDE + CAUGHT_UP] = at;
  return order[first + at];
}

/** Runs a rank's oldest waiting weight gradient. */
function catchUp(rank: i32): void {
  const code: i32 = oldestWaiting(rank);
  const stage: i32 = passStage(code);
  const microBatch: i32 = passMicroBatch(code);
  const clock: f64 = work[RANK_CLOCK + rank] + stageWeight[stage];
  work[RANK_CLOCK + rank] = clock;
  weightEnd[stage * run[MICRO_BATCHES] + microBatch] = clock;
  write(rank, passCode(WEIGHT_GRADIENT, stage, microBatch));
  count(rank, WEIGHTS);
  count(rank, CAUGHT_UP);
}

/** Runs a rank's next pass of a chunk, after the weight gradients that fit before it. Answers false where its input is not known. */
function runPass(rank: i32, backward: bool, chunk: i32): bool {
  const ready: f64 = arrival(rank, backward, chunk);
  if (ready < 0.0) return false;
  if (!backward) {
    while (held(rank) >= 2 * run[RANKS] && waiting(rank) > 0) catchUp(rank);
  }
  // A weight gradient that runs over the arrival by less than half of itself costs less than waiting.
  while (work[RANK_CLOCK + rank] < ready && waiting(rank) > 0) {
    const weight: f64 = stageWeight[passStage(oldestWaiting(rank))];
    if (work[RANK_CLOCK + rank] + 0.5 * weight >= ready) break;
    catchUp(rank);
  }
  const stage: i32 = stageOf(rank, chunk);
  const microBatch: i32 = done(rank, (backward ? BACKWARDS : FORWARDS) + chunk);
  const start: f64 = Math.max(work[RANK_CLOCK + rank], ready);
  if (orderLength[rank] === 0) rankStart[rank] = start;
  const seconds: f64 = backward ? work[STAGE_BACKWARD + stage] - stageWeight[stage] : work[STAGE_FORWARD + stage];
  work[RANK_CLOCK + rank] = start + seconds;
  const at: i32 = stage * run[MICRO_BATCHES] + microBatch;
  if (backward) backwardEnd[at] = start + seconds;
  else forwardEnd[at] = start + seconds;
  write(rank, passCode(backward ? INPUT_GRADIENT : FORWARD, stage, microBatch));
  count(rank, (backward ? BACKWARDS : FORWARDS) + chunk);
  return true;
}

function begin(ranks: i32, microBatches: i32, delay: f64): void {
  run[RANKS] = ranks;
  run[MICRO_BATCHES] = microBatches;
  delays[0] = delay;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    work[RANK_CLOCK + rank] = 0.0;
    orderLength[rank] = 0;
    for (let slot: i32 = 0; slot < STRIDE; slot += 1) counts[rank * STRIDE + slot] = 0;
  }
  for (let at: i32 = 0; at < 2 * ranks * microBatches; at += 1) {
    forwardEnd[at] = -1.0;
    backwardEnd[at] = -1.0;
  }
}

/** Fills the pipeline: further micro-batches go down the ranks as long as they delay none on its way up, and leave room for those. */
function warmUp(ranks: i32, microBatches: i32): void {
  for (let rank: i32 = 0; rank < ranks; rank += 1) runPass(rank, false, DOWN);
  for (let rank: i32 = ranks - 1; rank >= 0; rank -= 1) {
    if (rank < ranks - 1) {
      const back: f64 = arrival(rank, false, UP);
      const pass: f64 = work[STAGE_FORWARD + rank];
      while (
        held(rank) + 2 + 2 * rank <= 2 * ranks &&
        work[RANK_CLOCK + rank] + 0.5 * pass < back &&
        done(rank, FORWARDS + DOWN) < microBatches
      ) {
        for (let above: i32 = 0; above <= rank; above += 1) runPass(above, false, DOWN);
      }
    }
    runPass(rank, false, UP);
  }
  let chunk: i32 = DOWN;
  for (let rank: i32 = 1; rank < ranks; rank += 1) {
    // Where stages differ much, a rank may wait for what only the rounds bring: neither of its chunks has an input then.
    let idle: i32 = 0;
    while (idle < 2 && isBehind(rank, microBatches)) {
      idle += 1;
      for (let later: i32 = ranks - 1; later >= rank; later -= 1) {
        if (runPass(later, false, chunk)) idle = 0;
      }
      chunk = 1 - chunk;
    }
  }
}

/** Whether a rank has had fewer forward passes than the rank before it, or none of the last micro-batch that it has on its way up. */
function isBehind(rank: i32, microBatches: i32): bool {
  const own: i32 = done(rank, FORWARDS + UP);
  const before: i32 = done(rank - 1, FORWARDS + UP);
  if (done(rank, FORWARDS + DOWN) + own < done(rank - 1, FORWARDS + DOWN) + before) return true;
  return own <= before && before < microBatches;
}

/** The chunk of a rank's next backward pass: what is on its way back up the ranks' order goes first. */
function backwardChunk(rank: i32, ranks: i32, microBatches: i32): i32 {
  if (done(rank, BACKWARDS + DOWN) >= done(rank, BACKWARDS + UP)) return UP;
  if (rank === ranks - 1 || done(rank, BACKWARDS + UP) >= microBatches) return DOWN;
  return arrival(rank, true, DOWN) >= 0.0 ? DOWN : UP;
}

/** The chunk of a rank's next forward pass, or -1 where it has none. */
function forwardChunk(rank: i32, microBatches: i32): i32 {
  if (done(rank, FORWARDS + UP) >= microBatches) return -1;
  if (done(rank, FORWARDS + UP) >= done(rank, FORWARDS + DOWN)) return DOWN;
  if (arrival(rank, false, UP) >= 0.0) return UP;
  return arrival(rank, false, DOWN) >= 0.0 ? DOWN : -1;
}

/** Which chunk's backward pass each rank runs in the round. */
const chosen: StaticArray<i32> = new StaticArray<i32>(256);

/** One backward and one forward pass on every rank. Answers how many ran. */
function runRound(ranks: i32, microBatches: i32): i32 {
  let passes: i32 = 0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) chosen[rank] = backwardChunk(rank, ranks, microBatches);
  for (let rank: i32 = ranks - 1; rank >= 0; rank -= 1) {
    if (chosen[rank] === DOWN && runPass(rank, true, DOWN)) passes += 1;
  }
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    if (chosen[rank] === UP && runPass(rank, true, UP)) passes += 1;
  }
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    const chunk: i32 = forwardChunk(rank, microBatches);
    if (chunk >= 0 && runPass(rank, false, chunk)) passes += 1;
  }
  return passes;
}

/** Seconds of the longest rank, from its first pass to its last; less than zero when the schedule cannot go on. */
export function runV(ranks: i32, microBatches: i32, delay: f64): f64 {
  begin(ranks, microBatches, delay);
  warmUp(ranks, microBatches);
  while (runRound(ranks, microBatches) > 0);
  let longest: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    while (waiting(rank) > 0) catchUp(rank);
    if (orderLength[rank] < 6 * microBatches) return -1.0;
    longest = Math.max(longest, work[RANK_CLOCK + rank] - rankStart[rank]);
  }
  return longest;
}
