/** Buffers of the size of weights that live during a step. Bytes. */
import {
  MODEL_EXPERTS,
  MODEL_HIDDEN,
  MODEL_VOCAB,
  PLAN_DATA,
  PLAN_EXPERT,
  PLAN_SHARDING,
  PLAN_TENSOR,
  STACK_BUCKET_BYTES,
  STACK_GATHERED_LAYERS,
  STACK_GRADIENT_PLACEHOLDERS,
  STACK_LIVE_PARAMETERS,
  TRAIN_ADAPTER_RANK,
  TRAIN_GRADIENT_BYTES,
} from '../abi.ts';
import {
  B_DENSE_PARAMETERS,
  B_EXPERT_PARAMETERS,
  BLOCK_COUNT,
  BLOCK_STRIDE,
  BLOCKS,
  DENSE,
  ELEMENT_BYTES,
  RANK_LAYERS,
  scenario,
  work,
} from '../arena.ts';
import { holdsLastStage } from '../pipeline/placement.ts';
import { denseParameters, expertParameters } from './sharded-states.ts';

/** Largest matrix of a layer against the layer. */
const MATRIX_SHARE: f64 = 0.34;

/** Parameters of the largest layer on one rank before sharding over data ranks, counted once for all ranks of a strategy. */
const largest: StaticArray<f64> = new StaticArray<f64>(1);

/** Counts what all ranks share; before any of their buffers is asked for. */
export function countLargestLayer(): void {
  let mixer: f64 = 0.0;
  let feedForward: f64 = 0.0;
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
    const base: i32 = BLOCKS + kind * BLOCK_STRIDE;
    const count: f64 = work[base + B_DENSE_PARAMETERS] + work[base + B_EXPERT_PARAMETERS];
    if (kind < DENSE) mixer = Math.max(mixer, count);
    else feedForward = Math.max(feedForward, count);
  }
  largest[0] = mixer + feedForward;
}

/**
 * Parameters that are sharded over the data ranks, gathered to be used: as many layers as the software holds at once, or as many
 * parameters as it allows (DeepSpeed's `stage3_max_live_parameters`), one matrix of a layer at least.
 */
export function gatheredBytes(rank: i32): f64 {
  if (scenario[PLAN_SHARDING] !== 3.0) return 0.0;
  const live: f64 = scenario[STACK_LIVE_PARAMETERS];
  if (live === 0.0) return scenario[STACK_GATHERED_LAYERS] * largest[0] * work[ELEMENT_BYTES];
  const all: f64 = denseParameters(rank) + expertParameters(rank);
  return Math.max(Math.min(live, all), largest[0] * MATRIX_SHARE) * work[ELEMENT_BYTES];
}

/** Gradients on their way to the shards: the buckets of the software, or the layer whose gradients are scattered. */
export function reductionBytes(): f64 {
  if (scenario[TRAIN_ADAPTER_RANK] > 0.0 || scenario[PLAN_DATA] === 1.0) return 0.0;
  const buckets: f64 = scenario[STACK_BUCKET_BYTES];
  if (buckets > 0.0 || scenario[PLAN_SHARDING] < 2.0) return buckets;
  return 0.5 * scenario[STACK_GATHERED_LAYERS] * largest[0] * scenario[TRAIN_GRADIENT_BYTES];
}

/**
 * Empty weight gradients. Where products add weight gradients to the main buffer themselves, the graph still wants a tensor of the
 * weight's shape: Transformer Engine keeps one for each shape (`get_dummy_wgrad`), experts of a group share theirs.
 */
export function layerPlaceholderBytes(rank: i32): f64 {
  if (scenario[STACK_GRADIENT_PLACEHOLDERS] === 0.0 || scenario[TRAIN_ADAPTER_RANK] > 0.0) return 0.0;
  const localExperts: f64 = Math.max(scenario[MODEL_EXPERTS] / scenario[PLAN_EXPERT], 1.0);
  let count: f64 = 0.0;
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
    if (work[RANK_LAYERS + rank * BLOCK_COUNT + kind] === 0.0) continue;
    const base: i32 = BLOCKS + kind * BLOCK_STRIDE;
    // Local attention has the shapes of full attention.
    if (kind === 1 && work[RANK_LAYERS + rank * BLOCK_COUNT] > 0.0) continue;
    count += work[base + B_DENSE_PARAMETERS] + work[base + B_EXPERT_PARAMETERS] / localExperts;
  }
  return scenario[STACK_GRADIENT_PLACEHOLDERS] * count * work[ELEMENT_BYTES];
}

/** The output layer's own empty gradient (Megatron's fused accumulation), while its backward pass runs. */
export function outputPlaceholderBytes(rank: i32): f64 {
  if (!holdsLastStage(rank) || scenario[TRAIN_ADAPTER_RANK] > 0.0) return 0.0;
  const weights: f64 = (scenario[MODEL_VOCAB] / scenario[PLAN_TENSOR]) * scenario[MODEL_HIDDEN];
  return scenario[STACK_GRADIENT_PLACEHOLDERS] * weights * work[ELEMENT_BYTES];
}
