import type { StrategyInputs, TrainingInputs } from '../estimate/scenario.ts';
import type { ModelArchitecture } from '../workload/model-architecture.ts';

/** What the rules of a strategy are about: how the work is cut, of which model, on how many accelerators. */
export interface StrategyShape {
  readonly strategy: Omit<StrategyInputs, 'data' | 'shardingGroupSize'> & {
    /** Data ranks in one sharding group; null = all of them. */
    readonly shardingGroupSize: number | null;
  };
  readonly architecture: ModelArchitecture;
  readonly training: Pick<TrainingInputs, 'sequenceLengthTokens' | 'globalBatchSequences'>;
}

/** Accelerators of one model replica. */
export function replicaSize(strategy: Pick<StrategyInputs, 'tensor' | 'context' | 'pipeline'>): number {
  return strategy.tensor * strategy.context * strategy.pipeline;
}

/** Model replicas; a fraction when the accelerators do not divide. */
export function dataRanks(strategy: Pick<StrategyInputs, 'tensor' | 'context' | 'pipeline' | 'accelerators'>): number {
  return strategy.accelerators / replicaSize(strategy);
}
