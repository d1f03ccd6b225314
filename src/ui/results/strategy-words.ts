import type { Strategy } from '../../domain/plan/plan-document.ts';

/** What the strategy's fields are called on the page. */
export const STRATEGY_WORDS: Readonly<Record<keyof Strategy, string>> = {
  acceleratorsUsed: 'Accelerators',
  tensor: 'Tensor parallel',
  context: 'Context parallel',
  pipeline: 'Pipeline stages',
  virtualStages: 'Virtual stages',
  expert: 'Expert parallel',
  expertTensor: 'Tensor parallel in experts',
  microBatchSequences: 'Micro-batch',
  sequenceParallel: 'Sequence parallel',
  sharding: 'Sharding',
  shardingGroupSize: 'Sharding group',
  schedule: 'Schedule',
  recompute: 'Recompute',
  recomputeLayersPerStage: 'Recomputed layers per stage',
  offloadOptimizer: 'Optimizer in host memory',
  rankOrder: 'Rank order',
  ranksTogether: 'Ranks kept together',
  softwareStackId: 'Software stack',
};

/** What the choices of sharding are called. */
export const SHARDING_WORDS: Readonly<Record<Strategy['sharding'], string>> = {
  none: 'None',
  optimizer: 'Optimizer (ZeRO 1)',
  gradients: 'Gradients too (ZeRO 2)',
  parameters: 'Parameters too (ZeRO 3, FSDP)',
};

/** What the choices of recompute are called. */
export const RECOMPUTE_WORDS: Readonly<Record<Strategy['recompute'], string>> = {
  none: 'None',
  selective: 'Selective (attention)',
  block: 'Some layers',
  full: 'All layers',
};
