/** Scenarios for tests: one plain, and random ones from a seeded generator. Nothing here is a recommendation. */
import {
  GROUP_ROUTES,
  LAYER_TRAFFIC,
  type NetworkLevel,
  type NetworkRoutes,
  RANK_GROUPS,
  type Scenario,
} from '../../../src/domain/estimate/scenario.ts';
import type { ModelArchitecture } from '../../../src/domain/workload/model-architecture.ts';
import { STACK_EXPERT_FACTORS, STACK_FACTORS } from '../stack-factors.ts';

/** What the step needs of a scenario. */
export type StepScenario = Omit<Scenario, 'economy'>;

/** Llama 3 8B in shape. */
export const DENSE_MODEL: ModelArchitecture = {
  layers: 32,
  hidden: 4096,
  heads: 32,
  kvHeads: 8,
  headDim: 128,
  ffn: 14_336,
  gatedMlp: true,
  vocab: 128_256,
  tiedEmbeddings: false,
  maxContextTokens: null,
  learnedPositions: 0,
  normBias: false,
  normsPerLayer: 2,
  qkvBias: false,
  attentionOutputBias: false,
  mlpBias: false,
  qkNorm: 'none',
  attentionOutputGate: false,
  relativePositionProjection: false,
  attentionSinks: false,
  moe: null,
  mla: null,
  localAttention: null,
  linearAttention: null,
  mamba2: null,
  layerMix: null,
  sparseIndexer: null,
  mtpLayers: 0,
};

/** DeepSeek-V3's kinds of block, smaller. */
export const EXPERT_MODEL: ModelArchitecture = {
  ...DENSE_MODEL,
  layers: 27,
  moe: {
    experts: 64,
    topK: 6,
    expertFfn: 1408,
    sharedExperts: 2,
    sharedFfn: 1408,
    sharedGate: false,
    firstDenseLayers: 1,
    every: 1,
    denseFfn: 10_944,
    denseResidualFfn: 0,
    latentHidden: null,
    expertBias: false,
    routerBias: true,
  },
  mla: { qLoraRank: 1536, kvLoraRank: 512, qkRopeHeadDim: 64, qkNopeHeadDim: 128, vHeadDim: 128 },
  mtpLayers: 1,
};

/** Mamba-2, attention and experts, one block a layer. */
export const MIXED_MODEL: ModelArchitecture = {
  ...DENSE_MODEL,
  layers: 52,
  normsPerLayer: 1,
  moe: { ...(EXPERT_MODEL.moe as NonNullable<ModelArchitecture['moe']>), latentHidden: 1024 },
  mamba2: { heads: 64, headDim: 64, groups: 8, state: 128, convKernel: 4 },
  layerMix: { mamba2: 23, attention: 6, mlp: 2, moe: 21 },
};

/** Windows, linear attention and a sparse indexer. */
export const HYBRID_MODEL: ModelArchitecture = {
  ...DENSE_MODEL,
  layers: 48,
  attentionOutputGate: true,
  qkNorm: 'head',
  localAttention: { kind: 'sliding', spanTokens: 1024, localLayers: 8 },
  linearAttention: {
    kind: 'gated-deltanet',
    layers: 32,
    keyHeads: 16,
    valueHeads: 32,
    keyDim: 128,
    valueDim: 128,
    convKernel: 4,
  },
  sparseIndexer: { heads: 64, headDim: 128, topKTokens: 2048 },
};

/** A node of eight and a network between nodes. */
export function twoLevels(accelerators: number): readonly NetworkLevel[] {
  const level = (size: number, bandwidth: number, latency: number, label: string): NetworkLevel => ({
    accelerators: size,
    kind: 'switch',
    bandwidthBytesPerSecond: bandwidth,
    latencySeconds: latency,
    efficiency: 0.8,
    rampSeconds: 1.5e-5,
    inNetworkReduction: false,
    reductionEfficiency: 0.6,
    torusDims: [],
    neighbourBandwidthBytesPerSecond: 0,
    label,
  });
  const node = level(Math.min(8, accelerators), 450e9, 0.8e-6, 'node');
  return accelerators <= 8 ? [node] : [node, level(accelerators, 50e9, 2e-6, 'network')];
}

/** Llama 3 8B on 64 accelerators: two tensor, four pipeline, eight data ranks. */
export function sampleScenario(changes: Partial<StepScenario> = {}): StepScenario {
  return {
    model: DENSE_MODEL,
    training: {
      sequenceLengthTokens: 8192,
      globalBatchSequences: 512,
      trainingTokens: 1e12,
      matmulFormat: 'bf16',
      gradientBytes: 2,
      masterWeightBytes: 4,
      momentBytes: 4,
    },
    strategy: {
      accelerators: 64,
      tensor: 2,
      context: 1,
      pipeline: 4,
      virtualStages: 1,
      data: 8,
      expert: 1,
      expertTensor: 1,
      microBatchSequences: 1,
      sequenceParallel: true,
      sharding: 'optimizer',
      shardingGroupSize: 8,
      schedule: '1f1b',
      recompute: 'none',
      recomputeLayersPerStage: 0,
      offloadOptimizer: false,
      rankOrder: ['tensor', 'context', 'data', 'pipeline'],
    },
    accelerator: {
      peakFlops: { fp32: 67e12, tf32: 495e12, fp16: 989e12, bf16: 989e12, fp8: 1979e12, mxfp8: 1979e12, fp4: 4000e12 },
      matmulCeiling: { fp32: 0.85, tf32: 0.7, fp16: 0.7, bf16: 0.7, fp8: 0.55, mxfp8: 0.55, fp4: 0.4 },
      attentionForwardCeiling: 0.7,
      attentionBackwardCeiling: 0.54,
      attentionKeysHalf: 590,
      attentionHeadHalf: 80,
      flash2Share: 0.5,
      memoryBytes: 80 * 2 ** 30,
      memoryBandwidthBytesPerSecond: 3.35e12,
      memoryEfficiency: 0.88,
      computeUnits: 132,
      tileRows: 128,
      tileColumns: 256,
      depthHalf: { wide: 140, fp8: 350, mxfp8: 360, fp4: 700 },
      lastWaveCost: { wide: 0.05, fp8: 0.5, mxfp8: 0.5, fp4: 0.2 },
      hostBandwidthBytesPerSecond: 63e9,
    },
    stack: { factors: Object.fromEntries(STACK_FACTORS.map((factor) => [factor.name, factor.fallback])) },
    network: { levels: twoLevels(64), routes: null },
    ...changes,
  };
}

/** A scenario from draws of a generator of numbers in [0, 1): every dimension that the model knows gets its turn. */
export function randomScenario(draw: () => number): StepScenario {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(draw() * values.length)] as T;
  const model = pick([DENSE_MODEL, EXPERT_MODEL, MIXED_MODEL, HYBRID_MODEL]);
  const tensor = pick([1, 1, 2, 4, 8]);
  const context = pick([1, 1, 1, 2, 4]);
  const pipeline = pick([1, 1, 2, 3, 4, 8]);
  const virtualStages = pipeline > 1 ? pick([1, 1, 2, 3]) : 1;
  const data = pick([1, 2, 8, 12, 64]);
  const expert = model.moe === null ? 1 : pick([1, 2, 4].filter((ranks) => (tensor * context * data) % ranks === 0));
  const accelerators = tensor * context * pipeline * data;
  const base = sampleScenario();
  const factors: Record<string, number> = Object.fromEntries(
    [...STACK_FACTORS, ...STACK_EXPERT_FACTORS].map(({ name, fallback }) => [name, fallback * (0.5 + 0.5 * draw())]),
  );
  factors['expertFusion'] = pick([0, 1, 2]);
  factors['hostSecondsPerExpert'] = 2e-4 * draw();
  const levels = twoLevels(accelerators).map((level, index) =>
    index === 0 && accelerators >= 8 && draw() < 0.2
      ? {
          ...level,
          kind: 'torus' as const,
          torusDims: [2, 2, 2],
          neighbourBandwidthBytesPerSecond: 75e9,
        }
      : { ...level, inNetworkReduction: draw() < 0.3, latencySeconds: level.latencySeconds * (0.5 + draw()) },
  );
  return {
    model,
    training: {
      ...base.training,
      sequenceLengthTokens: pick([512, 2048, 4096, 8192, 32_768]),
      globalBatchSequences: data * pick([1, 2, 7, 16, 48]),
      matmulFormat: pick(['fp32', 'fp16', 'bf16', 'fp8', 'mxfp8', 'fp4']),
      wideLayerShare: pick([0, 0, 0.16]),
      gradientBytes: pick([2, 4]),
      adapterRank: draw() < 0.1 ? 16 : 0,
    },
    strategy: {
      ...base.strategy,
      accelerators,
      tensor,
      context,
      pipeline,
      virtualStages,
      data,
      expert,
      microBatchSequences: pick([0.5, 1, 1, 2, 4]),
      sequenceParallel: draw() < 0.7,
      sharding: pick(['none', 'optimizer', 'gradients', 'parameters']),
      shardingGroupSize: data % 4 === 0 && draw() < 0.3 ? data / 4 : data,
      schedule: virtualStages > 1 ? 'interleaved' : '1f1b',
      recompute: pick(['none', 'selective', 'block', 'full']),
      recomputeLayersPerStage: pick([0, 2, 5]),
      offloadOptimizer: draw() < 0.1,
      rankOrder: pick([
        ['tensor', 'context', 'data', 'pipeline'],
        ['tensor', 'context', 'pipeline', 'data'],
        ['data', 'tensor', 'context', 'pipeline'],
      ]),
    },
    accelerator: {
      ...base.accelerator,
      memoryBandwidthBytesPerSecond: 1e12 + 7e12 * draw(),
      computeUnits: pick([2, 108, 132, 304]),
    },
    stack: { factors: { ...factors, attentionGeneration: pick([0, 1, 2, 3, 3]) } },
    network: { levels, routes: draw() < 0.3 ? randomRoutes(draw) : null },
  };
}

/** Routes as a drawing may give them: links of 10 GB/s to 1 TB/s, groups that stay inside their domain, traffic that shares links. */
function randomRoutes(draw: () => number): NetworkRoutes {
  const slowest = (): number => (draw() < 0.2 ? 0 : 10 ** (-10 - 2 * draw()));
  const groups = RANK_GROUPS.filter(() => draw() < 0.8).map((name) => [
    name,
    Object.fromEntries(GROUP_ROUTES.map((route) => [route, slowest()])),
  ]);
  const sharing = LAYER_TRAFFIC.filter(() => draw() < 0.5).map((kind) => [
    kind,
    { layer: 0.2 + 0.8 * draw(), data: 0.2 + 0.8 * draw() },
  ]);
  return { groups: Object.fromEntries(groups), sharing: Object.fromEntries(sharing) } as NetworkRoutes;
}

/** Numbers in [0, 1) from a seed (mulberry32). */
export function seededDraws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
