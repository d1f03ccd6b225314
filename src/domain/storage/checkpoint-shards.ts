/** Who holds which part of a checkpoint: how many ranks write, and how often the same bytes are read when all read back what they hold. */
import type { Strategy } from '../plan/plan-document.ts';
import type { RankShape } from '../topology/flow/rank-groups.ts';
import { findGroups } from '../topology/flow/rank-groups.ts';

/** What of the workload and the strategy decides it. */
export interface ShardingInputs extends RankShape {
  readonly sharding: Strategy['sharding'];
}

/** A checkpoint over the ranks. */
export interface CheckpointShards {
  /** Ranks that write a part of their own; replicas of the same part write it once. */
  readonly writers: number;
  /** Whether a rank writes; null = all do. */
  readonly isWriter: ((rank: number) => boolean) | null;
  /** Bytes read ÷ size of the checkpoint when every rank reads all that it holds. */
  readonly copiesRead: number;
}

/** Parts of the parameters, 0–1, and of a checkpoint's bytes. */
export interface CheckpointMake {
  /** Of all parameters, those of experts. */
  readonly expertShare: number;
  /** Of a checkpoint's bytes, those of the weights in the format of the matrix products; the rest is optimizer state. */
  readonly weightShare: number;
}

/**
 * Weights lie on every rank that computes with them, or once in each sharding group where parameters are sharded; optimizer states
 * once in each sharding group where anything is sharded (arXiv 1910.02054), and beside the weights where nothing is.
 */
export function findShards(shape: ShardingInputs, make: CheckpointMake): CheckpointShards {
  const ranks = shape.tensor * shape.context * shape.data * shape.pipeline;
  const isSharded = shape.sharding !== 'none';
  const denseReplicas = shape.context * shape.data;
  const expertReplicas = ranks / shape.pipeline / (shape.expert * shape.expertTensor);
  const group = shape.context * shape.shardingGroupSize;
  const shardReplicas = denseReplicas / group;
  const { expertShare, weightShare } = make;
  const whole = (1 - expertShare) * denseReplicas + expertShare * expertReplicas;
  const sharded = (1 - expertShare) * shardReplicas + expertShare * Math.min(expertReplicas, shardReplicas);
  const copiesRead =
    weightShare * (shape.sharding === 'parameters' ? sharded : whole) +
    (1 - weightShare) * (isSharded ? sharded : whole);
  if (isSharded && shardReplicas === 1) return { writers: ranks, isWriter: null, copiesRead };
  if (isSharded) {
    const { placeOf } = findGroups(shape, 'replica');
    return { writers: ranks / shardReplicas, isWriter: (rank) => placeOf(rank) === 0, copiesRead };
  }
  const data = findGroups({ ...shape, shardingGroupSize: shape.data }, 'shard');
  const experts = findGroups(shape, 'expert-data');
  const hasExperts = expertShare > 0;
  const isWriter = (rank: number): boolean => data.placeOf(rank) === 0 || (hasExperts && experts.placeOf(rank) === 0);
  let writers = 0;
  for (let rank = 0; rank < ranks; rank++) if (isWriter(rank)) writers++;
  return { writers, isWriter: writers === ranks ? null : isWriter, copiesRead };
}
