/** Replica groups: what part of a job can be lost while the others go on. */
import type { AssumptionContext, AssumptionDefinition, SourcedNumber } from './assumption-types.ts';
import { FAULT_TOLERANCE } from './recovery-choices.ts';
import { chosenId } from './resolve-choice.ts';
import { fromFact, fromPlan } from './sourced-number.ts';

export const REPLICA_GROUPS: AssumptionDefinition = {
  key: 'replicaGroups',
  label: 'Replica groups',
  group: 'recovery',
  dimension: null,
  unit: 'groups',
  min: 1,
  max: 1e6,
  meaning:
    'Groups that hold all of the model’s state, so that others can go on without one. Elastic jobs lose replicas of the model; fault-tolerant replicas are sharding groups.',
  defaultFor: groupsOfStrategy,
};

export const REPLICA_STALL_SECONDS: AssumptionDefinition = {
  key: 'replicaStallSeconds',
  label: 'Stall when a group is lost',
  group: 'recovery',
  dimension: 'duration',
  unit: 's',
  min: 0,
  max: 86_400,
  meaning: 'For how long all replica groups stand still when one is lost, until they go on without it.',
  defaultFor: ({ catalog }) => fromFact(catalog, 'reliability', 'ft_hsdp.ft_stall_min'),
};

/** Data ranks, less those that only together hold a whole model: experts, and with fault-tolerant replicas the shards of its state. */
function groupsOfStrategy(context: AssumptionContext): SourcedNumber {
  const {
    tensor,
    context: sequence,
    pipeline,
    expert,
    expertTensor,
    sharding,
    shardingGroupSize,
  } = context.plan.strategy;
  const data = Math.max(1, Math.floor(context.acceleratorsUsed / (tensor * sequence * pipeline)));
  const withExperts = Math.ceil((expert * expertTensor) / (tensor * sequence));
  const isReplicated = chosenId(FAULT_TOLERANCE, context) === 'replicas';
  const inShards = isReplicated && sharding !== 'none' ? (shardingGroupSize ?? data) : 1;
  const ranks = Math.min(data, Math.max(withExperts, inShards, 1));
  const words =
    inShards > 1 && inShards >= withExperts ? `sharding groups of ${ranks} data ranks` : 'replicas of the model';
  return fromPlan(Math.max(1, Math.floor(data / ranks)), `the strategy: ${words}`);
}
