/**
 * Builds the six kinds of block for the strategy at hand, and what one forward and one backward pass of each takes on one rank. The
 * host launches kernels one by one: where it needs longer than the accelerator works, the accelerator waits.
 */
import {
  COLL_EXPERT_LAYER_GATHER,
  COLL_EXPERT_LAYER_SCATTER,
  COLL_LAYER_GATHER,
  COLL_LAYER_SCATTER,
  MODEL_EXPERTS,
  MODEL_HIDDEN,
  MODEL_LINEAR_KIND,
  MODEL_LOCAL_KIND,
  MODEL_MAMBA_HEADS,
  MODEL_MIXED,
  MODEL_NORMS_PER_LAYER,
  OP_NORM,
  OP_RESIDUAL,
  PLAN_EXPERT,
  PLAN_RECOMPUTE,
  PLAN_RECOMPUTE_MODULES,
  PLAN_SHARDING,
  PLAN_TENSOR,
  STACK_ATTENTION_GENERATION,
  STACK_EARLY_STOP,
  STACK_EXPERT_FUSION,
  STACK_GATHER_PIECES,
  STACK_HOST_EXPERT,
  STACK_HOST_EXPERT_LAYER,
  STACK_HOST_LAYER,
  STACK_KERNEL_GAP,
  STACK_LAUNCH_BLOCKING,
  STACK_MEMORY_PASSES,
  TRAIN_GRADIENT_BYTES,
} from '../abi.ts';
import {
  B_CONTEXT_BACKWARD,
  B_CONTEXT_FORWARD,
  B_DENSE_PARAMETERS,
  B_EXPERT_BACKWARD,
  B_EXPERT_FORWARD,
  B_EXPERT_PARAMETERS,
  B_FORWARD,
  B_HOST,
  B_INPUT_GRADIENT,
  B_KERNELS,
  B_LAST,
  B_RECOMPUTE,
  B_SHARD_BACKWARD,
  B_SHARD_FORWARD,
  B_SLOWED_BACKWARD,
  B_SLOWED_FORWARD,
  B_TENSOR_BACKWARD,
  B_TENSOR_FORWARD,
  B_TOTAL_BACKWARD,
  B_TOTAL_FORWARD,
  B_TOTAL_FULL,
  B_WAIT_BACKWARD,
  B_WAIT_FORWARD,
  B_WAIT_FULL,
  B_WEIGHT_GRADIENT,
  BLOCK,
  BLOCK_COUNT,
  BLOCK_SLOT,
  BLOCK_STRIDE,
  BLOCKS,
  current,
  DENSE,
  ELEMENT_BYTES,
  EXPERT_DATA_GROUP,
  FULL_ATTENTION,
  LINEAR_ATTENTION,
  LOCAL_ATTENTION,
  MAMBA,
  MODULES,
  MOE,
  SHARD_GROUP,
  scenario,
  TOKENS_SHARDED,
  work,
} from '../arena.ts';
import { gatherOver } from '../collectives/over-group.ts';
import { RING, recordCollective } from '../collectives/record.ts';
import { UNFUSED } from './attention.ts';
import { addDenseFeedForward, addMixtureOfExperts } from './feed-forward.ts';
import { addAttention } from './mixers.ts';
import {
  addParameters,
  addPass,
  keep,
  keepOperand,
  MODULE_ACTIVATION,
  MODULE_CORE,
  MODULE_LATENT_UP,
  MODULE_NONE,
  MODULE_NORM,
} from './operations.ts';
import { addLinearAttention, addMamba } from './recurrent-mixers.ts';

const SELECTIVE: f64 = 1.0;
const DATA: f64 = 6.0;
/** Blocks in a layer: the host's time is split between them, and a backward pass takes it twice as long as a forward pass. */
const HOST_SHARE: f64 = 6.0;

/** Which modules a strategy recomputes. Selective without named modules: what saves most and costs least in the stack. */
function resolveModules(): void {
  if (scenario[PLAN_RECOMPUTE] !== SELECTIVE) {
    current[MODULES] = 0;
    return;
  }
  const named: f64 = scenario[PLAN_RECOMPUTE_MODULES];
  if (named > 0.0) current[MODULES] = i32(named);
  else if (scenario[STACK_ATTENTION_GENERATION] === UNFUSED) current[MODULES] = MODULE_CORE;
  else current[MODULES] = MODULE_NORM | MODULE_ACTIVATION | MODULE_LATENT_UP;
}

function startBlock(kind: i32): void {
  const base: i32 = BLOCKS + kind * BLOCK_STRIDE;
  for (let field: i32 = 0; field < BLOCK_STRIDE; field += 1) work[base + field] = 0.0;
  current[BLOCK] = base;
  work[BLOCK_SLOT] = f64(kind);
}

/** Norms and residual sums around a block, over the sequence-parallel share of the tokens. */
function addShell(): void {
  const hidden: f64 = scenario[MODEL_HIDDEN];
  const norms: f64 = scenario[MODEL_MIXED] > 0.0 ? 1.0 : scenario[MODEL_NORMS_PER_LAYER] * 0.5;
  const one: f64 = work[TOKENS_SHARDED] * hidden * work[ELEMENT_BYTES];
  const passes: f64 = scenario[STACK_MEMORY_PASSES] * one;
  // A norm reads and writes; backward it reads gradient and input and writes. A sum reads two and writes one, backward where the
  // gradients of branch and residual meet.
  addPass(OP_NORM, passes * 2.0 * norms, passes * 3.0 * norms, MODULE_NORM);
  addPass(OP_RESIDUAL, passes * 3.0, passes * 3.0, MODULE_NONE);
  addParameters(hidden * norms);
  keep(one, MODULE_NONE);
  keepOperand(work[TOKENS_SHARDED] * hidden * norms, MODULE_NORM);
  // Software of the years before fused attention trained with dropout: a mask of one byte an element before each residual sum.
  if (scenario[STACK_ATTENTION_GENERATION] === UNFUSED) keep(work[TOKENS_SHARDED] * hidden, MODULE_NONE);
}

/** Seconds that the accelerator waits for the host: what the host needs longer, or all of it where it launches one kernel at a time. */
function hostWait(host: f64, busy: f64): f64 {
  return scenario[STACK_LAUNCH_BLOCKING] > 0.0 ? host : Math.max(host - busy, 0.0);
}

/** Host, waiting and totals of a finished block. */
function finishBlock(kind: i32): void {
  const base: i32 = BLOCKS + kind * BLOCK_STRIDE;
  const gap: f64 = scenario[STACK_KERNEL_GAP] * work[base + B_KERNELS];
  work[base + B_FORWARD] = work[base + B_FORWARD] + gap;
  work[base + B_INPUT_GRADIENT] = work[base + B_INPUT_GRADIENT] + 2.0 * gap;
  let host: f64 = scenario[STACK_HOST_LAYER] / HOST_SHARE;
  if (kind === MOE) {
    // Software without grouped products launches those of one expert after the other.
    const launched: f64 = scenario[STACK_EXPERT_FUSION] > 0.0 ? 0.0 : scenario[MODEL_EXPERTS] / scenario[PLAN_EXPERT];
    host += (scenario[STACK_HOST_EXPERT_LAYER] + scenario[STACK_HOST_EXPERT] * launched) / 3.0;
  }
  work[base + B_HOST] = host;
  const forward: f64 =
    work[base + B_FORWARD] +
    work[base + B_SLOWED_FORWARD] +
    work[base + B_TENSOR_FORWARD] +
    work[base + B_CONTEXT_FORWARD] +
    work[base + B_EXPERT_FORWARD];
  const backward: f64 =
    work[base + B_INPUT_GRADIENT] +
    work[base + B_WEIGHT_GRADIENT] +
    work[base + B_SLOWED_BACKWARD] +
    work[base + B_TENSOR_BACKWARD] +
    work[base + B_CONTEXT_BACKWARD] +
    work[base + B_EXPERT_BACKWARD];
  const partly: f64 = backward + work[base + B_RECOMPUTE];
  const partHost: f64 = 2.0 * host + (host * work[base + B_RECOMPUTE]) / Math.max(work[base + B_FORWARD], 1e-12);
  work[base + B_WAIT_FORWARD] = hostWait(host, forward);
  work[base + B_WAIT_BACKWARD] = hostWait(partHost, partly);
  // Nothing behind the layer's last product needs its result again.
  const again: f64 = forward - scenario[STACK_EARLY_STOP] * work[base + B_LAST];
  work[base + B_WAIT_FULL] = hostWait(3.0 * host, backward + again);
  work[base + B_TOTAL_FORWARD] = forward + work[base + B_WAIT_FORWARD];
  work[base + B_TOTAL_BACKWARD] = partly + work[base + B_WAIT_BACKWARD];
  work[base + B_TOTAL_FULL] = backward + again + work[base + B_WAIT_FULL];
  if (scenario[PLAN_SHARDING] === 3.0) {
    const dense: f64 = gatherPieces(SHARD_GROUP, work[base + B_DENSE_PARAMETERS] * 2.0);
    const expert: f64 = gatherPieces(EXPERT_DATA_GROUP, work[base + B_EXPERT_PARAMETERS] * 2.0);
    work[base + B_SHARD_FORWARD] = dense + expert;
    const reduced: f64 = scenario[TRAIN_GRADIENT_BYTES];
    work[base + B_SHARD_BACKWARD] =
      dense +
      expert +
      gatherPieces(SHARD_GROUP, work[base + B_DENSE_PARAMETERS] * reduced) +
      gatherPieces(EXPERT_DATA_GROUP, work[base + B_EXPERT_PARAMETERS] * reduced);
    recordShards(COLL_LAYER_GATHER, COLL_LAYER_SCATTER, SHARD_GROUP, work[base + B_DENSE_PARAMETERS] * 2.0, dense);
    recordShards(
      COLL_EXPERT_LAYER_GATHER,
      COLL_EXPERT_LAYER_SCATTER,
      EXPERT_DATA_GROUP,
      work[base + B_EXPERT_PARAMETERS] * 2.0,
      expert,
    );
  }
}

/** A gather in as many collectives as the software makes of it: each has its own latency. */
function gatherPieces(group: i32, bytes: f64): f64 {
  if (bytes <= 0.0) return 0.0;
  return gatherOver(group, bytes) + (scenario[STACK_GATHER_PIECES] - 1.0) * gatherOver(group, 0.0);
}

/** A layer's parameters are gathered for both passes, its gradients scattered once. What shows of it is known per rank only. */
function recordShards(gather: i32, scatter: i32, group: i32, bytes: f64, one: f64): void {
  if (bytes <= 0.0) return;
  recordCollective(gather, DATA, RING, group, bytes, 2.0, one, 0.0);
  recordCollective(scatter, DATA, RING, group, bytes, 1.0, one, 0.0);
}

function startWith(kind: i32): void {
  startBlock(kind);
  addShell();
}

/** Fills all blocks that the model has; the others are zero. */
export function buildBlocks(): void {
  resolveModules();
  for (let kind: i32 = 0; kind < BLOCK_COUNT; kind += 1) startBlock(kind);
  if (scenario[PLAN_TENSOR] < 1.0) return;
  startWith(FULL_ATTENTION);
  addAttention(FULL_ATTENTION);
  finishBlock(FULL_ATTENTION);
  if (scenario[MODEL_LOCAL_KIND] > 0.0) {
    startWith(LOCAL_ATTENTION);
    addAttention(LOCAL_ATTENTION);
    finishBlock(LOCAL_ATTENTION);
  }
  if (scenario[MODEL_LINEAR_KIND] > 0.0) {
    startWith(LINEAR_ATTENTION);
    addLinearAttention();
    finishBlock(LINEAR_ATTENTION);
  }
  if (scenario[MODEL_MAMBA_HEADS] > 0.0) {
    startWith(MAMBA);
    addMamba();
    finishBlock(MAMBA);
  }
  startWith(DENSE);
  addDenseFeedForward();
  finishBlock(DENSE);
  if (scenario[MODEL_EXPERTS] > 0.0) {
    startWith(MOE);
    addMixtureOfExperts();
    finishBlock(MOE);
  }
}
