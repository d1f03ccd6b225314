/**
 * Mixers with a recurrent state: gated delta net (arXiv 2412.06464), lightning attention (arXiv 2401.04658) and Mamba-2
 * (arXiv 2405.21060), in their chunked forms: products inside chunks of tokens, a state handed from chunk to chunk.
 */
import {
  MODEL_HIDDEN,
  MODEL_LINEAR_CONV,
  MODEL_LINEAR_KEY_DIM,
  MODEL_LINEAR_KEY_HEADS,
  MODEL_LINEAR_KIND,
  MODEL_LINEAR_VALUE_DIM,
  MODEL_LINEAR_VALUE_HEADS,
  MODEL_MAMBA_CONV,
  MODEL_MAMBA_GROUPS,
  MODEL_MAMBA_HEAD_DIM,
  MODEL_MAMBA_HEADS,
  MODEL_MAMBA_STATE,
  OP_LINEAR_CONVOLUTION,
  OP_LINEAR_CORE,
  OP_LINEAR_IN,
  OP_LINEAR_OUT,
  OP_MAMBA_CONVOLUTION,
  OP_MAMBA_CORE,
  OP_MAMBA_IN,
  OP_MAMBA_OUT,
  PLAN_TENSOR,
  STACK_MEMORY_PASSES,
} from '../abi.ts';
import { ELEMENT_BYTES, RATE_ATTENTION_FORWARD, STREAM_RATE, scenario, TOKENS, work } from '../arena.ts';
import { addTensorTraffic } from '../collectives/layer-traffic.ts';
import {
  addParameters,
  addPass,
  addTimed,
  addWeights,
  BOUND_COMPUTE,
  BOUND_MEMORY,
  keep,
  LINEAR,
  MODULE_CORE,
  MODULE_NONE,
  recordOperation,
} from './operations.ts';

/** Tokens in a chunk: products inside it are square. */
const CHUNK: f64 = 128.0;
/** Chunked scans against attention kernels: small products and many passes. */
const SCAN_SPEED: f64 = 0.2;
/** Times that a scan reads or writes its inputs and chunk states, forward and backward. */
const SCAN_PASSES: f64 = 10.0;
const SCAN_BACKWARD: f64 = 2.5;

function addScan(name: i32, flops: f64, width: f64, states: f64): void {
  const moved: f64 = (work[TOKENS] * width + states) * SCAN_PASSES * work[ELEMENT_BYTES];
  const compute: f64 = flops / (work[RATE_ATTENTION_FORWARD] * SCAN_SPEED);
  const memory: f64 = moved / work[STREAM_RATE];
  const forward: f64 = compute + memory;
  const bound: f64 = compute > memory ? BOUND_COMPUTE : BOUND_MEMORY;
  recordOperation(name, 0.0, flops, moved, forward, bound);
  recordOperation(name, 1.0, flops * 2.0, moved * SCAN_BACKWARD, forward * SCAN_BACKWARD, bound);
  addTimed(flops, forward, forward * SCAN_BACKWARD, MODULE_CORE);
}

/** Linear attention, from projection to output. */
export function addLinearAttention(): void {
  const tensor: f64 = scenario[PLAN_TENSOR];
  const tokens: f64 = work[TOKENS];
  const bytes: f64 = work[ELEMENT_BYTES];
  const hidden: f64 = scenario[MODEL_HIDDEN];
  const keyDim: f64 = scenario[MODEL_LINEAR_KEY_DIM];
  const valueDim: f64 = scenario[MODEL_LINEAR_VALUE_DIM];
  const valueHeads: f64 = scenario[MODEL_LINEAR_VALUE_HEADS] / tensor;
  const keys: f64 = (scenario[MODEL_LINEAR_KEY_HEADS] / tensor) * keyDim;
  const values: f64 = valueHeads * valueDim;
  const delta: bool = scenario[MODEL_LINEAR_KIND] === 1.0;
  const width: f64 = 2.0 * keys + 2.0 * values + (delta ? 2.0 * valueHeads : 0.0);
  addWeights(OP_LINEAR_IN, tokens, width, hidden, 1.0, LINEAR, MODULE_NONE);
  keep(tokens * width * bytes, MODULE_NONE);
  if (scenario[MODEL_LINEAR_CONV] > 0.0) {
    const moved: f64 = tokens * (2.0 * keys + values) * bytes * scenario[STACK_MEMORY_PASSES];
    addPass(OP_LINEAR_CONVOLUTION, moved * 2.0, moved * 4.0, MODULE_CORE);
    addParameters((2.0 * keys + values) * scenario[MODEL_LINEAR_CONV]);
    keep(tokens * (2.0 * keys + values) * bytes, MODULE_CORE);
  }
  // Per head and token: inside a chunk as attention over half of it, across chunks through the state.
  const inside: f64 = valueHeads * CHUNK * (keyDim + valueDim) * (delta ? 2.0 : 1.0);
  const across: f64 = (delta ? 6.0 : 4.0) * valueHeads * keyDim * valueDim;
  addScan(
    OP_LINEAR_CORE,
    tokens * (inside + across),
    2.0 * keys + 3.0 * values,
    (tokens / CHUNK) * valueHeads * keyDim * valueDim,
  );
  addWeights(OP_LINEAR_OUT, tokens, hidden, values, 1.0, LINEAR, MODULE_NONE);
  keep(tokens * values * bytes * 2.0, MODULE_NONE);
  addTensorTraffic();
}

/** Mamba-2, from projection to output. */
export function addMamba(): void {
  const tensor: f64 = scenario[PLAN_TENSOR];
  const tokens: f64 = work[TOKENS];
  const bytes: f64 = work[ELEMENT_BYTES];
  const hidden: f64 = scenario[MODEL_HIDDEN];
  const heads: f64 = scenario[MODEL_MAMBA_HEADS] / tensor;
  const headDim: f64 = scenario[MODEL_MAMBA_HEAD_DIM];
  const state: f64 = scenario[MODEL_MAMBA_STATE];
  const inner: f64 = heads * headDim;
  const convolved: f64 = inner + 2.0 * Math.max(scenario[MODEL_MAMBA_GROUPS] / tensor, 1.0) * state;
  const width: f64 = inner + convolved + heads;
  addWeights(OP_MAMBA_IN, tokens, width, hidden, 1.0, LINEAR, MODULE_NONE);
  keep(tokens * width * bytes, MODULE_NONE);
  const moved: f64 = tokens * convolved * bytes * scenario[STACK_MEMORY_PASSES];
  addPass(OP_MAMBA_CONVOLUTION, moved * 2.0, moved * 4.0, MODULE_CORE);
  addParameters(convolved * (scenario[MODEL_MAMBA_CONV] + 1.0) + 3.0 * heads + inner);
  const inside: f64 = heads * CHUNK * (state + headDim);
  const across: f64 = 4.0 * heads * headDim * state;
  addScan(
    OP_MAMBA_CORE,
    tokens * (inside + across),
    convolved + 2.0 * inner,
    (tokens / CHUNK) * heads * headDim * state,
  );
  addWeights(OP_MAMBA_OUT, tokens, hidden, inner, 1.0, LINEAR, MODULE_NONE);
  keep(tokens * inner * bytes * 2.0, MODULE_NONE);
  addTensorTraffic();
}
