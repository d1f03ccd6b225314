/** Parameters of a rank, and the bytes that its share of the training state takes for the whole run (arXiv 1910.02054). */
import {
  PLAN_OFFLOAD,
  PLAN_SHARDING,
  TRAIN_ADAPTER_RANK,
  TRAIN_HELD_GRADIENT_BYTES,
  TRAIN_MASTER_BYTES,
  TRAIN_MOMENT_BYTES,
} from '../abi.ts';
import {
  B_DENSE_PARAMETERS,
  B_EXPERT_PARAMETERS,
  BLOCK_COUNT,
  BLOCK_STRIDE,
  BLOCKS,
  E_EMBED_PARAMETERS,
  E_OUTPUT_PARAMETERS,
  EDGE,
  ELEMENT_BYTES,
  EXPERT_DATA_GROUP,
  G_RANKS,
  GROUP_STRIDE,
  GROUPS,
  LOW_PRECISION,
  OPERAND_BYTES,
  RANK_LAYERS,
  SHARD_GROUP,
  scenario,
  work,
} from '../arena.ts';
import { holdsSameLayers } from '../pipeline/pipeline-arena.ts';
import { chunkShare, currentSchedule, holdsFirstStage, holdsLastStage } from '../pipeline/placement.ts';

const SHARDED_GRADIENTS: f64 = 2.0;
const SHARDED_PARAMETERS: f64 = 3.0;

/** Optimizers work in 32 bits. */
const SINGLE_BYTES: f64 = 4.0;

/** Counted once for a strategy: parameters of each rank outside experts, of its experts, and of its share of both. */
const dense: StaticArray<f64> = new StaticArray<f64>(256);
const experts: StaticArray<f64> = new StaticArray<f64>(256);
const shards: StaticArray<f64> = new StaticArray<f64>(256);

/** Parameters outside experts on a rank: `layers` in its layers, and at the ends of the model. */
function countDense(rank: i32, layers: f64): f64 {
  let count: f64 = layers;
  if (holdsFirstStage(rank)) count += work[EDGE + E_EMBED_PARAMETERS];
  if (holdsLastStage(rank)) count += work[EDGE + E_OUTPUT_PARAMETERS];
  return count;
}

/** Parameters of a rank's layers, by the field of a block that counts them. */
function countLayers(rank: i32, field: i32): f64 {
  let count: f64 = 0.0;
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) {
    count += work[RANK_LAYERS + rank * BLOCK_COUNT + kind] * work[BLOCKS + kind * BLOCK_STRIDE + field];
  }
  return count;
}

/** Counts the parameters of all ranks, whose layers are dealt. */
export function countRankParameters(ranks: i32): void {
  const denseRanks: f64 = work[GROUPS + SHARD_GROUP * GROUP_STRIDE + G_RANKS];
  const expertRanks: f64 = work[GROUPS + EXPERT_DATA_GROUP * GROUP_STRIDE + G_RANKS];
  let layers: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    const same: bool = holdsSameLayers[rank] > 0;
    if (!same) layers = countLayers(rank, B_DENSE_PARAMETERS);
    dense[rank] = countDense(rank, layers);
    experts[rank] = same ? experts[rank - 1] : countLayers(rank, B_EXPERT_PARAMETERS);
    shards[rank] = dense[rank] / denseRanks + experts[rank] / expertRanks;
  }
}

/** Parameters that a rank holds before sharding: those replicated over the data ranks. */
export function denseParameters(rank: i32): f64 {
  return dense[rank];
}

/** Parameters that a rank holds before sharding: its experts. */
export function expertParameters(rank: i32): f64 {
  return experts[rank];
}

/** Parameters of a rank's share where its data ranks share them out. */
function shardParameters(rank: i32): f64 {
  return shards[rank];
}

/**
 * Parameters whose optimizer state a rank holds. DualPipe keeps every stage on two ranks (arXiv 2412.19437 table 2), which must make the
 * same update: where states are sharded, both copies' data ranks share them out.
 */
export function ownedParameters(rank: i32): f64 {
  if (scenario[PLAN_SHARDING] === 0.0) return denseParameters(rank) + expertParameters(rank);
  return shardParameters(rank) * chunkShare(currentSchedule());
}

/** 1 = all weights are trained, 0 = frozen beside low-rank adapters, whose own states are too small to count. */
function trained(): f64 {
  return scenario[TRAIN_ADAPTER_RANK] > 0.0 ? 0.0 : 1.0;
}

/** Bytes of weights. Frozen ones are kept in the format that products read, 8 bits at least; trained ones in the element format. */
export function parameterBytes(rank: i32): f64 {
  const held: f64 =
    scenario[PLAN_SHARDING] === SHARDED_PARAMETERS
      ? shardParameters(rank)
      : denseParameters(rank) + expertParameters(rank);
  const narrow: bool = trained() === 0.0 && work[LOW_PRECISION] > 0.0;
  return held * (narrow ? Math.max(work[OPERAND_BYTES], 1.0) : work[ELEMENT_BYTES]);
}

/** Bytes of gradients between micro-batches. */
export function gradientBytes(rank: i32): f64 {
  const held: f64 =
    scenario[PLAN_SHARDING] >= SHARDED_GRADIENTS
      ? shardParameters(rank)
      : denseParameters(rank) + expertParameters(rank);
  return trained() * held * scenario[TRAIN_HELD_GRADIENT_BYTES];
}

/** 1 = optimizer states lie on the accelerator. */
function onDevice(): f64 {
  return scenario[PLAN_OFFLOAD] > 0.0 ? 0.0 : trained();
}

/** Bytes of master weights. */
export function masterBytes(rank: i32): f64 {
  return onDevice() * ownedParameters(rank) * scenario[TRAIN_MASTER_BYTES];
}

/** Bytes of both moments. */
export function momentBytes(rank: i32): f64 {
  return onDevice() * ownedParameters(rank) * 2.0 * scenario[TRAIN_MOMENT_BYTES];
}

/** Bytes that a rank holds from the first step to the last. */
export function stateBytes(rank: i32): f64 {
  return parameterBytes(rank) + gradientBytes(rank) + masterBytes(rank) + momentBytes(rank);
}

/** Bytes that one update takes on top: gradients of the owned share in 32 bits, where they are held in fewer. */
export function updateBytes(rank: i32): f64 {
  if (scenario[TRAIN_HELD_GRADIENT_BYTES] >= SINGLE_BYTES) return 0.0;
  return onDevice() * ownedParameters(rank) * SINGLE_BYTES;
}
