/** Sets how often each recorded operation and collective runs in one step on the slowest rank. */
import {
  COLL_CONTEXT_FORWARD,
  COLL_TENSOR_FORWARD,
  COLLECTIVE_STRIDE,
  OPERATION_STRIDE,
  OUT_COLLECTIVE_ROWS,
  OUT_COLLECTIVES,
  OUT_OPERATION_ROWS,
  OUT_OPERATIONS,
} from './abi.ts';
import {
  BLOCK_COUNT,
  COLLECTIVE_COUNT,
  OPERATION_COUNT,
  RANK_LAYERS,
  RANK_RECOMPUTED,
  result,
  work,
} from './arena.ts';
import { STEP_SLOT } from './compute/optimizer.ts';

/** Layers of a slot on a rank; the edges of the model count once. */
function layersOf(slot: i32, rank: i32): f64 {
  return slot < BLOCK_COUNT ? work[RANK_LAYERS + rank * BLOCK_COUNT + slot] : 1.0;
}

/** Multiplies out the rows of `result`. */
export function finishRows(rank: i32, microBatches: f64): void {
  const again: f64 = 1.0 + work[RANK_RECOMPUTED + rank * BLOCK_COUNT];
  const operations: i32 = i32(work[OPERATION_COUNT]);
  result[OUT_OPERATIONS] = f64(operations);
  for (let row: i32 = 0; row < operations; row += 1) {
    const at: i32 = OUT_OPERATION_ROWS + row * OPERATION_STRIDE;
    const slot: i32 = i32(result[at + 7]);
    if (slot == STEP_SLOT) continue;
    const forward: f64 = result[at + 1] == 0.0 && slot < BLOCK_COUNT ? again : 1.0;
    result[at + 2] = layersOf(slot, rank) * microBatches * forward;
  }
  const collectives: i32 = i32(work[COLLECTIVE_COUNT]);
  result[OUT_COLLECTIVES] = f64(collectives);
  for (let row: i32 = 0; row < collectives; row += 1) {
    const at: i32 = OUT_COLLECTIVE_ROWS + row * COLLECTIVE_STRIDE;
    const slot: i32 = i32(result[at + 9]);
    if (slot >= BLOCK_COUNT) continue;
    const name: i32 = i32(result[at]);
    const forward: f64 = name == COLL_TENSOR_FORWARD || name == COLL_CONTEXT_FORWARD ? again : 1.0;
    const times: f64 = layersOf(slot, rank) * microBatches * forward;
    result[at + 6] = result[at + 6] * times;
    result[at + 8] = result[at + 8] * times;
  }
}
