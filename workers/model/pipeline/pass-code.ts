/** One pass of the schedule as one number: what is done, on which virtual stage, for which micro-batch. */
import { MAX_CHUNKS } from '../arena.ts';

export const FORWARD: i32 = 0;
/** Input and weight gradients in one. */
export const BACKWARD: i32 = 1;
export const INPUT_GRADIENT: i32 = 2;
export const WEIGHT_GRADIENT: i32 = 3;
/** A forward pass that runs together with the backward pass after it in the order. */
export const PAIRED_FORWARD: i32 = 4;

const KINDS: i32 = 8;

/** The code of a pass; micro-batches are fewer than 2¹⁷, so that it fits. */
export function passCode(kind: i32, stage: i32, microBatch: i32): i32 {
  return (microBatch * MAX_CHUNKS + stage) * KINDS + kind;
}

/** What the pass does. */
export function passKind(code: i32): i32 {
  return code & (KINDS - 1);
}

/** The pass's virtual stage. */
export function passStage(code: i32): i32 {
  return (code >> 3) & (MAX_CHUNKS - 1);
}

/** The pass's micro-batch. */
export function passMicroBatch(code: i32): i32 {
  return code >> 13;
}
