/** Sets how often each recorded operation and collective runs in one step on the slowest rank. */
import {
  CHIP_MEMORY_BANDWIDTH,
  COLL_CONTEXT_FORWARD,
  COLL_TENSOR_FORWARD,
  COLLECTIVE_STRIDE,
  OPERATION_STRIDE,
  OUT_COLLECTIVE_ROWS,
  OUT_COLLECTIVES,
  OUT_COMPUTE_BUSY,
  OUT_LINK_BUSY,
  OUT_MEMORY_BUSY,
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
  scenario,
  work,
} from './arena.ts';
import { BOUND_COMPUTE } from './compute/operations.ts';
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
  let compute: f64 = 0.0;
  let bytes: f64 = 0.0;
  for (let row: i32 = 0; row < operations; row += 1) {
    const at: i32 = OUT_OPERATION_ROWS + row * OPERATION_STRIDE;
    const slot: i32 = i32(result[at + 7]);
    if (slot !== STEP_SLOT) {
      const forward: f64 = result[at + 1] === 0.0 && slot < BLOCK_COUNT ? again : 1.0;
      result[at + 2] = layersOf(slot, rank) * microBatches * forward;
    }
    const repeats: f64 = result[at + 2];
    if (result[at + 6] === BOUND_COMPUTE) compute += repeats * result[at + 5];
    bytes += repeats * result[at + 4];
  }
  result[OUT_COMPUTE_BUSY] = compute;
  result[OUT_MEMORY_BUSY] = bytes / scenario[CHIP_MEMORY_BANDWIDTH];
  const collectives: i32 = i32(work[COLLECTIVE_COUNT]);
  result[OUT_COLLECTIVES] = f64(collectives);
  let links: f64 = 0.0;
  for (let row: i32 = 0; row < collectives; row += 1) {
    const at: i32 = OUT_COLLECTIVE_ROWS + row * COLLECTIVE_STRIDE;
    const slot: i32 = i32(result[at + 9]);
    if (slot < BLOCK_COUNT) {
      const name: i32 = i32(result[at]);
      const forward: f64 = name === COLL_TENSOR_FORWARD || name === COLL_CONTEXT_FORWARD ? again : 1.0;
      const times: f64 = layersOf(slot, rank) * microBatches * forward;
      result[at + 6] = result[at + 6] * times;
      result[at + 8] = result[at + 8] * times;
    }
    links += result[at + 6] * result[at + 7];
  }
  result[OUT_LINK_BUSY] = links;
}
