/** Reads the boxes that the model wrote. */
import type { StepTimeline } from '../../src/domain/estimate/step-timeline.ts';
import * as abi from '../model/pipeline/timeline-abi.ts';

/** One field of every row, copied out of the model's memory. */
function column(rows: Float64Array, stride: number, field: number): Float64Array {
  const values = new Float64Array(rows.length / stride);
  for (let row = 0; row < values.length; row++) values[row] = rows[row * stride + field] ?? Number.NaN;
  return values;
}

/** The timeline in `head`; `boxes` and `memorySteps` are as long as it says. Throws a RangeError when a number is not finite. */
export function unpackTimeline(head: Float64Array, boxes: Float64Array, memorySteps: Float64Array): StepTimeline {
  const number = (field: number): number => {
    const value = head[field];
    if (value === undefined || !Number.isFinite(value))
      throw new RangeError('the model answered a number that is not finite');
    return value;
  };
  const leftOut = number(abi.HEAD_LEFT_OUT);
  return {
    ranks: number(abi.HEAD_RANKS),
    virtualStages: number(abi.HEAD_VIRTUAL),
    microBatches: number(abi.HEAD_MICRO_BATCHES),
    seconds: number(abi.HEAD_SECONDS),
    gap:
      leftOut > 0
        ? {
            microBatches: leftOut,
            startSeconds: number(abi.HEAD_GAP_START),
            endSeconds: number(abi.HEAD_GAP_END),
          }
        : null,
    boxes: {
      rank: column(boxes, abi.BOX_STRIDE, abi.BOX_RANK),
      kind: column(boxes, abi.BOX_STRIDE, abi.BOX_KIND),
      microBatch: column(boxes, abi.BOX_STRIDE, abi.BOX_MICRO_BATCH),
      stage: column(boxes, abi.BOX_STRIDE, abi.BOX_STAGE),
      startSeconds: column(boxes, abi.BOX_STRIDE, abi.BOX_START),
      endSeconds: column(boxes, abi.BOX_STRIDE, abi.BOX_END),
    },
    memory: {
      rank: column(memorySteps, abi.MEMORY_STEP_STRIDE, 0),
      seconds: column(memorySteps, abi.MEMORY_STEP_STRIDE, 1),
      bytes: column(memorySteps, abi.MEMORY_STEP_STRIDE, 2),
    },
  };
}
