/**
 * Traffic between data ranks once per step: gradients are reduced and, when the optimizer is sharded, updated parameters gathered
 * (ZeRO, arXiv 1910.02054). It hides behind the backward pass of the last micro-batch and the forward pass of the first; with virtual
 * stages, a chunk's gradients are ready while other chunks still work, so the window spans up to p micro-batches.
 */
import {
  COLL_EMBEDDING_REDUCE,
  COLL_EXPERT_GRADIENT_REDUCE,
  COLL_EXPERT_PARAMETER_GATHER,
  COLL_GRADIENT_REDUCE,
  COLL_PARAMETER_GATHER,
  COLL_REPLICA_REDUCE,
  MODEL_LAYERS,
  MODEL_TIED,
  PLAN_DATA,
  PLAN_PIPELINE,
  PLAN_SHARDING,
  PLAN_SHARDING_GROUP,
  PLAN_VIRTUAL,
  STACK_GRADIENT_OVERLAP,
  STACK_OWNED_TENSORS,
  STACK_PARAMETER_OVERLAP,
  TRAIN_ADAPTER_RANK,
  TRAIN_GRADIENT_BYTES,
} from '../abi.ts';
import {
  E_EMBED_PARAMETERS,
  E_OUTPUT_PARAMETERS,
  EDGE,
  ELEMENT_BYTES,
  EXPERT_DATA_GROUP,
  G_RANKS,
  GROUP_STRIDE,
  GROUPS,
  MICRO_BATCHES,
  PIPELINE_GROUP,
  REPLICA_GROUP,
  SHARD_GROUP,
  scenario,
  work,
} from '../arena.ts';
import { allReduceKind, allReduceOver, gatherOver, sendOver } from './over-group.ts';
import { besideSeconds, exposedSeconds } from './overlap.ts';
import { RING, recordCollective } from './record.ts';

const DATA: f64 = 6.0;
/** Gradients travel in buckets of this many parameters, more with many ranks (defaults of Megatron Core's distributed data parallelism). */
const BUCKET_PARAMETERS: f64 = 40e6;
const BUCKET_PARAMETERS_PER_RANK: f64 = 1e6;

function ranksOf(group: i32): f64 {
  return work[GROUPS + group * GROUP_STRIDE + G_RANKS];
}

/** Micro-batches' worth of work behind which the traffic of one step can hide. */
function windowMicroBatches(): f64 {
  const virtual: f64 = scenario[PLAN_VIRTUAL];
  if (virtual === 1.0) return 1.0;
  return (Math.min(work[MICRO_BATCHES], scenario[PLAN_PIPELINE]) * (virtual - 1.0)) / virtual;
}

/**
 * Exposed seconds per step.
 * @param microBatches of one step
 * @param dense parameters on the rank that all data ranks share, `expert` those of its experts
 * @param forward seconds of one micro-batch's forward pass on the rank, `backward` of its backward pass
 * @param stretch what a second of these passes becomes beside it where both use the same links, `progress` what of it is moved meanwhile
 */
export function dataTraffic(
  dense: f64,
  expert: f64,
  forward: f64,
  backward: f64,
  microBatches: f64,
  stretch: f64,
  progress: f64,
): f64 {
  if (scenario[TRAIN_ADAPTER_RANK] > 0.0) return 0.0;
  const sharding: f64 = scenario[PLAN_SHARDING];
  const gradient: f64 = scenario[TRAIN_GRADIENT_BYTES];
  const element: f64 = work[ELEMENT_BYTES];
  const replicas: f64 = scenario[PLAN_DATA] / scenario[PLAN_SHARDING_GROUP];
  let reduce: f64 = 0.0;
  let gather: f64 = 0.0;
  if (sharding === 0.0) {
    reduce = allReduceOver(SHARD_GROUP, dense * gradient) + allReduceOver(EXPERT_DATA_GROUP, expert * gradient);
  } else if (sharding < 3.0) {
    reduce = ownersReduceSeconds(dense * gradient) + gatherOver(EXPERT_DATA_GROUP, expert * gradient);
    gather = gatherOver(SHARD_GROUP, dense * element) + gatherOver(EXPERT_DATA_GROUP, expert * element);
    if (dense > 0.0) gather += laterOwnersSeconds();
  }
  const shards: f64 = sharding === 0.0 ? 1.0 : ranksOf(SHARD_GROUP);
  const across: f64 = replicas > 1.0 ? allReduceOver(REPLICA_GROUP, (dense * gradient) / shards) : 0.0;
  const window: f64 = windowMicroBatches() * progress;
  const bucket: f64 = Math.max(BUCKET_PARAMETERS, BUCKET_PARAMETERS_PER_RANK * ranksOf(SHARD_GROUP));
  const last: f64 = Math.min(bucket / Math.max(dense + expert, 1.0), 1.0);
  const shownReduce: f64 = exposedSeconds(reduce + across, window * backward, scenario[STACK_GRADIENT_OVERLAP], last);
  const shownGather: f64 = exposedSeconds(gather, window * forward, scenario[STACK_PARAMETER_OVERLAP], last);
  record(dense, expert, shownReduce / Math.max(reduce + across, 1e-30), shownGather / Math.max(gather, 1e-30), shards);
  const hidden: f64 = reduce + across + gather - shownReduce - shownGather;
  return (
    shownReduce +
    shownGather +
    besideSeconds(hidden, stretch, progress) +
    tiedEmbeddingReduce() +
    edgeShards(microBatches)
  );
}

function record(dense: f64, expert: f64, reduced: f64, gathered: f64, shards: f64): void {
  const sharding: f64 = scenario[PLAN_SHARDING];
  const gradientDense: f64 = dense * scenario[TRAIN_GRADIENT_BYTES];
  const gradientExpert: f64 = expert * scenario[TRAIN_GRADIENT_BYTES];
  if (sharding === 0.0) {
    const one: f64 = allReduceOver(SHARD_GROUP, gradientDense);
    const kind: f64 = allReduceKind(SHARD_GROUP, gradientDense);
    recordCollective(COLL_GRADIENT_REDUCE, DATA, kind, SHARD_GROUP, gradientDense, 1.0, one, one * reduced);
    const experts: f64 = allReduceOver(EXPERT_DATA_GROUP, gradientExpert);
    const expertKind: f64 = allReduceKind(EXPERT_DATA_GROUP, gradientExpert);
    recordCollective(
      COLL_EXPERT_GRADIENT_REDUCE,
      DATA,
      expertKind,
      EXPERT_DATA_GROUP,
      gradientExpert,
      1.0,
      experts,
      experts * reduced,
    );
  } else if (sharding < 3.0) {
    const one: f64 = ownersReduceSeconds(gradientDense);
    const kind: f64 = ownsWholeTensors() ? allReduceKind(SHARD_GROUP, gradientDense) : RING;
    recordCollective(COLL_GRADIENT_REDUCE, DATA, kind, SHARD_GROUP, gradientDense, 1.0, one, one * reduced);
    recordGather(COLL_EXPERT_GRADIENT_REDUCE, EXPERT_DATA_GROUP, gradientExpert, reduced);
    const shared: f64 = dense * work[ELEMENT_BYTES];
    const updated: f64 = gatherOver(SHARD_GROUP, shared) + laterOwnersSeconds();
    recordCollective(COLL_PARAMETER_GATHER, DATA, RING, SHARD_GROUP, shared, 1.0, updated, updated * gathered);
    recordGather(COLL_EXPERT_PARAMETER_GATHER, EXPERT_DATA_GROUP, expert * work[ELEMENT_BYTES], gathered);
  }
  if (ranksOf(REPLICA_GROUP) > 1.0) {
    const bytes: f64 = gradientDense / shards;
    const one: f64 = allReduceOver(REPLICA_GROUP, bytes);
    const kind: f64 = allReduceKind(REPLICA_GROUP, bytes);
    recordCollective(COLL_REPLICA_REDUCE, DATA, kind, REPLICA_GROUP, bytes, 1.0, one, one * reduced);
  }
}

function ownsWholeTensors(): bool {
  return scenario[STACK_OWNED_TENSORS] > 0.0;
}

/** Seconds to bring gradients to those who own their optimizer states; where that is by whole tensors, all ranks get all of them. */
function ownersReduceSeconds(bytes: f64): f64 {
  return ownsWholeTensors() ? allReduceOver(SHARD_GROUP, bytes) : gatherOver(SHARD_GROUP, bytes);
}

/**
 * Where ranks own whole tensors, every owner broadcasts its part in turn, and each broadcast passes along the whole chain of ranks: what
 * those after the first add. There are no more owners than tensors (InternEvo, `HybridZeroOptimizer`).
 */
function laterOwnersSeconds(): f64 {
  if (!ownsWholeTensors()) return 0.0;
  const tensors: f64 = (scenario[STACK_OWNED_TENSORS] * scenario[MODEL_LAYERS]) / scenario[PLAN_PIPELINE];
  return Math.max(Math.min(ranksOf(SHARD_GROUP), tensors) - 1.0, 0.0) * gatherOver(SHARD_GROUP, 0.0);
}

function recordGather(name: i32, group: i32, bytes: f64, exposed: f64): void {
  const one: f64 = gatherOver(group, bytes);
  recordCollective(name, DATA, RING, group, bytes, 1.0, one, one * exposed);
}

/**
 * Sharded parameters outside the layers, the embedding and the output layer: gathered before a micro-batch's first layer, their gradients
 * scattered after the last one is done. Nothing runs beside either.
 */
function edgeShards(microBatches: f64): f64 {
  if (scenario[PLAN_SHARDING] !== 3.0) return 0.0;
  const embedding: f64 = work[EDGE + E_EMBED_PARAMETERS];
  const output: f64 = work[EDGE + E_OUTPUT_PARAMETERS];
  const count: f64 = scenario[PLAN_PIPELINE] > 1.0 ? Math.max(embedding, output) : embedding + output;
  const gather: f64 = gatherOver(SHARD_GROUP, count * work[ELEMENT_BYTES]);
  const scatter: f64 = gatherOver(SHARD_GROUP, count * scenario[TRAIN_GRADIENT_BYTES]);
  recordCollective(
    COLL_PARAMETER_GATHER,
    DATA,
    RING,
    SHARD_GROUP,
    count * work[ELEMENT_BYTES],
    microBatches,
    gather,
    gather,
  );
  recordCollective(
    COLL_GRADIENT_REDUCE,
    DATA,
    RING,
    SHARD_GROUP,
    count * scenario[TRAIN_GRADIENT_BYTES],
    microBatches,
    scatter,
    scatter,
  );
  return microBatches * (gather + scatter);
}

/** First and last stage hold copies of a shared table and add up its gradients. */
function tiedEmbeddingReduce(): f64 {
  if (scenario[MODEL_TIED] === 0.0 || scenario[PLAN_PIPELINE] === 1.0) return 0.0;
  const bytes: f64 = work[EDGE + E_EMBED_PARAMETERS] * scenario[TRAIN_GRADIENT_BYTES];
  const seconds: f64 = sendOver(PIPELINE_GROUP, bytes);
  recordCollective(COLL_EMBEDDING_REDUCE, DATA, RING, PIPELINE_GROUP, bytes, 1.0, seconds, seconds);
  return seconds;
}
