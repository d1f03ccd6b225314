/** Feed-forward blocks: dense, and mixtures of experts (arXiv 2101.03961, grouped products as in arXiv 2211.15841). */
import {
  MODEL_DENSE_FFN,
  MODEL_EXPERT_BIAS,
  MODEL_EXPERT_FFN,
  MODEL_EXPERTS,
  MODEL_GATED,
  MODEL_HIDDEN,
  MODEL_LATENT_HIDDEN,
  MODEL_RESIDUAL_FFN,
  MODEL_SHARED_FFN,
  MODEL_TOP_K,
  OP_EXPERTS_ACTIVATION,
  OP_EXPERTS_DOWN,
  OP_EXPERTS_UP,
  OP_FFN_ACTIVATION,
  OP_FFN_DOWN,
  OP_FFN_UP,
  OP_LATENT_IN,
  OP_LATENT_OUT,
  OP_PERMUTE,
  OP_ROUTER,
  OP_SHARED_ACTIVATION,
  OP_SHARED_DOWN,
  OP_SHARED_UP,
  OP_UNPERMUTE,
  PLAN_EXPERT,
  PLAN_EXPERT_TENSOR,
  PLAN_TENSOR,
  STACK_EXPERT_FUSION,
  STACK_EXPERT_IMBALANCE,
  STACK_EXPERT_PASSES,
  STACK_MEMORY_PASSES,
} from '../abi.ts';
import { B_KERNELS, B_LAST, ELEMENT_BYTES, EXPERT_ROWS, LOW_PRECISION, scenario, TOKENS, work } from '../arena.ts';
import { addExpertTraffic, addTensorTraffic } from '../collectives/layer-traffic.ts';
import {
  addPass,
  addTo,
  addWeights,
  GROUPED,
  GROUPED_FIRST,
  GROUPED_SECOND,
  HALF,
  keep,
  keepBetween,
  keepOperand,
  LINEAR,
  MODULE_ACTIVATION,
  MODULE_DENSE,
  MODULE_EXPERTS,
  MODULE_NONE,
} from './operations.ts';

/** `expertFusion` of software that computes bias, activation and casts inside the grouped products. */
const FUSED_EXPERTS: f64 = 2.0;
/**
 * Bytes that the bias after the second product moves per element, where it is scaled by the routing probability outside of the kernels
 * (Megatron Core, `_apply_bias`): forward a product in 32 bits, a sum, the experts joined, a cast to 16 bits; backward a cast each way and
 * two products with sums, for the gradients of bias and probability.
 */
const BIAS_FORWARD_BYTES: f64 = 28.0;
const BIAS_BACKWARD_BYTES: f64 = 40.0;

/** Bytes of an activation function's input where it is cast for the backward pass: 8 bits. */
const ACTIVATION_INPUT_BYTES: f64 = 1.0;

/**
 * Two products with an activation between, over `rows` tokens and a rank's share `width` of the inner width.
 * @returns seconds of the second product's forward pass
 */
function addDensePair(up: i32, activation: i32, down: i32, rows: f64, width: f64, module: i32): f64 {
  const hidden: f64 = scenario[MODEL_HIDDEN];
  const bytes: f64 = work[ELEMENT_BYTES];
  const wide: f64 = scenario[MODEL_GATED] > 0.0 ? 2.0 * width : width;
  addWeights(up, rows, wide, hidden, 1.0, LINEAR, module);
  keepBetween(rows * wide, ACTIVATION_INPUT_BYTES, module);
  const passes: f64 = scenario[STACK_MEMORY_PASSES] * rows * bytes;
  addPass(activation, passes * (wide + width), passes * (2.0 * wide + width), module | MODULE_ACTIVATION);
  keepOperand(rows * width, module | MODULE_ACTIVATION);
  return addWeights(down, rows, hidden, width, 1.0, LINEAR, module);
}

/** Streams that products of single experts are launched on in turn (TransformerEngine): gaps between kernels of one hide behind the others. */
const EXPERT_STREAMS: f64 = 4.0;

/** A dense feed-forward block. */
export function addDenseFeedForward(): void {
  const width: f64 = scenario[MODEL_DENSE_FFN] / scenario[PLAN_TENSOR];
  if (width > 0.0) {
    const last: f64 = addDensePair(OP_FFN_UP, OP_FFN_ACTIVATION, OP_FFN_DOWN, work[TOKENS], width, MODULE_DENSE);
    addTo(B_LAST, last);
  }
  addTensorTraffic();
}

/**
 * Biases of experts' two products, over `rows` tokens. Products of single experts have the first inside and scale the second outside; one
 * grouped product has neither, and both results are read and written once more; fused ones leave the sum of the second's gradient.
 */
function addExpertBias(rows: f64, wide: f64, width: f64, fusion: f64): void {
  const bytes: f64 = work[ELEMENT_BYTES];
  const apart: f64 = rows * (wide + width) * bytes;
  let forward: f64 = rows * width * BIAS_FORWARD_BYTES;
  let backward: f64 = rows * width * BIAS_BACKWARD_BYTES;
  if (fusion >= FUSED_EXPERTS) {
    forward = 0.0;
    backward = rows * width * bytes;
  } else if (fusion > 0.0) {
    forward = 2.0 * apart;
    backward = apart;
  }
  addPass(OP_EXPERTS_ACTIVATION, forward, backward, MODULE_EXPERTS);
}

/** A mixture of experts: router, dispatch, grouped products, combine, and what runs beside them. */
export function addMixtureOfExperts(): void {
  const tensor: f64 = scenario[PLAN_TENSOR];
  const tokens: f64 = work[TOKENS];
  const bytes: f64 = work[ELEMENT_BYTES];
  const hidden: f64 = scenario[MODEL_HIDDEN];
  const experts: f64 = scenario[MODEL_EXPERTS];
  const expertTensor: f64 = scenario[PLAN_EXPERT_TENSOR];
  // Every token is dispatched once, whether or not tensor-parallel ranks hold copies of it.
  const own: f64 = tokens / tensor;
  const latent: bool = scenario[MODEL_LATENT_HIDDEN] > 0.0;
  const width: f64 = latent ? scenario[MODEL_LATENT_HIDDEN] : hidden;

  addWeights(OP_ROUTER, own, experts, hidden, 1.0, HALF, MODULE_NONE);
  addPass(OP_ROUTER, own * experts * 20.0, own * experts * 20.0, MODULE_NONE);
  if (latent) {
    addWeights(OP_LATENT_IN, own, width, hidden, 1.0, LINEAR, MODULE_EXPERTS);
    addWeights(OP_LATENT_OUT, own, hidden, width, 1.0, LINEAR, MODULE_EXPERTS);
    keep(own * width * bytes * 2.0, MODULE_EXPERTS);
  }
  const sent: f64 = own * scenario[MODEL_TOP_K];
  const received: f64 = sent * expertTensor * scenario[STACK_EXPERT_IMBALANCE];
  work[EXPERT_ROWS] = received;
  const passes: f64 = scenario[STACK_EXPERT_PASSES] * bytes * width;
  addPass(OP_PERMUTE, passes * 2.0 * received, passes * 2.0 * received, MODULE_EXPERTS);
  const localExperts: f64 = experts / scenario[PLAN_EXPERT];
  const rows: f64 = received / localExperts;
  const inner: f64 = scenario[MODEL_EXPERT_FFN] / expertTensor;
  const wide: f64 = scenario[MODEL_GATED] > 0.0 ? 2.0 * inner : inner;
  keepOperand(received * width, MODULE_EXPERTS);
  const fusion: f64 = scenario[STACK_EXPERT_FUSION];
  const inside: bool = fusion >= FUSED_EXPERTS;
  addWeights(OP_EXPERTS_UP, rows, wide, width, localExperts, inside ? GROUPED_FIRST : GROUPED, MODULE_EXPERTS);
  keepBetween(received * wide, ACTIVATION_INPUT_BYTES, MODULE_EXPERTS);
  if (!inside) {
    const active: f64 = scenario[STACK_MEMORY_PASSES] * received * bytes;
    addPass(
      OP_EXPERTS_ACTIVATION,
      active * (wide + inner),
      active * (2.0 * wide + inner),
      MODULE_EXPERTS | MODULE_ACTIVATION,
    );
  }
  keepOperand(received * inner, MODULE_EXPERTS | MODULE_ACTIVATION);
  addWeights(OP_EXPERTS_DOWN, rows, width, inner, localExperts, inside ? GROUPED_SECOND : GROUPED, MODULE_EXPERTS);
  if (scenario[MODEL_EXPERT_BIAS] > 0.0) addExpertBias(received, wide, width, fusion);
  if (fusion === 0.0) {
    const calls: f64 = work[LOW_PRECISION] > 0.0 ? 2.0 : 1.0;
    addTo(B_KERNELS, (2.0 * calls * (localExperts - 1.0)) / EXPERT_STREAMS);
  }
  addPass(OP_UNPERMUTE, passes * 2.0 * received, passes * 2.0 * received, MODULE_EXPERTS);
  addExpertTraffic(sent, width);
  if (scenario[MODEL_SHARED_FFN] > 0.0) {
    const shared: f64 = scenario[MODEL_SHARED_FFN] / tensor;
    addDensePair(OP_SHARED_UP, OP_SHARED_ACTIVATION, OP_SHARED_DOWN, tokens, shared, MODULE_EXPERTS);
    addTensorTraffic();
  }
  if (scenario[MODEL_RESIDUAL_FFN] > 0.0) {
    const residual: f64 = scenario[MODEL_RESIDUAL_FFN] / tensor;
    addDensePair(OP_FFN_UP, OP_FFN_ACTIVATION, OP_FFN_DOWN, tokens, residual, MODULE_DENSE);
    addTensorTraffic();
  }
}
