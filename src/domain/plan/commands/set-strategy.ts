import type { PlanCommand, Strategy } from '../plan-document.ts';
import { assignFields } from './assign-fields.ts';

const WORDS: Record<keyof Strategy, string> = {
  acceleratorsUsed: 'accelerators used',
  tensor: 'tensor parallelism',
  context: 'context parallelism',
  pipeline: 'pipeline parallelism',
  virtualStages: 'virtual stages',
  expert: 'expert parallelism',
  expertTensor: 'tensor parallelism of experts',
  microBatchSequences: 'micro-batch',
  sequenceParallel: 'sequence parallelism',
  sharding: 'sharding',
  shardingGroupSize: 'sharding group',
  schedule: 'pipeline schedule',
  recompute: 'recomputation',
  recomputeLayersPerStage: 'recomputed layers',
  offloadOptimizer: 'optimizer offload',
  rankOrder: 'rank order',
  ranksTogether: 'ranks kept together',
  softwareStackId: 'software stack',
};

/** Changes fields of the strategy. */
export function setStrategy(fields: Partial<Strategy>, gesture?: string): PlanCommand {
  const keys = Object.keys(fields) as (keyof Strategy)[];
  const only = keys.length === 1 ? keys[0] : undefined;
  return {
    label: only === undefined ? 'Change strategy' : `Change ${WORDS[only]}`,
    ...(gesture === undefined ? {} : { gesture }),
    recipe: ({ strategy }) => assignFields(strategy, fields),
  };
}
