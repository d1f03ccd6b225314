import type { Scenario } from '../../domain/estimate/scenario.ts';
import type { Strategy } from '../../domain/plan/plan-document.ts';
import { SCHEDULE_NAMES } from '../../domain/strategy/schedule-names.ts';
import { RECOMPUTE_WORDS, SHARDING_WORDS, STRATEGY_WORDS } from './strategy-words.ts';

/** Fields that the engine may change and the plan can hold. The data dimension follows from the others. */
const MENDABLE = [
  'tensor',
  'context',
  'pipeline',
  'virtualStages',
  'expert',
  'expertTensor',
  'microBatchSequences',
  'sequenceParallel',
  'sharding',
  'schedule',
  'recompute',
  'recomputeLayersPerStage',
  'offloadOptimizer',
] as const satisfies readonly (keyof Strategy & keyof Scenario['strategy'])[];

/** The fields of the plan's strategy to change so that it becomes the engine's. */
export function strategyChanges(plan: Strategy, nearest: Scenario['strategy']): Partial<Strategy> {
  const entries = MENDABLE.filter((field) => plan[field] !== nearest[field]).map((field) => [field, nearest[field]]);
  const changes: Partial<Strategy> = Object.fromEntries(entries);
  const group = nearest.shardingGroupSize === nearest.data ? null : nearest.shardingGroupSize;
  const accelerators = plan.acceleratorsUsed !== null && plan.acceleratorsUsed !== nearest.accelerators;
  return {
    ...changes,
    ...(plan.shardingGroupSize === group ? {} : { shardingGroupSize: group }),
    ...(accelerators ? { acceleratorsUsed: nearest.accelerators } : {}),
  };
}

/** The changes in words: "Pipeline stages 12 → 16, Recompute None → All layers". */
export function describeChanges(plan: Strategy, changes: Partial<Strategy>): string {
  return (Object.keys(changes) as (keyof Strategy)[])
    .map((field) => `${STRATEGY_WORDS[field]} ${word(field, plan)} → ${word(field, { ...plan, ...changes })}`)
    .join(', ');
}

function word(field: keyof Strategy, strategy: Strategy): string {
  if (field === 'sharding') return SHARDING_WORDS[strategy.sharding];
  if (field === 'recompute') return RECOMPUTE_WORDS[strategy.recompute];
  if (field === 'schedule') return SCHEDULE_NAMES[strategy.schedule];
  const value = strategy[field];
  if (value === null) return 'all';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
}
