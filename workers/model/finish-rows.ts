/** Sets how often each recorded operation and collective runs in one step on the slowest rank. */
import {
  CHIP_MEMORY_BANDWIDTH,
  COLL_CONTEXT_FORWARD,
  COLL_EXPERT_LAYER_GATHER,
  COLL_EXPERT_LAYER_SCATTER,
  COLL_LAYER_GATHER,
  COLL_LAYER_SCATTER,
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
  STACK_PARAMETER_OVERLAP,
} from './abi.ts';
import {
  B_SHARD_BACKWARD,
  B_SHARD_FORWARD,
  B_TOTAL_BACKWARD,
  B_TOTAL_FORWARD,
  B_TOTAL_FULL,
  BLOCK_COUNT,
  BLOCK_STRIDE,
  BLOCKS,
  COLLECTIVE_COUNT,
  OPERATION_COUNT,
  RANK_LAYERS,
  RANK_RECOMPUTED,
  result,
  scenario,
  work,
} from './arena.ts';
import { exposedSeconds } from './collectives/overlap.ts';
import { BOUND_COMPUTE } from './compute/operations.ts';
import { STEP_SLOT } from './compute/optimizer.ts';

/** Layers of a slot on a rank; the edges of the model count once. */
function layersOf(slot: i32, rank: i32): f64 {
  return slot < BLOCK_COUNT ? work[RANK_LAYERS + rank * BLOCK_COUNT + slot] : 1.0;
}

/** What shows of the transfers of a rank's sharded layers in one pass, as a share of them; `progress` as in `overlap.ts`. */
function shownShare(rank: i32, transfer: i32, partly: i32, full: i32, progress: f64): f64 {
  let seconds: f64 = 0.0;
  let window: f64 = 0.0;
  let count: f64 = 0.0;
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
    const base: i32 = BLOCKS + kind * BLOCK_STRIDE;
    const layers: f64 = layersOf(kind, rank);
    const again: f64 = work[RANK_RECOMPUTED + rank * BLOCK_COUNT];
    seconds += layers * work[base + transfer];
    if (kind < 4) count += layers;
    window += layers * (work[base + partly] * (1.0 - again) + work[base + full] * again);
  }
  if (seconds <= 0.0) return 0.0;
  const alone: f64 = 1.0 / Math.max(count, 1.0);
  return exposedSeconds(seconds, window * progress, scenario[STACK_PARAMETER_OVERLAP], alone) / seconds;
}

/** Multiplies out the rows of `result`. */
export function finishRows(rank: i32, microBatches: f64, progress: f64): void {
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
  const shownForward: f64 = shownShare(rank, B_SHARD_FORWARD, B_TOTAL_FORWARD, B_TOTAL_FORWARD, progress);
  const shownBackward: f64 = shownShare(rank, B_SHARD_BACKWARD, B_TOTAL_BACKWARD, B_TOTAL_FULL, progress);
  let links: f64 = 0.0;
  for (let row: i32 = 0; row < collectives; row += 1) {
    const at: i32 = OUT_COLLECTIVE_ROWS + row * COLLECTIVE_STRIDE;
    const slot: i32 = i32(result[at + 9]);
    if (slot < BLOCK_COUNT) {
      const name: i32 = i32(result[at]);
      const forward: f64 = name === COLL_TENSOR_FORWARD || name === COLL_CONTEXT_FORWARD ? again : 1.0;
      if (name === COLL_LAYER_GATHER || name === COLL_EXPERT_LAYER_GATHER) {
        result[at + 8] = result[at + 7] * (shownForward + shownBackward);
      } else if (name === COLL_LAYER_SCATTER || name === COLL_EXPERT_LAYER_SCATTER) {
        result[at + 8] = result[at + 7] * shownBackward;
      }
      const times: f64 = layersOf(slot, rank) * microBatches * forward;
      result[at + 6] = result[at + 6] * times;
      result[at + 8] = result[at + 8] * times;
    }
    links += result[at + 6] * result[at + 7];
  }
  result[OUT_LINK_BUSY] = links;
}
