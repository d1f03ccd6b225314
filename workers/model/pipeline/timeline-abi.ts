/** Where each number of a written timeline lies. Seconds and bytes; kinds in the order of `TIMELINE_KINDS`. */

/** Pipeline ranks, stages per rank, micro-batches, length of the step, boxes, memory steps. */
export const HEAD_RANKS = 0;
export const HEAD_VIRTUAL = 1;
export const HEAD_MICRO_BATCHES = 2;
export const HEAD_SECONDS = 3;
export const HEAD_BOXES = 4;
export const HEAD_MEMORY_STEPS = 5;
/** Micro-batches that are left out in the middle, from when to when. */
export const HEAD_LEFT_OUT = 6;
export const HEAD_GAP_START = 7;
export const HEAD_GAP_END = 8;
export const TIMELINE_HEAD_LENGTH = 9;

/** Numbers of a box: rank, kind, micro-batch, stage, start, end. */
export const BOX_STRIDE = 6;
export const BOX_RANK = 0;
export const BOX_KIND = 1;
export const BOX_MICRO_BATCH = 2;
export const BOX_STAGE = 3;
export const BOX_START = 4;
export const BOX_END = 5;
/** Most boxes: 64 ranks, 512 micro-batches, two chunks, four boxes for each pass and its gradients, and what ends the step. */
export const MAX_BOXES = 263168;

/** Numbers of a memory step: rank, from when, bytes. */
export const MEMORY_STEP_STRIDE = 3;
/** Most memory steps: a forward pass and its gradients make two. */
export const MAX_MEMORY_STEPS = 132096;
