/** Mixer blocks: what each layer does before its feed-forward block. Widths are one rank's share under tensor parallelism. */
import {
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
  STACK_BALANCED_CONTEXT,
  STACK_FUSED_ATTENTION,
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
  scenario,
  TOKENS,
  work,
} from '../arena.ts';
import { addContextTraffic, addTensorTraffic } from '../collectives/layer-traffic.ts';
import { BACKWARD_TAIL, BACKWARD_WORK, coreFlops, FORWARD_TAIL, fusedCoreSeconds, keysSeen } from './attention.ts';
import {
  addPass,
  addProduct,
  addTimed,
  addTo,
  addWeights,
  BOUND_COMPUTE,
  keep,
  LINEAR,
  MODULE_CORE,
  MODULE_LATENT_UP,
  MODULE_NONE,
  MODULE_PROJECTIONS,
  recordOperation,
} from './operations.ts';

/** Bytes moved per score by mask, softmax and dropout when the scores are written out, in element sizes; Megatron's fused softmax. */
const SCORE_FORWARD_ELEMENTS: f64 = 4.0;
const SCORE_BACKWARD_ELEMENTS: f64 = 5.0;
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
  addPass(OP_ROTARY, rotated, rotated, MODULE_PROJECTIONS);
  addIndexer();
  addCore(kind, heads, kvHeads, keyDim, valueDim);
  addWeights(OP_ATTENTION_OUTPUT, tokens, hidden, heads * valueDim, 1.0, LINEAR, MODULE_PROJECTIONS);
  keep(tokens * heads * valueDim * bytes, MODULE_NONE);
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
  if (scenario[STACK_FUSED_ATTENTION] > 0.0) {
    // Without balancing, the rank with the last tokens of a causal sequence has nearly twice the mean work.
    const uneven: f64 = context > 1.0 ? 1.0 + (1.0 - scenario[STACK_BALANCED_CONTEXT]) * (1.0 - 1.0 / context) : 1.0;
    const flops: f64 = coreFlops(sequences, heads, queries, keys, keyDim, valueDim);
    const headDim: f64 = 0.5 * (keyDim + valueDim);
    const units: f64 = scenario[CHIP_UNITS];
    const tile: f64 = scenario[CHIP_TILE_ROWS];
    const forward: f64 =
      uneven *
      fusedCoreSeconds(
        flops,
        sequences,
        heads,
        queries,
        keys,
        headDim,
        work[RATE_ATTENTION_FORWARD],
        units,
        tile,
        FORWARD_TAIL,
      );
    const backward: f64 =
      uneven *
      fusedCoreSeconds(
        flops * BACKWARD_WORK,
        sequences,
        heads,
        queries,
        keys,
        headDim,
        work[RATE_ATTENTION_BACKWARD],
        units,
        tile,
        BACKWARD_TAIL,
      );
    const moved: f64 = sequences * queries * (heads * (keyDim + valueDim) + kvHeads * (keyDim + valueDim)) * bytes;
    recordOperation(OP_ATTENTION_CORE, 0.0, flops, moved, forward, BOUND_COMPUTE);
    recordOperation(OP_ATTENTION_CORE, 1.0, flops * BACKWARD_WORK, 2.0 * moved, backward, BOUND_COMPUTE);
    addTimed(flops, forward, backward, MODULE_CORE);
    addTo(B_CORE_FORWARD, forward);
    addTo(B_CORE_BACKWARD, backward);
    return;
  }
  // Scores are written out over the whole square; the mask saves nothing.
  const scores: f64 = sequences * heads * queries * sequence;
  addProduct(OP_ATTENTION_SCORES, queries, sequence, keyDim, sequences * heads, MODULE_CORE);
  const moved: f64 = scores * bytes * scenario[STACK_MEMORY_PASSES];
  addPass(OP_ATTENTION_SOFTMAX, moved * SCORE_FORWARD_ELEMENTS, moved * SCORE_BACKWARD_ELEMENTS, MODULE_CORE);
  addProduct(OP_ATTENTION_VALUES, queries, valueDim, sequence, sequences * heads, MODULE_CORE);
  keep(scores * SCORE_KEPT_BYTES, MODULE_CORE);
}
