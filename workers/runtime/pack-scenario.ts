/** Writes a Scenario into the model's flat input. */

import type { NetworkLevel, NetworkRoutes, Scenario } from '../../src/domain/estimate/scenario.ts';
import { GROUP_ROUTES, LAYER_TRAFFIC, RANK_GROUPS } from '../../src/domain/estimate/scenario.ts';
import type { RankDimension } from '../../src/domain/plan/plan-document.ts';
import { MATMUL_FORMATS, SCHEDULES } from '../../src/domain/plan/plan-document.ts';
import type { ModelArchitecture } from '../../src/domain/workload/model-architecture.ts';
import * as abi from '../model/abi.ts';
import {
  ROUTE_STRIDE,
  ROUTES_FIRST,
  SHARING_DELAY,
  SHARING_FIRST,
  SHARING_PROGRESS,
  SHARING_STRIDE,
} from '../model/routes-abi.ts';
import { mainStageTokens } from './run-stages.ts';
import { STACK_EXPERT_FACTORS, STACK_FACTORS, STACK_MEMORY_FACTORS, STACK_PROGRAM_FACTORS } from './stack-factors.ts';

/** Anything that holds numbers by index: a view of WebAssembly memory, or the model's own array in plain TypeScript. */
export interface NumberBlock {
  [index: number]: number;
}

const SHARDINGS = ['none', 'optimizer', 'gradients', 'parameters'] as const;
const RECOMPUTES = ['none', 'selective', 'block', 'full'] as const;
const DIMENSIONS: readonly RankDimension[] = ['tensor', 'context', 'data', 'pipeline'];
const LEVEL_KINDS = ['switch', 'mesh', 'torus', 'wan', 'host'] as const;
/** Formats below 16 bits, in the order of the model. */
const NARROW_CLASSES = ['fp8', 'mxfp8', 'fp4'] as const;
/** Bits of the modules that can be recomputed one by one. */
const MODULE_BITS = {
  'attention-core': 1,
  norms: 2,
  activations: 4,
  'latent-up': 8,
  'feed-forward': 16,
  experts: 32,
  projections: 64,
} as const;

/**
 * Fills `block` from its start. Throws a RangeError when the scenario has more network levels than the model holds.
 * @param clockShare clock of the compute units ÷ the usual one, under a power cap; memory and links keep theirs
 */
export function packScenario(scenario: Omit<Scenario, 'economy'>, block: NumberBlock, clockShare = 1): void {
  for (let at = 0; at < abi.SCENARIO_LENGTH; at += 1) block[at] = 0;
  packModel(scenario.model, block);
  const { training, strategy, accelerator } = scenario;
  block[abi.TRAIN_SEQUENCE] = training.sequenceLengthTokens;
  block[abi.TRAIN_BATCH] = training.globalBatchSequences;
  block[abi.TRAIN_TOKENS] = mainStageTokens(training);
  block[abi.TRAIN_FORMAT] = MATMUL_FORMATS.indexOf(training.matmulFormat);
  block[abi.TRAIN_WIDE_LAYERS] = training.wideLayerShare ?? 0;
  block[abi.TRAIN_GRADIENT_BYTES] = training.gradientBytes;
  block[abi.TRAIN_HELD_GRADIENT_BYTES] = training.heldGradientBytes ?? training.gradientBytes;
  block[abi.TRAIN_MASTER_BYTES] = training.masterWeightBytes;
  block[abi.TRAIN_MOMENT_BYTES] = training.momentBytes;
  block[abi.TRAIN_ADAPTER_RANK] = training.adapterRank ?? 0;

  block[abi.PLAN_ACCELERATORS] = strategy.accelerators;
  block[abi.PLAN_TENSOR] = strategy.tensor;
  block[abi.PLAN_CONTEXT] = strategy.context;
  block[abi.PLAN_PIPELINE] = strategy.pipeline;
  block[abi.PLAN_VIRTUAL] = strategy.virtualStages;
  block[abi.PLAN_DATA] = strategy.data;
  block[abi.PLAN_EXPERT] = strategy.expert;
  block[abi.PLAN_EXPERT_TENSOR] = strategy.expertTensor;
  block[abi.PLAN_MICRO_BATCH] = strategy.microBatchSequences;
  block[abi.PLAN_SEQUENCE_PARALLEL] = strategy.sequenceParallel ? 1 : 0;
  block[abi.PLAN_SHARDING] = SHARDINGS.indexOf(strategy.sharding);
  block[abi.PLAN_SHARDING_GROUP] = strategy.shardingGroupSize;
  block[abi.PLAN_SCHEDULE] = SCHEDULES.indexOf(strategy.schedule);
  block[abi.PLAN_RECOMPUTE] = RECOMPUTES.indexOf(strategy.recompute);
  block[abi.PLAN_RECOMPUTE_LAYERS] = strategy.recomputeLayersPerStage;
  block[abi.PLAN_RECOMPUTE_MODULES] = (strategy.recomputeModules ?? []).reduce(
    (bits, module) => bits | MODULE_BITS[module],
    0,
  );
  block[abi.PLAN_OFFLOAD] = strategy.offloadOptimizer ? 1 : 0;
  block[abi.PLAN_ACTIVATION_OFFLOAD] = strategy.offloadedActivationShare ?? 0;
  strategy.rankOrder.forEach((dimension, place) => {
    block[abi.PLAN_ORDER_0 + place] = DIMENSIONS.indexOf(dimension);
  });

  MATMUL_FORMATS.forEach((format, index) => {
    block[abi.CHIP_PEAK + index] = accelerator.peakFlops[format];
    block[abi.CHIP_CEILING + index] = accelerator.matmulCeiling[format] * clockShare;
  });
  block[abi.CHIP_ATTENTION_FORWARD] = accelerator.attentionForwardCeiling * clockShare;
  block[abi.CHIP_ATTENTION_BACKWARD] = accelerator.attentionBackwardCeiling * clockShare;
  block[abi.CHIP_ATTENTION_KEYS_HALF] = accelerator.attentionKeysHalf;
  block[abi.CHIP_ATTENTION_HEAD_HALF] = accelerator.attentionHeadHalf;
  block[abi.CHIP_FLASH2_SHARE] = accelerator.flash2Share;
  block[abi.CHIP_MEMORY] = accelerator.memoryBytes;
  block[abi.CHIP_MEMORY_BANDWIDTH] = accelerator.memoryBandwidthBytesPerSecond;
  block[abi.CHIP_MEMORY_EFFICIENCY] = accelerator.memoryEfficiency;
  block[abi.CHIP_UNITS] = accelerator.computeUnits;
  block[abi.CHIP_TILE_ROWS] = accelerator.tileRows;
  block[abi.CHIP_TILE_COLUMNS] = accelerator.tileColumns;
  block[abi.CHIP_DEPTH_HALF] = accelerator.depthHalf.wide;
  NARROW_CLASSES.forEach((name, index) => {
    block[abi.CHIP_NARROW_DEPTH_HALF + index] = accelerator.depthHalf[name];
    block[abi.CHIP_LAST_WAVE + 1 + index] = accelerator.lastWaveCost[name];
  });
  block[abi.CHIP_LAST_WAVE] = accelerator.lastWaveCost.wide;
  block[abi.CHIP_HOST_BANDWIDTH] = accelerator.hostBandwidthBytesPerSecond;

  STACK_FACTORS.forEach((factor, index) => {
    block[abi.STACK_MATMUL_EFFICIENCY + index] = scenario.stack.factors[factor.name] ?? factor.fallback;
  });
  STACK_MEMORY_FACTORS.forEach((factor, index) => {
    block[abi.STACK_GRADIENT_PLACEHOLDERS + index] = scenario.stack.factors[factor.name] ?? factor.fallback;
  });
  STACK_EXPERT_FACTORS.forEach((factor, index) => {
    block[abi.STACK_EXPERT_FUSION + index] = scenario.stack.factors[factor.name] ?? factor.fallback;
  });
  STACK_PROGRAM_FACTORS.forEach((factor, index) => {
    block[abi.STACK_NARROW_ACTIVATIONS + index] = scenario.stack.factors[factor.name] ?? factor.fallback;
  });
  packNetwork(scenario.network.levels, block);
  packRoutes(scenario.network.routes, block);
}

function packRoutes(routes: NetworkRoutes | null, block: NumberBlock): void {
  if (routes === null) return;
  RANK_GROUPS.forEach((name, place) => {
    const group = routes.groups[name];
    if (group === undefined) return;
    GROUP_ROUTES.forEach((route, at) => {
      block[ROUTES_FIRST + place * ROUTE_STRIDE + at] = group[route];
    });
  });
  LAYER_TRAFFIC.forEach((kind, place) => {
    const pace = routes.sharing[kind];
    if (pace === undefined) return;
    const at = SHARING_FIRST + place * SHARING_STRIDE;
    block[at + SHARING_DELAY] = 1 / pace.layer - 1;
    block[at + SHARING_PROGRESS] = pace.data / pace.layer - 1;
  });
}

function packModel(model: ModelArchitecture, block: NumberBlock): void {
  const { moe, mla, localAttention, linearAttention, mamba2, layerMix, sparseIndexer } = model;
  block[abi.MODEL_LAYERS] = model.layers;
  block[abi.MODEL_HIDDEN] = model.hidden;
  block[abi.MODEL_HEADS] = model.heads;
  block[abi.MODEL_KV_HEADS] = model.kvHeads;
  block[abi.MODEL_HEAD_DIM] = model.headDim;
  block[abi.MODEL_DENSE_FFN] = moe === null || layerMix !== null ? model.ffn : moe.denseFfn;
  block[abi.MODEL_GATED] = model.gatedMlp ? 1 : 0;
  block[abi.MODEL_VOCAB] = model.vocab;
  block[abi.MODEL_TIED] = model.tiedEmbeddings ? 1 : 0;
  block[abi.MODEL_LEARNED_POSITIONS] = model.learnedPositions;
  block[abi.MODEL_NORMS_PER_LAYER] = model.normsPerLayer;
  block[abi.MODEL_OUTPUT_GATE] = model.attentionOutputGate ? 1 : 0;
  block[abi.MODEL_QK_NORM] = model.qkNorm === 'none' ? 0 : 1;
  block[abi.MODEL_ATTENTION_SINKS] = model.attentionSinks ? 1 : 0;
  block[abi.MODEL_MOE_EVERY] = 1;
  if (moe !== null) {
    block[abi.MODEL_EXPERTS] = moe.experts;
    block[abi.MODEL_TOP_K] = moe.topK;
    block[abi.MODEL_EXPERT_FFN] = moe.expertFfn;
    block[abi.MODEL_SHARED_FFN] = moe.sharedExperts * moe.sharedFfn;
    block[abi.MODEL_FIRST_DENSE] = moe.firstDenseLayers;
    block[abi.MODEL_MOE_EVERY] = moe.every;
    block[abi.MODEL_RESIDUAL_FFN] = moe.denseResidualFfn;
    block[abi.MODEL_LATENT_HIDDEN] = moe.latentHidden ?? 0;
    block[abi.MODEL_EXPERT_BIAS] = moe.expertBias ? 1 : 0;
  }
  if (mla !== null) {
    block[abi.MODEL_KV_RANK] = mla.kvLoraRank;
    block[abi.MODEL_Q_RANK] = mla.qLoraRank ?? 0;
    block[abi.MODEL_ROPE_DIM] = mla.qkRopeHeadDim;
    block[abi.MODEL_NOPE_DIM] = mla.qkNopeHeadDim;
    block[abi.MODEL_VALUE_DIM] = mla.vHeadDim;
  }
  if (localAttention !== null) {
    block[abi.MODEL_LOCAL_KIND] = localAttention.kind === 'sliding' ? 1 : 2;
    block[abi.MODEL_LOCAL_SPAN] = localAttention.spanTokens;
    block[abi.MODEL_LOCAL_LAYERS] = Math.min(
      localAttention.localLayers,
      model.layers - Math.min(linearAttention?.layers ?? 0, model.layers),
    );
  }
  if (linearAttention !== null) {
    block[abi.MODEL_LINEAR_KIND] = linearAttention.kind === 'gated-deltanet' ? 1 : 2;
    block[abi.MODEL_LINEAR_LAYERS] = Math.min(linearAttention.layers, model.layers);
    block[abi.MODEL_LINEAR_KEY_HEADS] = linearAttention.keyHeads;
    block[abi.MODEL_LINEAR_VALUE_HEADS] = linearAttention.valueHeads;
    block[abi.MODEL_LINEAR_KEY_DIM] = linearAttention.keyDim;
    block[abi.MODEL_LINEAR_VALUE_DIM] = linearAttention.valueDim;
    block[abi.MODEL_LINEAR_CONV] = linearAttention.convKernel;
  }
  if (mamba2 !== null) {
    block[abi.MODEL_MAMBA_HEADS] = mamba2.heads;
    block[abi.MODEL_MAMBA_HEAD_DIM] = mamba2.headDim;
    block[abi.MODEL_MAMBA_GROUPS] = mamba2.groups;
    block[abi.MODEL_MAMBA_STATE] = mamba2.state;
    block[abi.MODEL_MAMBA_CONV] = mamba2.convKernel;
  }
  if (layerMix !== null) {
    block[abi.MODEL_MIXED] = 1;
    block[abi.MODEL_MIX_MAMBA] = layerMix.mamba2;
    block[abi.MODEL_MIX_ATTENTION] = layerMix.attention;
    block[abi.MODEL_MIX_DENSE] = layerMix.mlp;
    block[abi.MODEL_MIX_MOE] = layerMix.moe;
  }
  if (sparseIndexer !== null) {
    block[abi.MODEL_INDEXER_HEADS] = sparseIndexer.heads;
    block[abi.MODEL_INDEXER_DIM] = sparseIndexer.headDim;
    block[abi.MODEL_INDEXER_TOP_K] = sparseIndexer.topKTokens;
  }
  block[abi.MODEL_MTP_LAYERS] = model.mtpLayers;
}

function packNetwork(levels: readonly NetworkLevel[], block: NumberBlock): void {
  if (levels.length > abi.MAX_LEVELS) throw new RangeError(`more than ${abi.MAX_LEVELS} nested network levels`);
  block[abi.NET_COUNT] = levels.length;
  levels.forEach((level, index) => {
    const at = abi.NET_FIRST + index * abi.LEVEL_STRIDE;
    block[at + abi.LEVEL_ACCELERATORS] = level.accelerators;
    block[at + abi.LEVEL_KIND] = LEVEL_KINDS.indexOf(level.kind);
    block[at + abi.LEVEL_BANDWIDTH] = level.bandwidthBytesPerSecond;
    block[at + abi.LEVEL_LATENCY] = level.latencySeconds;
    block[at + abi.LEVEL_EFFICIENCY] = level.efficiency;
    block[at + abi.LEVEL_REDUCTION] = level.inNetworkReduction ? level.reductionEfficiency : 0;
    block[at + abi.LEVEL_RAMP] = level.rampSeconds;
    block[at + abi.LEVEL_NEIGHBOUR] = level.neighbourBandwidthBytesPerSecond;
    const dims = level.torusDims.slice(-3);
    block[at + abi.LEVEL_DIM_COUNT] = dims.length;
    dims.forEach((side, dimension) => {
      block[at + abi.LEVEL_DIM_0 + dimension] = side;
    });
  });
}
