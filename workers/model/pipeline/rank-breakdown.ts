/** Where the time of one micro-batch goes on one rank, by category. */
import { STACK_EARLY_STOP } from '../abi.ts';
import {
  B_CONTEXT_BACKWARD,
  B_CONTEXT_FORWARD,
  B_EXPERT_BACKWARD,
  B_EXPERT_FORWARD,
  B_FLOPS,
  B_FORWARD,
  B_INPUT_GRADIENT,
  B_LAST,
  B_RECOMPUTE,
  B_RECOMPUTE_FLOPS,
  B_SLOWED_BACKWARD,
  B_SLOWED_FORWARD,
  B_TENSOR_BACKWARD,
  B_TENSOR_FORWARD,
  B_WAIT_BACKWARD,
  B_WAIT_FORWARD,
  B_WAIT_FULL,
  B_WEIGHT_GRADIENT,
  BLOCK_COUNT,
  BLOCK_STRIDE,
  BLOCKS,
  E_EMBED_BACKWARD,
  E_EMBED_FORWARD,
  E_EMBED_TENSOR,
  E_MTP,
  E_OUTPUT_BACKWARD,
  E_OUTPUT_FLOPS,
  E_OUTPUT_FORWARD,
  E_OUTPUT_TENSOR_BACKWARD,
  E_OUTPUT_TENSOR_FORWARD,
  EDGE,
  RANK_LAYERS,
  RANK_RECOMPUTED,
  STEP,
  scenario,
  work,
} from '../arena.ts';
import { holdsSameLayers } from './pipeline-arena.ts';
import { chunkShare, currentSchedule, holdsFirstStage, holdsLastStage } from './placement.ts';

/** Categories in the order of `CATEGORIES`; seconds of one micro-batch in `work[STEP + category]`. */
export const COMPUTE: i32 = 0;
export const RECOMPUTE: i32 = 1;
export const TENSOR: i32 = 2;
export const CONTEXT: i32 = 3;
export const EXPERT: i32 = 4;
export const PIPELINE: i32 = 5;
export const DATA: i32 = 6;
export const OPTIMIZER: i32 = 7;
export const BUBBLE: i32 = 8;
export const IDLE: i32 = 9;
export const CATEGORY_COUNT: i32 = 10;

/** Share of a total that sums of a few dozen parts may miss it by. */
const ROUNDING: f64 = 1e-13;

/** Adds to a category what one micro-batch takes. */
function add(category: i32, seconds: f64): void {
  work[STEP + category] = work[STEP + category] + seconds;
}

/** What a total has beyond its known parts; 0 where that is only rounding. */
export function beyond(total: f64, known: f64): f64 {
  const rest: f64 = total - known;
  return rest > total * ROUNDING ? rest : 0.0;
}

/** Fills `work[STEP…]` with one micro-batch on `rank`. Sharded-parameter traffic and sends are what `busy` has beyond. */
export function fillRankBreakdown(rank: i32, busy: f64): void {
  const share: f64 = chunkShare(currentSchedule());
  for (let category: i32 = 0; category < CATEGORY_COUNT; category += 1) work[STEP + category] = 0.0;
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
    const count: f64 = share * work[RANK_LAYERS + rank * BLOCK_COUNT + kind];
    if (count === 0.0) continue;
    const whole: f64 = work[RANK_RECOMPUTED + rank * BLOCK_COUNT + kind];
    const base: i32 = BLOCKS + kind * BLOCK_STRIDE;
    const again: f64 = 1.0 + whole;
    add(
      COMPUTE,
      count *
        (work[base + B_FORWARD] +
          work[base + B_SLOWED_FORWARD] * again +
          work[base + B_INPUT_GRADIENT] +
          work[base + B_WEIGHT_GRADIENT] +
          work[base + B_SLOWED_BACKWARD]),
    );
    const rerun: f64 = work[base + B_FORWARD] - scenario[STACK_EARLY_STOP] * work[base + B_LAST];
    add(RECOMPUTE, count * (whole * rerun + (1.0 - whole) * work[base + B_RECOMPUTE]));
    add(TENSOR, count * (again * work[base + B_TENSOR_FORWARD] + work[base + B_TENSOR_BACKWARD]));
    add(CONTEXT, count * (again * work[base + B_CONTEXT_FORWARD] + work[base + B_CONTEXT_BACKWARD]));
    add(EXPERT, count * (again * work[base + B_EXPERT_FORWARD] + work[base + B_EXPERT_BACKWARD]));
    add(
      IDLE,
      count *
        (work[base + B_WAIT_FORWARD] + whole * work[base + B_WAIT_FULL] + (1.0 - whole) * work[base + B_WAIT_BACKWARD]),
    );
  }
  if (holdsFirstStage(rank)) {
    add(COMPUTE, share * (work[EDGE + E_EMBED_FORWARD] + work[EDGE + E_EMBED_BACKWARD]));
    add(TENSOR, share * work[EDGE + E_EMBED_TENSOR]);
  }
  if (holdsLastStage(rank)) {
    const heads: f64 = share * (1.0 + work[EDGE + E_MTP]);
    add(COMPUTE, heads * (work[EDGE + E_OUTPUT_FORWARD] + work[EDGE + E_OUTPUT_BACKWARD]));
    add(TENSOR, heads * (work[EDGE + E_OUTPUT_TENSOR_FORWARD] + work[EDGE + E_OUTPUT_TENSOR_BACKWARD]));
  }
  let known: f64 = 0.0;
  for (let category: i32 = 0; category < CATEGORY_COUNT; category += 1) known += work[STEP + category];
  add(DATA, beyond(busy, known));
}

/** FLOP of one micro-batch on all of so many ranks, backward and recomputation included. */
export function replicaFlops(ranks: i32): f64 {
  let flops: f64 = 0.0;
  let layers: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    if (holdsSameLayers[rank] === 0) layers = layerFlops(rank);
    flops += rankFlops(rank, layers);
  }
  return flops;
}

/** FLOP of one micro-batch in a rank's layers. */
function layerFlops(rank: i32): f64 {
  const share: f64 = chunkShare(currentSchedule());
  let flops: f64 = 0.0;
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
    const count: f64 = share * work[RANK_LAYERS + rank * BLOCK_COUNT + kind];
    const whole: f64 = work[RANK_RECOMPUTED + rank * BLOCK_COUNT + kind];
    const base: i32 = BLOCKS + kind * BLOCK_STRIDE;
    flops += count * ((3.0 + whole) * work[base + B_FLOPS] + (1.0 - whole) * work[base + B_RECOMPUTE_FLOPS]);
  }
  return flops;
}

/** The same with the output layer, on the rank that holds it. */
function rankFlops(rank: i32, layers: f64): f64 {
  if (!holdsLastStage(rank)) return layers;
  const share: f64 = chunkShare(currentSchedule());
  return layers + 3.0 * share * (1.0 + work[EDGE + E_MTP]) * work[EDGE + E_OUTPUT_FLOPS];
}
