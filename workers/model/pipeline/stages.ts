/**
 * Which layers lie on which pipeline rank. Layers are dealt out in order to p·v virtual stages. When they do not divide evenly, the
 * layout is free, and the stages with the embedding and the output layer get fewer layers, as is done in practice (arXiv 2407.21783
 * §3.3.2). Kinds of layer that a model only counts are spread evenly over its depth.
 */
import {
  MODEL_EXPERTS,
  MODEL_FIRST_DENSE,
  MODEL_LAYERS,
  MODEL_LINEAR_LAYERS,
  MODEL_LOCAL_LAYERS,
  MODEL_MIX_ATTENTION,
  MODEL_MIX_DENSE,
  MODEL_MIX_MAMBA,
  MODEL_MIX_MOE,
  MODEL_MIXED,
  MODEL_MOE_EVERY,
  PLAN_PIPELINE,
  PLAN_RECOMPUTE,
  PLAN_RECOMPUTE_LAYERS,
  PLAN_VIRTUAL,
  STACK_PARAMETER_OVERLAP,
} from '../abi.ts';
import {
  B_CONTEXT_BACKWARD,
  B_CONTEXT_FORWARD,
  B_EXPERT_BACKWARD,
  B_EXPERT_FORWARD,
  B_FLOPS,
  B_RECOMPUTE,
  B_SHARD_BACKWARD,
  B_SHARD_FORWARD,
  B_TENSOR_BACKWARD,
  B_TENSOR_FORWARD,
  B_TOTAL_BACKWARD,
  B_TOTAL_FORWARD,
  B_TOTAL_FULL,
  B_WEIGHT_GRADIENT,
  BLOCK_COUNT,
  BLOCK_STRIDE,
  BLOCKS,
  DENSE,
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
  FULL_ATTENTION,
  LINEAR_ATTENTION,
  LOCAL_ATTENTION,
  MAMBA,
  MOE,
  PASSED_LAYERS,
  RANK_LAYERS,
  RANK_RECOMPUTED,
  STAGE_BACKWARD,
  STAGE_FORWARD,
  STAGE_LAYERS,
  scenario,
  work,
} from '../arena.ts';
import { besideSeconds, exposedSeconds, linkProgress, linkStretch, slowedPerSecond } from '../collectives/overlap.ts';
import { clamp, spreadBefore } from '../compute/numbers.ts';
import {
  holdsSameLayers,
  PAIR_SLOWDOWN,
  pairing,
  stageExchangeBackward,
  stageExchangeForward,
  stageRecompute,
  stageWeight,
} from './pipeline-arena.ts';
import { chunkShare, currentSchedule, DUAL_PIPE, holdsLastStage, rankOfStage } from './placement.ts';

const BLOCK_RECOMPUTE: f64 = 2.0;
const FULL_RECOMPUTE: f64 = 3.0;

/** Blocks of a kind in the first `end` layers. */
export function layersBefore(kind: i32, end: f64): f64 {
  const layers: f64 = scenario[MODEL_LAYERS];
  if (scenario[MODEL_MIXED] > 0.0) {
    if (kind === FULL_ATTENTION) return spreadBefore(end, scenario[MODEL_MIX_ATTENTION], layers);
    if (kind === MAMBA) return spreadBefore(end, scenario[MODEL_MIX_MAMBA], layers);
    if (kind === DENSE) return spreadBefore(end, scenario[MODEL_MIX_DENSE], layers);
    return kind === MOE ? spreadBefore(end, scenario[MODEL_MIX_MOE], layers) : 0.0;
  }
  if (kind === MAMBA) return 0.0;
  if (kind === DENSE || kind === MOE) {
    const every: f64 = scenario[MODEL_MOE_EVERY];
    const first: f64 = Math.min(scenario[MODEL_FIRST_DENSE], end);
    const moe: f64 = scenario[MODEL_EXPERTS] > 0.0 ? Math.floor(end / every) - Math.floor(first / every) : 0.0;
    return kind === MOE ? moe : end - moe;
  }
  const linear: f64 = spreadBefore(end, scenario[MODEL_LINEAR_LAYERS], layers);
  if (kind === LINEAR_ATTENTION) return linear;
  const attention: f64 = end - linear;
  const local: f64 = spreadBefore(attention, scenario[MODEL_LOCAL_LAYERS], layers - scenario[MODEL_LINEAR_LAYERS]);
  return kind === LOCAL_ATTENTION ? local : attention - local;
}

/**
 * First layer of a virtual stage, of `stages`. Layers that divide evenly are dealt evenly; otherwise the first and the last stage get
 * `first` and `last` layers and those between share the rest, the earlier ones the extra layers.
 */
export function firstLayer(stage: f64, layers: f64, stages: f64, first: f64, last: f64): f64 {
  if (stage === 0.0) return 0.0;
  if (stage >= stages) return layers;
  const even: f64 = Math.floor(layers / stages);
  if (even * stages === layers) return stage * even;
  if (stages === 2.0) return layers - last;
  if (stage === stages - 1.0) return layers - last;
  const middle: f64 = layers - first - last;
  const share: f64 = Math.floor(middle / (stages - 2.0));
  const extra: f64 = middle - share * (stages - 2.0);
  return first + (stage - 1.0) * share + Math.min(stage - 1.0, extra);
}

/** FLOP of the mean layer: layouts are made for a model, not for the machine at hand. */
function meanLayerFlops(): f64 {
  const layers: f64 = scenario[MODEL_LAYERS];
  let flops: f64 = 0.0;
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
    flops += layersBefore(kind, layers) * work[BLOCKS + kind * BLOCK_STRIDE + B_FLOPS];
  }
  return Math.max(flops / layers, 1.0);
}

/** Layers for a stage that does `extra` layers' worth of other work, when all stages are to take equally long. */
function balancedLayers(extra: f64, total: f64, stages: f64): f64 {
  const layers: f64 = scenario[MODEL_LAYERS];
  return clamp(Math.floor(total / stages - extra + 0.5), 0.0, Math.ceil(layers / stages));
}

/** Deals the layers to ranks and adds up each virtual stage's forward and backward seconds. */
export function buildStages(): void {
  const ranks: i32 = i32(scenario[PLAN_PIPELINE]);
  const virtual: i32 = i32(scenario[PLAN_VIRTUAL]);
  const stages: f64 = f64(ranks) * f64(virtual);
  const layers: f64 = scenario[MODEL_LAYERS];
  const modules: f64 = work[EDGE + E_MTP];
  const after: f64 = ((1.0 + modules) * work[EDGE + E_OUTPUT_FLOPS]) / meanLayerFlops() + modules;
  const total: f64 = layers + after;
  const first: f64 = balancedLayers(0.0, total, stages);
  const closing: f64 = balancedLayers(after, total, stages);
  for (let slot: i32 = 0; slot < ranks * BLOCK_COUNT; slot += 1) work[RANK_LAYERS + slot] = 0.0;
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) work[PASSED_LAYERS + kind] = 0.0;
  const schedule: i32 = currentSchedule();
  for (let stage: i32 = 0; stage < ranks * virtual; stage += 1) {
    const rank: i32 = rankOfStage(schedule, stage, ranks);
    dealStage(stage, rank, firstLayer(f64(stage) + 1.0, layers, stages, first, closing));
  }
  if (schedule === DUAL_PIPE) mirrorLayers(ranks);
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    const share: f64 = recomputedShare(rank);
    for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
      work[RANK_RECOMPUTED + rank * BLOCK_COUNT + kind] = share;
    }
  }
  let previous: f64 = 0.0;
  for (let stage: i32 = 0; stage < ranks * virtual; stage += 1) {
    const share: f64 = work[RANK_RECOMPUTED + rankOfStage(schedule, stage, ranks) * BLOCK_COUNT];
    // Most stages hold the layers that the one before holds.
    if (stage > 0 && share === previous && holdsAlike(stage)) repeatStage(stage);
    else fillStage(stage, share);
    previous = share;
  }
  work[STAGE_FORWARD] = work[STAGE_FORWARD] + work[EDGE + E_EMBED_FORWARD] + work[EDGE + E_EMBED_TENSOR];
  work[STAGE_BACKWARD] = work[STAGE_BACKWARD] + work[EDGE + E_EMBED_BACKWARD];
  const last: i32 = ranks * virtual - 1;
  work[STAGE_FORWARD + last] =
    work[STAGE_FORWARD + last] +
    (1.0 + modules) * (work[EDGE + E_OUTPUT_FORWARD] + work[EDGE + E_OUTPUT_TENSOR_FORWARD]);
  work[STAGE_BACKWARD + last] =
    work[STAGE_BACKWARD + last] +
    (1.0 + modules) * (work[EDGE + E_OUTPUT_BACKWARD] + work[EDGE + E_OUTPUT_TENSOR_BACKWARD]);
  stageWeight[0] = stageWeight[0] + work[EDGE + E_EMBED_BACKWARD];
  // The two gradients of the output layer are products of the same size.
  stageWeight[last] = stageWeight[last] + 0.5 * (1.0 + modules) * work[EDGE + E_OUTPUT_BACKWARD];
  if (modules > 0.0) addPredictionModules(last, modules);
  pairing[PAIR_SLOWDOWN] = slowedPerSecond();
  holdsSameLayers[0] = 0;
  for (let rank: i32 = 1; rank < ranks; rank += 1) holdsSameLayers[rank] = isLikeBefore(rank) ? 1 : 0;
}

/** Whether a rank holds and recomputes the layers that the one before it does. */
function isLikeBefore(rank: i32): bool {
  const layers: i32 = RANK_LAYERS + rank * BLOCK_COUNT;
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
    if (work[layers + kind] !== work[layers - BLOCK_COUNT + kind]) return false;
  }
  const share: i32 = RANK_RECOMPUTED + rank * BLOCK_COUNT;
  return work[share] === work[share - BLOCK_COUNT];
}

/** Gives every rank the layers of its mirror image as well, as DualPipe keeps them. */
function mirrorLayers(ranks: i32): void {
  for (let rank: i32 = 0; rank < ranks - 1 - rank; rank += 1) {
    const mirror: i32 = RANK_LAYERS + (ranks - 1 - rank) * BLOCK_COUNT;
    const own: i32 = RANK_LAYERS + rank * BLOCK_COUNT;
    for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
      work[own + kind] = work[own + kind] + work[mirror + kind];
      work[mirror + kind] = work[own + kind];
    }
  }
}

/** Layers on one rank. */
export function layersOnRank(rank: i32): f64 {
  const at: i32 = RANK_LAYERS + rank * BLOCK_COUNT;
  const mixers: f64 =
    work[at + FULL_ATTENTION] + work[at + LOCAL_ATTENTION] + work[at + LINEAR_ATTENTION] + work[at + MAMBA];
  const feedForward: f64 = work[at + DENSE] + work[at + MOE];
  return scenario[MODEL_MIXED] > 0.0 ? mixers + feedForward : Math.max(mixers, feedForward);
}

/** Share of a rank's layers that is recomputed as a whole. */
function recomputedShare(rank: i32): f64 {
  if (scenario[PLAN_RECOMPUTE] === FULL_RECOMPUTE) return 1.0;
  if (scenario[PLAN_RECOMPUTE] !== BLOCK_RECOMPUTE) return 0.0;
  const perMicroBatch: f64 = layersOnRank(rank) * chunkShare(currentSchedule());
  return Math.min(scenario[PLAN_RECOMPUTE_LAYERS] / Math.max(perMicroBatch, 1.0), 1.0);
}

/** Gives the layers up to `end` that no stage has yet to a stage of a rank. */
function dealStage(stage: i32, rank: i32, end: f64): void {
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
    // A kind that the model lacks takes no time in any layer.
    if (work[BLOCKS + kind * BLOCK_STRIDE + B_TOTAL_FORWARD] === 0.0) continue;
    const passed: f64 = layersBefore(kind, end);
    const count: f64 = passed - work[PASSED_LAYERS + kind];
    const at: i32 = RANK_LAYERS + rank * BLOCK_COUNT + kind;
    work[PASSED_LAYERS + kind] = passed;
    work[STAGE_LAYERS + stage * BLOCK_COUNT + kind] = count;
    work[at] = work[at] + count;
  }
}

/** Whether a stage holds as many layers of each kind as the one before it. */
function holdsAlike(stage: i32): bool {
  const at: i32 = STAGE_LAYERS + stage * BLOCK_COUNT;
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
    if (work[BLOCKS + kind * BLOCK_STRIDE + B_TOTAL_FORWARD] === 0.0) continue;
    if (work[at + kind] !== work[at - BLOCK_COUNT + kind]) return false;
  }
  return true;
}

/** Gives a stage the times of the one before it. */
function repeatStage(stage: i32): void {
  work[STAGE_FORWARD + stage] = work[STAGE_FORWARD + stage - 1];
  work[STAGE_BACKWARD + stage] = work[STAGE_BACKWARD + stage - 1];
  stageRecompute[stage] = stageRecompute[stage - 1];
  stageWeight[stage] = stageWeight[stage - 1];
  stageExchangeForward[stage] = stageExchangeForward[stage - 1];
  stageExchangeBackward[stage] = stageExchangeBackward[stage - 1];
}

function fillStage(stage: i32, share: f64): void {
  let forward: f64 = 0.0;
  let backward: f64 = 0.0;
  let gather: f64 = 0.0;
  let scatter: f64 = 0.0;
  let layers: f64 = 0.0;
  let weight: f64 = 0.0;
  let recompute: f64 = 0.0;
  let exchangeForward: f64 = 0.0;
  let exchangeBackward: f64 = 0.0;
  let tensor: f64 = 0.0;
  let context: f64 = 0.0;
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
    const base: i32 = BLOCKS + kind * BLOCK_STRIDE;
    if (work[base + B_TOTAL_FORWARD] === 0.0) continue;
    const count: f64 = work[STAGE_LAYERS + stage * BLOCK_COUNT + kind];
    forward += count * work[base + B_TOTAL_FORWARD];
    backward += count * (work[base + B_TOTAL_BACKWARD] * (1.0 - share) + work[base + B_TOTAL_FULL] * share);
    gather += count * work[base + B_SHARD_FORWARD];
    scatter += count * work[base + B_SHARD_BACKWARD];
    weight += count * work[base + B_WEIGHT_GRADIENT];
    const again: f64 = work[base + B_TOTAL_FULL] - work[base + B_TOTAL_BACKWARD];
    recompute += count * (work[base + B_RECOMPUTE] + share * again);
    exchangeForward += count * work[base + B_EXPERT_FORWARD];
    exchangeBackward += count * (work[base + B_EXPERT_BACKWARD] + share * work[base + B_EXPERT_FORWARD]);
    tensor += count * (work[base + B_TENSOR_FORWARD] + work[base + B_TENSOR_BACKWARD]);
    context += count * (work[base + B_CONTEXT_FORWARD] + work[base + B_CONTEXT_BACKWARD]);
    // Mixers stand for layers, except where a layer holds one block only.
    if (kind < 4 || scenario[MODEL_MIXED] > 0.0) layers += count;
  }
  const both: f64 = Math.max(forward + backward, 1e-30);
  const expert: f64 = (exchangeForward + exchangeBackward) / both;
  const stretch: f64 = linkStretch(tensor / both, context / both, expert, 0.0);
  const progress: f64 = linkProgress(tensor / both, context / both, expert, 0.0);
  work[STAGE_FORWARD + stage] = forward + shardCost(gather, forward, layers, stretch, progress);
  work[STAGE_BACKWARD + stage] = backward + shardCost(scatter, backward, layers, stretch, progress);
  stageRecompute[stage] = clamp(recompute, 0.0, backward);
  stageWeight[stage] = clamp(weight, 0.0, backward - stageRecompute[stage]);
  stageExchangeForward[stage] = Math.min(exchangeForward, forward);
  stageExchangeBackward[stage] = Math.min(exchangeBackward, backward);
}

/** What gathering sharded parameters (or scattering their gradients) adds to a pass of `layers` that lasts `window`: the first gather has nothing to hide behind. */
export function shardCost(transfer: f64, window: f64, layers: f64, stretch: f64, progress: f64): f64 {
  if (transfer === 0.0) return 0.0;
  const alone: f64 = 1.0 / Math.max(layers, 1.0);
  const exposed: f64 = exposedSeconds(transfer, window * progress, scenario[STACK_PARAMETER_OVERLAP], alone);
  return exposed + besideSeconds(transfer - exposed, stretch, progress);
}

/** Multi-token-prediction modules: one more layer each, on the last stage. */
function addPredictionModules(stage: i32, modules: f64): void {
  const feedForward: i32 = scenario[MODEL_EXPERTS] > 0.0 ? MOE : DENSE;
  const attention: i32 = BLOCKS + FULL_ATTENTION * BLOCK_STRIDE;
  const after: i32 = BLOCKS + feedForward * BLOCK_STRIDE;
  work[STAGE_FORWARD + stage] =
    work[STAGE_FORWARD + stage] + modules * (work[attention + B_TOTAL_FORWARD] + work[after + B_TOTAL_FORWARD]);
  work[STAGE_BACKWARD + stage] =
    work[STAGE_BACKWARD + stage] + modules * (work[attention + B_TOTAL_BACKWARD] + work[after + B_TOTAL_BACKWARD]);
  stageWeight[stage] =
    stageWeight[stage] + modules * (work[attention + B_WEIGHT_GRADIENT] + work[after + B_WEIGHT_GRADIENT]);
  for (let rank: i32 = 0; rank < i32(scenario[PLAN_PIPELINE]); rank += 1) {
    if (!holdsLastStage(rank)) continue;
    const at: i32 = RANK_LAYERS + rank * BLOCK_COUNT;
    work[at + FULL_ATTENTION] = work[at + FULL_ATTENTION] + modules;
    work[at + feedForward] = work[at + feedForward] + modules;
  }
}
