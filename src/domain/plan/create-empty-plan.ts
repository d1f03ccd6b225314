/** The plan that a new document starts from: nothing drawn, a small well-known model, one accelerator per model copy. */
import type { PlanDocument } from './plan-document.ts';
import { PLAN_VERSION } from './plan-document.ts';

/** A valid plan with an empty drawing. Every call gives a fresh object. */
export function createEmptyPlan(name = 'Untitled plan'): PlanDocument {
  return {
    format: 'trainyard-plan',
    version: PLAN_VERSION,
    name,
    notes: '',
    drawing: { blocks: {}, links: {} },
    workload: {
      model: { kind: 'catalog', modelId: 'llama3-8b' },
      sequenceLengthTokens: 8192,
      globalBatchSequences: 512,
      trainingTokens: 1e12,
      matmulFormat: 'bf16',
      gradientBytes: 4,
      masterWeightBytes: 4,
      momentBytes: 4,
    },
    strategy: {
      acceleratorsUsed: null,
      tensor: 1,
      context: 1,
      pipeline: 1,
      virtualStages: 1,
      expert: 1,
      expertTensor: 1,
      microBatchSequences: 1,
      sequenceParallel: false,
      sharding: 'optimizer',
      shardingGroupSize: null,
      schedule: '1f1b',
      recompute: 'selective',
      recomputeLayersPerStage: 0,
      offloadOptimizer: false,
      rankOrder: ['tensor', 'context', 'data', 'pipeline'],
      ranksTogether: null,
      softwareStackId: 'megatron-core',
    },
    assumptions: { choices: {}, overrides: {} },
    schedule: { orderDate: null, stages: [] },
    calibration: null,
  };
}
