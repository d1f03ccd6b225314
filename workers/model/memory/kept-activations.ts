/** What forward passes leave for backward passes (arXiv 2205.05198), and what lives only while one layer is worked on. Bytes. */
import { MODEL_HIDDEN, PLAN_ACTIVATION_OFFLOAD, PLAN_PIPELINE, PLAN_TENSOR, PLAN_VIRTUAL } from '../abi.ts';
import {
  B_LARGEST,
  B_SAVED,
  B_WORKING,
  BLOCK_COUNT,
  BLOCK_STRIDE,
  BLOCKS,
  DENSE,
  ELEMENT_BYTES,
  MICRO_BATCHES,
  RANK_LAYERS,
  RANK_RECOMPUTED,
  SHARDED_SEQUENCE,
  scenario,
  TOKENS,
  TOKENS_SHARDED,
  work,
} from '../arena.ts';
import { inFlight } from '../pipeline/in-flight.ts';
import { currentSchedule } from '../pipeline/placement.ts';
import { layersOnRank } from '../pipeline/stages.ts';

/** A full input gathered for a weight gradient, and the full gradient of the input before it is scattered. */
const GATHERED_COPIES: f64 = 2.0;

/** One tensor of the hidden width as norms and residual sums see it. */
export function residualBytes(): f64 {
  return work[TOKENS_SHARDED] * scenario[MODEL_HIDDEN] * work[ELEMENT_BYTES];
}

/** Bytes that one micro-batch's forward pass through all layers of a rank leaves in memory until its backward pass. */
export function microBatchBytes(rank: i32): f64 {
  const share: f64 = work[RANK_RECOMPUTED + rank * BLOCK_COUNT];
  let saved: f64 = 0.0;
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
    saved += work[RANK_LAYERS + rank * BLOCK_COUNT + kind] * work[BLOCKS + kind * BLOCK_STRIDE + B_SAVED];
  }
  return saved * (1.0 - share) + share * layersOnRank(rank) * residualBytes();
}

/** Micro-batches whose activations a rank holds at most, in units of all its layers. */
export function microBatchesInFlight(rank: i32): f64 {
  const virtual: i32 = i32(scenario[PLAN_VIRTUAL]);
  const microBatches: i32 = i32(Math.ceil(work[MICRO_BATCHES] - 1e-9));
  return inFlight(currentSchedule(), rank, i32(scenario[PLAN_PIPELINE]), virtual, microBatches);
}

/** Bytes kept on the accelerator when most micro-batches are in flight, of `each` bytes. */
export function keptOf(rank: i32, each: f64): f64 {
  return (1.0 - scenario[PLAN_ACTIVATION_OFFLOAD]) * each * microBatchesInFlight(rank);
}

/** Bytes kept on the accelerator when most micro-batches are in flight. */
export function keptBytes(rank: i32): f64 {
  return keptOf(rank, microBatchBytes(rank));
}

/** Full copies of a tensor that is sharded over the sequence, made for tensor-parallel products. */
export function gatheredInputBytes(): f64 {
  if (work[SHARDED_SEQUENCE] === 0.0 || scenario[PLAN_TENSOR] === 1.0) return 0.0;
  return GATHERED_COPIES * work[TOKENS] * scenario[MODEL_HIDDEN] * work[ELEMENT_BYTES];
}

/**
 * Bytes that live while the backward pass works on one layer: what is computed again, the gradient of its largest tensor and of its
 * output, gathered inputs, and the two layers that come and go where activations wait in host memory.
 */
export function layerWorkingBytes(rank: i32): f64 {
  const share: f64 = work[RANK_RECOMPUTED + rank * BLOCK_COUNT];
  const away: f64 = scenario[PLAN_ACTIVATION_OFFLOAD] > 0.0 ? 2.0 * (1.0 - share) : 0.0;
  let mixer: f64 = 0.0;
  let feedForward: f64 = 0.0;
  let gradient: f64 = 0.0;
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
    const base: i32 = BLOCKS + kind * BLOCK_STRIDE;
    if (work[RANK_LAYERS + rank * BLOCK_COUNT + kind] === 0.0) continue;
    const again: f64 = share > 0.0 ? work[base + B_WORKING] : work[base + B_WORKING] - work[base + B_SAVED];
    const alive: f64 = again + away * work[base + B_SAVED];
    if (kind < DENSE) mixer = Math.max(mixer, alive);
    else feedForward = Math.max(feedForward, alive);
    gradient = Math.max(gradient, work[base + B_LARGEST]);
  }
  // A layer that is computed again starts from the input that it kept, and shares that tensor.
  const again: f64 = share > 0.0 ? mixer + feedForward - residualBytes() : mixer + feedForward;
  return again + gradient + residualBytes() + gatheredInputBytes();
}
