/** Mixer blocks: what each layer does before its feed-forward block. Widths are one rank's share under tensor parallelism. */
import {
  CHIP_ATTENTION_HEAD_HALF,
  CHIP_ATTENTION_KEYS_HALF,
  CHIP_FLASH2_SHARE,
  CHIP_TILE_ROWS,
  CHIP_UNITS,
  MODEL_HEAD_DIM,
  MODEL_HEADS,
  MODEL_HIDDEN,
  MODEL_INDEXER_DIM,
  MODEL_INDEXER_HEADS,
  MODEL_INDEXER_TOP_K,
  MODEL_KV_HEADS,
  MODEL_KV_RANK,
  MODEL_LOCAL_KIND,
  MODEL_LOCAL_SPAN,
  MODEL_NOPE_DIM,
  MODEL_OUTPUT_GATE,
  MODEL_Q_RANK,
  MODEL_QK_NORM,
  MODEL_ROPE_DIM,
  MODEL_VALUE_DIM,
  OP_ATTENTION_CORE,
  OP_ATTENTION_OUTPUT,
  OP_ATTENTION_SCORES,
  OP_ATTENTION_SOFTMAX,
  OP_ATTENTION_VALUES,
  OP_INDEXER,
  OP_LATENT_DOWN,
  OP_LATENT_UP,
  OP_QKV,
  OP_QUERY_NORM,
  OP_ROTARY,
  PLAN_CONTEXT,
  PLAN_TENSOR,
  STACK_ATTENTION_GENERATION,
  STACK_BALANCED_CONTEXT,
  STACK_MEMORY_PASSES,
  TRAIN_SEQUENCE,
} from '../abi.ts';
import {
  B_CORE_BACKWARD,
  B_CORE_FORWARD,
  ELEMENT_BYTES,
  LOCAL_ATTENTION,
  RATE_ATTENTION_BACKWARD,
  RATE_ATTENTION_FORWARD,
  SEQUENCES,
  STREAM_RATE,
  scenario,
  TOKENS,
  work,
} from '../arena.ts';
import { addContextTraffic, addTensorTraffic } from '../collectives/layer-traffic.ts';
import {
  BACKWARD_BLOCK,
  BACKWARD_OVERHEAD,
  BACKWARD_WORK,
  backwardWaves,
  borderKeys,
  coreFlops,
  forwardWaves,
  fusedCoreSeconds,
  generationShare,
  headSpeed,
  keysSeen,
  UNFUSED,
} from './attention.ts';
import {
  addPass,
  addProduct,
  addTimed,
  addTo,
  addWeights,
  BOUND_COMPUTE,
  BOUND_MEMORY,
  keep,
  keepBetween,
  LINEAR,
  MODULE_CORE,
  MODULE_LATENT_UP,
  MODULE_NONE,
  MODULE_PROJECTIONS,
  recordOperation,
} from './operations.ts';

/**
 * What passes over written scores move beside the products: in elements of the format, and in bytes for dropout's mask. Forward a fused
 * masked softmax reads and writes, dropout reads and writes and writes its mask; backward dropout reads gradient and mask and writes,
 * softmax reads gradient and result and writes (kernels of NVIDIA Megatron-LM, 2021).
 */
const SCORE_FORWARD_ELEMENTS: f64 = 4.0;
const SCORE_BACKWARD_ELEMENTS: f64 = 5.0;
const SCORE_MASK_BYTES: f64 = 1.0;
/** Bytes of the core's result where it is cast for the backward pass: 12 bits, since the core's own backward pass reads it too. */
const ATTENTION_RESULT_BYTES: f64 = 1.5;
/** Bytes kept per score without fusion: softmax output and dropout mask and output (arXiv 2205.05198). */
const SCORE_KEPT_BYTES: f64 = 5.0;

/** Softmax attention, full or local, plain or latent, from norm to output projection. */
export function addAttention(kind: i32): void {
  const tokens: f64 = work[TOKENS];
  const tensor: f64 = scenario[PLAN_TENSOR];
  const hidden: f64 = scenario[MODEL_HIDDEN];
  const heads: f64 = scenario[MODEL_HEADS] / tensor;
  const bytes: f64 = work[ELEMENT_BYTES];
  const passes: f64 = scenario[STACK_MEMORY_PASSES];
  const latent: bool = scenario[MODEL_KV_RANK] > 0.0;
  let keyDim: f64 = scenario[MODEL_HEAD_DIM];
  let valueDim: f64 = keyDim;
  let kvHeads: f64 = Math.max(scenario[MODEL_KV_HEADS] / tensor, 1.0);
  if (latent) {
    keyDim = scenario[MODEL_NOPE_DIM] + scenario[MODEL_ROPE_DIM];
    valueDim = scenario[MODEL_VALUE_DIM];
    kvHeads = heads;
    const kvRank: f64 = scenario[MODEL_KV_RANK];
    const queryRank: f64 = scenario[MODEL_Q_RANK];
    if (queryRank > 0.0) {
      addWeights(OP_LATENT_DOWN, tokens, queryRank, hidden, 1.0, LINEAR, MODULE_PROJECTIONS);
      addWeights(OP_LATENT_UP, tokens, heads * keyDim, queryRank, 1.0, LINEAR, MODULE_LATENT_UP);
      addPass(
        OP_QUERY_NORM,
        passes * tokens * queryRank * bytes * 2.0,
        passes * tokens * queryRank * bytes * 3.0,
        MODULE_LATENT_UP,
      );
      keep(tokens * queryRank * bytes * 2.0, MODULE_NONE);
    } else {
      addWeights(OP_QKV, tokens, heads * keyDim, hidden, 1.0, LINEAR, MODULE_PROJECTIONS);
    }
    addWeights(OP_LATENT_DOWN, tokens, kvRank + scenario[MODEL_ROPE_DIM], hidden, 1.0, LINEAR, MODULE_PROJECTIONS);
    addPass(
      OP_QUERY_NORM,
      passes * tokens * kvRank * bytes * 2.0,
      passes * tokens * kvRank * bytes * 3.0,
      MODULE_LATENT_UP,
    );
    addWeights(
      OP_LATENT_UP,
      tokens,
      heads * (scenario[MODEL_NOPE_DIM] + valueDim),
      kvRank,
      1.0,
      LINEAR,
      MODULE_LATENT_UP,
    );
    keep(tokens * (kvRank * 2.0 + scenario[MODEL_ROPE_DIM]) * bytes, MODULE_NONE);
    keep(tokens * heads * (2.0 * keyDim + valueDim) * bytes, MODULE_LATENT_UP);
  } else {
    const gate: f64 = scenario[MODEL_OUTPUT_GATE] > 0.0 ? 2.0 : 1.0;
    const width: f64 = heads * keyDim * gate + 2.0 * kvHeads * keyDim;
    addWeights(OP_QKV, tokens, width, hidden, 1.0, LINEAR, MODULE_PROJECTIONS);
    keep(tokens * width * bytes, MODULE_PROJECTIONS);
    if (scenario[MODEL_QK_NORM] > 0.0) {
      const normed: f64 = passes * tokens * (heads + kvHeads) * keyDim * bytes;
      addPass(OP_QUERY_NORM, normed * 2.0, normed * 3.0, MODULE_PROJECTIONS);
      keep(tokens * (heads + kvHeads) * keyDim * bytes, MODULE_PROJECTIONS);
    }
  }
  // Plain: queries and keys are read and written. Latent: rotary parts in place, and each head's key is put together from two parts.
  const turned: f64 = latent
    ? heads * (2.0 * scenario[MODEL_NOPE_DIM] + 3.0 * scenario[MODEL_ROPE_DIM])
    : 2.0 * (heads + kvHeads) * keyDim;
  const rotated: f64 = passes * tokens * turned * bytes;
  // Backward, gradients of queries, keys and values come from three kernels' results and are copied into the one that projections read.
  const joined: f64 = latent ? 0.0 : passes * tokens * 2.0 * (heads + 2.0 * kvHeads) * keyDim * bytes;
  addPass(OP_ROTARY, rotated, rotated + joined, MODULE_PROJECTIONS);
  addIndexer();
  addCore(kind, heads, kvHeads, keyDim, valueDim);
  addWeights(OP_ATTENTION_OUTPUT, tokens, hidden, heads * valueDim, 1.0, LINEAR, MODULE_PROJECTIONS);
  keepBetween(tokens * heads * valueDim, ATTENTION_RESULT_BYTES, MODULE_NONE);
  addContextTraffic(tokens * kvHeads * (keyDim + valueDim) * bytes);
  addTensorTraffic();
}

/** The light scorer that picks each query's keys (arXiv 2512.02556): its projections, and scores over all keys. */
function addIndexer(): void {
  const heads: f64 = scenario[MODEL_INDEXER_HEADS];
  if (heads === 0.0) return;
  const tokens: f64 = work[TOKENS];
  const width: f64 = heads * scenario[MODEL_INDEXER_DIM];
  const input: f64 = scenario[MODEL_Q_RANK] > 0.0 ? scenario[MODEL_Q_RANK] : scenario[MODEL_HIDDEN];
  addWeights(OP_INDEXER, tokens, width, input, 1.0, LINEAR, MODULE_NONE);
  const flops: f64 = 2.0 * tokens * scenario[TRAIN_SEQUENCE] * 0.5 * width;
  const forward: f64 = flops / work[RATE_ATTENTION_FORWARD];
  recordOperation(OP_INDEXER, 0.0, flops, 0.0, forward, BOUND_COMPUTE);
  addTimed(flops, forward, 2.0 * forward, MODULE_NONE);
}

/**
 * The core in one kernel. Keys and values are read once a head group, queries and the result once; a backward pass reads and writes
 * about twice that again.
 */
function addFusedCore(
  kind: i32,
  generation: f64,
  heads: f64,
  kvHeads: f64,
  queries: f64,
  keys: f64,
  keyDim: f64,
  valueDim: f64,
): void {
  const sequence: f64 = scenario[TRAIN_SEQUENCE];
  const context: f64 = scenario[PLAN_CONTEXT];
  const sequences: f64 = work[SEQUENCES];
  // Without balancing, the rank with the last tokens of a causal sequence has nearly twice the mean work.
  const uneven: f64 = context > 1.0 ? 1.0 + (1.0 - scenario[STACK_BALANCED_CONTEXT]) * (1.0 - 1.0 / context) : 1.0;
  const flops: f64 = coreFlops(sequences, heads, queries, keys, keyDim, valueDim);
  const pair: f64 = keyDim + valueDim;
  const units: f64 = scenario[CHIP_UNITS];
  const tile: f64 = scenario[CHIP_TILE_ROWS];
  const local: bool = kind === LOCAL_ATTENTION;
  const window: f64 = local ? scenario[MODEL_LOCAL_KIND] : 0.0;
  const even: bool = window === 1.0 && sequence > scenario[MODEL_LOCAL_SPAN];
  const share: f64 = generationShare(generation, scenario[CHIP_FLASH2_SHARE]);
  // A slower kernel's tiles start and end in the same time. A ring over context ranks starts each tile once a step, half of it or all.
  const fixed: f64 = scenario[CHIP_ATTENTION_KEYS_HALF] * share * 0.5 * (context + 1.0);
  const border: f64 = borderKeys(sequence, window, scenario[MODEL_LOCAL_SPAN], tile);
  const headHalf: f64 = scenario[CHIP_ATTENTION_HEAD_HALF];
  const moved: f64 = sequences * queries * (heads + kvHeads) * pair * work[ELEMENT_BYTES];
  const streamed: f64 = moved / work[STREAM_RATE];
  const forward: f64 = Math.max(
    uneven *
      fusedCoreSeconds(
        forwardWaves(sequences * heads, queries, tile, units, even),
        units,
        queries,
        tile,
        keys,
        pair,
        fixed + border,
        work[RATE_ATTENTION_FORWARD] * share,
        headSpeed(keyDim, valueDim, headHalf, false),
      ),
    streamed,
  );
  const backward: f64 = Math.max(
    uneven *
      BACKWARD_WORK *
      fusedCoreSeconds(
        backwardWaves(sequences * heads, queries, units, even),
        units,
        queries,
        BACKWARD_BLOCK,
        keys,
        pair,
        fixed * BACKWARD_OVERHEAD + border,
        work[RATE_ATTENTION_BACKWARD] * share,
        headSpeed(keyDim, valueDim, headHalf, true),
      ),
    2.0 * streamed,
  );
  recordOperation(OP_ATTENTION_CORE, 0.0, flops, moved, forward, forward > streamed ? BOUND_COMPUTE : BOUND_MEMORY);
  recordOperation(
    OP_ATTENTION_CORE,
    1.0,
    flops * BACKWARD_WORK,
    2.0 * moved,
    backward,
    backward > 2.0 * streamed ? BOUND_COMPUTE : BOUND_MEMORY,
  );
  addTimed(flops, forward, backward, MODULE_CORE);
  addTo(B_CORE_FORWARD, forward);
  addTo(B_CORE_BACKWARD, backward);
}

/** Scores, softmax and values. */
function addCore(kind: i32, heads: f64, kvHeads: f64, keyDim: f64, valueDim: f64): void {
  const sequence: f64 = scenario[TRAIN_SEQUENCE];
  const context: f64 = scenario[PLAN_CONTEXT];
  const sequences: f64 = work[SEQUENCES];
  const bytes: f64 = work[ELEMENT_BYTES];
  const queries: f64 = sequence / context;
  const local: bool = kind === LOCAL_ATTENTION;
  let keys: f64 = keysSeen(
    sequence,
    local ? scenario[MODEL_LOCAL_KIND] : 0.0,
    local ? scenario[MODEL_LOCAL_SPAN] : 0.0,
  );
  if (scenario[MODEL_INDEXER_TOP_K] > 0.0)
    keys = Math.min(keys, keysSeen(sequence, 1.0, scenario[MODEL_INDEXER_TOP_K]));
  const generation: f64 = scenario[STACK_ATTENTION_GENERATION];
  if (generation > UNFUSED) {
    addFusedCore(kind, generation, heads, kvHeads, queries, keys, keyDim, valueDim);
    return;
  }
  // Scores are written out over the whole square; the mask saves nothing.
  const scores: f64 = sequences * heads * queries * sequence;
  addProduct(OP_ATTENTION_SCORES, queries, sequence, keyDim, sequences * heads, MODULE_CORE);
  addPass(
    OP_ATTENTION_SOFTMAX,
    scores * (bytes * SCORE_FORWARD_ELEMENTS + SCORE_MASK_BYTES),
    scores * (bytes * SCORE_BACKWARD_ELEMENTS + SCORE_MASK_BYTES),
    MODULE_CORE,
  );
  addProduct(OP_ATTENTION_VALUES, queries, valueDim, sequence, sequences * heads, MODULE_CORE);
  keep(scores * SCORE_KEPT_BYTES, MODULE_CORE);
}
