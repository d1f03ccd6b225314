/**
 * Memory of one rank by component (arXiv 1910.02054 for sharded states, arXiv 2205.05198 for activations). Bytes. The worst pipeline
 * stage decides whether a strategy fits.
 */
import {
  CHIP_MEMORY,
  MODEL_HIDDEN,
  OUT_MEMORY,
  OUT_MEMORY_CAPACITY,
  OUT_MEMORY_FITS,
  OUT_MEMORY_TOTAL,
  OUT_STAGE_BYTES,
  OUT_WORST_STAGE,
  PLAN_OFFLOAD,
  PLAN_PIPELINE,
  PLAN_SHARDING,
  PLAN_VIRTUAL,
  STACK_FRAGMENTATION,
  STACK_RESERVED,
  STACK_RUNTIME_BYTES,
  TRAIN_ADAPTER_RANK,
  TRAIN_GRADIENT_BYTES,
  TRAIN_MASTER_BYTES,
  TRAIN_MOMENT_BYTES,
} from '../abi.ts';
import {
  B_DENSE_PARAMETERS,
  B_EXPERT_PARAMETERS,
  B_SAVED,
  B_WORKING,
  BLOCK_COUNT,
  BLOCK_STRIDE,
  BLOCKS,
  E_EMBED_PARAMETERS,
  E_LOGIT_BYTES,
  E_OUTPUT_PARAMETERS,
  EDGE,
  ELEMENT_BYTES,
  EXPERT_DATA_GROUP,
  G_RANKS,
  GROUP_STRIDE,
  GROUPS,
  MICRO_BATCHES,
  RANK_LAYERS,
  RANK_RECOMPUTED,
  result,
  SHARD_GROUP,
  scenario,
  TOKENS_SHARDED,
  work,
} from '../arena.ts';
import { warmUpPasses } from '../pipeline/schedule.ts';
import { layersOnRank } from '../pipeline/stages.ts';

/** Components in the order of `MEMORY_COMPONENTS`. */
const PARAMETERS: i32 = 0;
const GRADIENTS: i32 = 1;
const MASTER: i32 = 2;
const MOMENTS: i32 = 3;
const ACTIVATIONS: i32 = 4;
const LOGITS: i32 = 5;
const GATHERED: i32 = 6;
const BUFFERS: i32 = 7;
const RUNTIME: i32 = 8;
const COMPONENTS: i32 = 9;

/** Parameters that a rank holds before sharding: those replicated over the data ranks. */
export function denseParameters(rank: i32): f64 {
  let count: f64 = 0.0;
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
    count += work[RANK_LAYERS + rank * BLOCK_COUNT + kind] * work[BLOCKS + kind * BLOCK_STRIDE + B_DENSE_PARAMETERS];
  }
  if (rank === 0) count += work[EDGE + E_EMBED_PARAMETERS];
  if (rank === i32(scenario[PLAN_PIPELINE]) - 1) count += work[EDGE + E_OUTPUT_PARAMETERS];
  return count;
}

/** Parameters that a rank holds before sharding: its experts. */
export function expertParameters(rank: i32): f64 {
  let count: f64 = 0.0;
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
    count += work[RANK_LAYERS + rank * BLOCK_COUNT + kind] * work[BLOCKS + kind * BLOCK_STRIDE + B_EXPERT_PARAMETERS];
  }
  return count;
}

/** Parameters whose optimizer state a rank holds. */
export function ownedParameters(rank: i32): f64 {
  if (scenario[PLAN_SHARDING] === 0.0) return denseParameters(rank) + expertParameters(rank);
  return (
    denseParameters(rank) / work[GROUPS + SHARD_GROUP * GROUP_STRIDE + G_RANKS] +
    expertParameters(rank) / work[GROUPS + EXPERT_DATA_GROUP * GROUP_STRIDE + G_RANKS]
  );
}

/** Micro-batches whose activations a rank holds at most, in units of all its layers. */
export function microBatchesInFlight(rank: i32): f64 {
  const ranks: i32 = i32(scenario[PLAN_PIPELINE]);
  const virtual: i32 = i32(scenario[PLAN_VIRTUAL]);
  const microBatches: i32 = i32(Math.ceil(work[MICRO_BATCHES]));
  const passes: f64 = f64(warmUpPasses(rank, ranks, virtual, microBatches)) + 1.0;
  return Math.min(passes / f64(virtual), f64(microBatches));
}

/** Bytes that one micro-batch leaves on a rank until its backward pass, and on top the most that lives while one layer is worked on. */
function activationBytes(rank: i32): f64 {
  const share: f64 = work[RANK_RECOMPUTED + rank * BLOCK_COUNT];
  let saved: f64 = 0.0;
  let mixer: f64 = 0.0;
  let feedForward: f64 = 0.0;
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
    const base: i32 = BLOCKS + kind * BLOCK_STRIDE;
    const count: f64 = work[RANK_LAYERS + rank * BLOCK_COUNT + kind];
    if (count === 0.0) continue;
    saved += count * work[base + B_SAVED];
    const alive: f64 = share > 0.0 ? work[base + B_WORKING] : work[base + B_WORKING] - work[base + B_SAVED];
    if (kind < 4) mixer = Math.max(mixer, alive);
    else feedForward = Math.max(feedForward, alive);
  }
  const input: f64 = work[TOKENS_SHARDED] * scenario[MODEL_HIDDEN] * work[ELEMENT_BYTES];
  const perMicroBatch: f64 = saved * (1.0 - share) + share * layersOnRank(rank) * input;
  return perMicroBatch * microBatchesInFlight(rank) + mixer + feedForward;
}

/** Largest layer's parameters, gathered: two are alive at a time, one in use and one under way. */
function gatheredBytes(): f64 {
  let mixer: f64 = 0.0;
  let feedForward: f64 = 0.0;
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
    const base: i32 = BLOCKS + kind * BLOCK_STRIDE;
    const count: f64 = work[base + B_DENSE_PARAMETERS] + work[base + B_EXPERT_PARAMETERS];
    if (kind < 4) mixer = Math.max(mixer, count);
    else feedForward = Math.max(feedForward, count);
  }
  return 2.0 * (mixer + feedForward) * work[ELEMENT_BYTES];
}

/** Adds up one stage into `result[OUT_MEMORY…]` and answers the total. */
function fillStageMemory(rank: i32): f64 {
  const sharding: f64 = scenario[PLAN_SHARDING];
  const dense: f64 = denseParameters(rank);
  const expert: f64 = expertParameters(rank);
  const all: f64 = dense + expert;
  const owned: f64 = ownedParameters(rank);
  const trained: f64 = scenario[TRAIN_ADAPTER_RANK] > 0.0 ? 0.0 : 1.0;
  const onDevice: f64 = scenario[PLAN_OFFLOAD] > 0.0 ? 0.0 : trained;
  result[OUT_MEMORY + PARAMETERS] = (sharding === 3.0 ? owned : all) * work[ELEMENT_BYTES];
  result[OUT_MEMORY + GRADIENTS] = trained * (sharding >= 2.0 ? owned : all) * scenario[TRAIN_GRADIENT_BYTES];
  result[OUT_MEMORY + MASTER] = onDevice * owned * scenario[TRAIN_MASTER_BYTES];
  result[OUT_MEMORY + MOMENTS] = onDevice * owned * 2.0 * scenario[TRAIN_MOMENT_BYTES];
  const activations: f64 = activationBytes(rank);
  result[OUT_MEMORY + ACTIVATIONS] = activations;
  const last: bool = rank === i32(scenario[PLAN_PIPELINE]) - 1;
  result[OUT_MEMORY + LOGITS] = last ? work[EDGE + E_LOGIT_BYTES] : 0.0;
  result[OUT_MEMORY + GATHERED] = sharding === 3.0 ? gatheredBytes() : 0.0;
  result[OUT_MEMORY + BUFFERS] = activations * scenario[STACK_FRAGMENTATION];
  result[OUT_MEMORY + RUNTIME] = scenario[STACK_RUNTIME_BYTES];
  let total: f64 = 0.0;
  for (let component: i32 = 0; component < COMPONENTS; component += 1) total += result[OUT_MEMORY + component];
  return total;
}

/** Fills the memory part of `result`. */
export function fillMemory(): void {
  const ranks: i32 = i32(scenario[PLAN_PIPELINE]);
  let worst: i32 = 0;
  let most: f64 = -1.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    const total: f64 = fillStageMemory(rank);
    result[OUT_STAGE_BYTES + rank] = total;
    if (total > most) {
      most = total;
      worst = rank;
    }
  }
  const total: f64 = fillStageMemory(worst);
  const usable: f64 = scenario[CHIP_MEMORY] * (1.0 - scenario[STACK_RESERVED]);
  result[OUT_MEMORY_TOTAL] = total;
  result[OUT_MEMORY_CAPACITY] = scenario[CHIP_MEMORY];
  result[OUT_MEMORY_FITS] = total <= usable ? 1.0 : 0.0;
  result[OUT_WORST_STAGE] = f64(worst);
}
