/**
 * DualPipe (arXiv 2412.19437 §3.2.1; the order of the authors' published implementation): micro-batches enter at both ends of the
 * pipeline, and a forward pass of one direction runs together with a backward pass of the other. Near both ends of a step, weight
 * gradients are put off. A rank beyond the middle does what its mirror image does, with directions exchanged. Steps with fewer
 * micro-batches than two rounds leave out what they lack.
 */
import { BACKWARD, FORWARD, INPUT_GRADIENT, PAIRED_FORWARD, passCode, WEIGHT_GRADIENT } from './pass-code.ts';
import { order } from './pipeline-arena.ts';

/** Slots of the list being written. */
const AT: i32 = 0;
const RANK: i32 = 1;
const RANKS: i32 = 2;
/** Micro-batches of the first direction (those that enter at rank 0), and of both. */
const ENTER_FIRST: i32 = 3;
const MICRO_BATCHES: i32 = 4;
/** Passes so far: forward and backward of the near and the far direction, and weight gradients put off and caught up with. */
const FORWARDS: i32 = 5;
const BACKWARDS: i32 = 7;
const PUT_OFF: i32 = 9;
const CAUGHT_UP: i32 = 10;
const writing: StaticArray<i32> = new StaticArray<i32>(11);
/** Weight gradients that wait, as passes; at most one more than the ranks of half a pipeline at a time. */
const WAITING: i32 = 512;
const waiting: StaticArray<i32> = new StaticArray<i32>(WAITING);

/** Whether a side's next micro-batches enter at rank 0. Side 0 is the one that enters at the rank's nearer end. */
function entersFirst(side: i32): bool {
  return writing[RANK] < writing[RANKS] - 1 - writing[RANK] === (side === 0);
}

/** The virtual stage that a side's passes use on this rank. */
function stageOf(side: i32): i32 {
  return entersFirst(side) ? writing[RANK] : writing[RANKS] - 1 - writing[RANK];
}

/** The micro-batch of a side's pass, or -1 where the step has no such one. */
function microBatchOf(side: i32, pass: i32): i32 {
  const first: bool = entersFirst(side);
  const count: i32 = first ? writing[ENTER_FIRST] : writing[MICRO_BATCHES] - writing[ENTER_FIRST];
  if (pass >= count) return -1;
  return first ? pass : writing[ENTER_FIRST] + pass;
}

function put(code: i32): void {
  order[writing[AT]] = code;
  writing[AT] = writing[AT] + 1;
}

/** Side's next forward pass; paired with the backward pass that follows if there is one. */
function forward(side: i32, kind: i32): void {
  const microBatch: i32 = microBatchOf(side, writing[FORWARDS + side]);
  writing[FORWARDS + side] = writing[FORWARDS + side] + 1;
  if (microBatch >= 0) put(passCode(kind, stageOf(side), microBatch));
}

/** Side's next backward pass, whole or with its weight gradient put off. */
function backward(side: i32, putOff: bool): void {
  const microBatch: i32 = microBatchOf(side, writing[BACKWARDS + side]);
  writing[BACKWARDS + side] = writing[BACKWARDS + side] + 1;
  if (putOff) {
    waiting[writing[PUT_OFF] % WAITING] = microBatch < 0 ? -1 : passCode(WEIGHT_GRADIENT, stageOf(side), microBatch);
    writing[PUT_OFF] = writing[PUT_OFF] + 1;
  }
  if (microBatch >= 0) put(passCode(putOff ? INPUT_GRADIENT : BACKWARD, stageOf(side), microBatch));
}

/** The oldest weight gradient that waits. */
function catchUp(): void {
  const code: i32 = waiting[writing[CAUGHT_UP] % WAITING];
  writing[CAUGHT_UP] = writing[CAUGHT_UP] + 1;
  if (code >= 0) put(code);
}

/** A forward pass of one side together with a backward pass of the other. */
function pair(side: i32): void {
  const other: i32 = 1 - side;
  forward(side, microBatchOf(other, writing[BACKWARDS + other]) >= 0 ? PAIRED_FORWARD : FORWARD);
  backward(other, false);
}

/** Writes a rank's order from `first` on; answers how many passes it has. */
export function orderDual(first: i32, rank: i32, ranks: i32, microBatches: i32): i32 {
  const enterFirst: i32 = microBatches - (microBatches - (microBatches & 1)) / 2;
  const most: i32 = enterFirst > ranks ? enterFirst : ranks;
  const near: i32 = rank < ranks - 1 - rank ? rank : ranks - 1 - rank;
  const inner: i32 = ranks / 2 - near - 1;
  for (let slot: i32 = 0; slot < 11; slot += 1) writing[slot] = 0;
  writing[AT] = first;
  writing[RANK] = rank;
  writing[RANKS] = ranks;
  writing[ENTER_FIRST] = enterFirst;
  writing[MICRO_BATCHES] = microBatches;
  for (let turn: i32 = 0; turn < 2 * inner; turn += 1) forward(0, FORWARD);
  for (let turn: i32 = 0; turn <= near; turn += 1) {
    forward(0, FORWARD);
    forward(1, FORWARD);
  }
  for (let turn: i32 = 0; turn < inner; turn += 1) {
    backward(1, true);
    catchUp();
    forward(1, FORWARD);
  }
  for (let turn: i32 = 0; turn < most - ranks + near + 1; turn += 1) {
    if (turn === 0 && inner === 0) {
      // The two middle ranks wait for each other's first gradient: overlapping would only delay what they send.
      forward(0, FORWARD);
      backward(1, false);
    } else {
      pair(0);
    }
    pair(1);
  }
  for (let turn: i32 = 0; turn < inner; turn += 1) {
    backward(1, false);
    pair(1);
  }
  // The second half of the last passes puts off its weight gradients.
  const half: i32 = near + 1;
  for (let turn: i32 = 0; turn < 2 * half; turn += 1) backward(1 - (turn & 1), turn >= half);
  for (let turn: i32 = 0; turn < inner; turn += 1) {
    catchUp();
    backward(0, true);
  }
  for (let turn: i32 = 0; turn <= near; turn += 1) catchUp();
  return writing[AT] - first;
}
