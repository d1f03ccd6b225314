/** What the first and the last stage do besides layers: embedding, output layer, loss, multi-token prediction. */
import {
  MODEL_HIDDEN,
  MODEL_LEARNED_POSITIONS,
  MODEL_MTP_LAYERS,
  MODEL_TIED,
  MODEL_VOCAB,
  OP_EMBEDDING,
  OP_LOSS,
  OP_OUTPUT_LAYER,
  PLAN_PIPELINE,
  PLAN_TENSOR,
  STACK_LOSS_BYTES,
  STACK_LOSS_LOGIT_BYTES,
  STACK_TENSOR_OVERLAP,
  TRAIN_ADAPTER_RANK,
} from '../abi.ts';
import {
  B_DENSE_PARAMETERS,
  B_FORWARD,
  B_INPUT_GRADIENT,
  B_WEIGHT_GRADIENT,
  BLOCK,
  BLOCK_SLOT,
  BLOCK_STRIDE,
  current,
  E_EMBED_BACKWARD,
  E_EMBED_FORWARD,
  E_EMBED_PARAMETERS,
  E_EMBED_TENSOR,
  E_GRADIENT_LOGIT_BYTES,
  E_LOGIT_BYTES,
  E_MTP,
  E_OUTPUT_BACKWARD,
  E_OUTPUT_FLOPS,
  E_OUTPUT_FORWARD,
  E_OUTPUT_PARAMETERS,
  E_OUTPUT_TENSOR_BACKWARD,
  E_OUTPUT_TENSOR_FORWARD,
  EDGE,
  ELEMENT_BYTES,
  SHARDED_SEQUENCE,
  scenario,
  TENSOR_GROUP,
  TOKENS,
  work,
} from '../arena.ts';
import { allReduceOver, gatherOver } from '../collectives/over-group.ts';
import { addPass, addWeights, HALF, MODULE_NONE } from './operations.ts';

/** Slots of rows that belong to no layer: the embedding and the output. */
export const EMBEDDING_SLOT: i32 = 6;
export const OUTPUT_SLOT: i32 = 7;

function startSpare(base: i32, slot: i32): void {
  for (let field: i32 = 0; field < BLOCK_STRIDE; field += 1) work[base + field] = 0.0;
  current[BLOCK] = base;
  work[BLOCK_SLOT] = f64(slot);
}

/** Fills the edge numbers of `work`; `spare` is the offset of a block that may be overwritten. */
export function buildEdges(spare: i32): void {
  const tokens: f64 = work[TOKENS];
  const hidden: f64 = scenario[MODEL_HIDDEN];
  const tensor: f64 = scenario[PLAN_TENSOR];
  const bytes: f64 = work[ELEMENT_BYTES];
  const vocab: f64 = scenario[MODEL_VOCAB] / tensor;
  startSpare(spare, EMBEDDING_SLOT);
  addPass(OP_EMBEDDING, tokens * hidden * bytes * 2.0, tokens * hidden * bytes * 3.0, MODULE_NONE);
  work[EDGE + E_EMBED_FORWARD] = work[spare + B_FORWARD];
  work[EDGE + E_EMBED_BACKWARD] = work[spare + B_INPUT_GRADIENT];
  work[EDGE + E_EMBED_PARAMETERS] = (vocab + scenario[MODEL_LEARNED_POSITIONS]) * hidden;
  const activations: f64 = tokens * hidden * bytes;
  const reduce: f64 =
    work[SHARDED_SEQUENCE] > 0.0 ? gatherOver(TENSOR_GROUP, activations) : allReduceOver(TENSOR_GROUP, activations);
  work[EDGE + E_EMBED_TENSOR] = reduce;

  startSpare(spare, OUTPUT_SLOT);
  addWeights(OP_OUTPUT_LAYER, tokens, vocab, hidden, 1.0, HALF, MODULE_NONE);
  const logits: f64 = tokens * vocab;
  addPass(OP_LOSS, logits * scenario[STACK_LOSS_BYTES] * 0.5, logits * scenario[STACK_LOSS_BYTES] * 0.5, MODULE_NONE);
  work[EDGE + E_OUTPUT_FORWARD] = work[spare + B_FORWARD];
  work[EDGE + E_OUTPUT_BACKWARD] = work[spare + B_INPUT_GRADIENT] + work[spare + B_WEIGHT_GRADIENT];
  work[EDGE + E_OUTPUT_FLOPS] = 2.0 * logits * hidden;
  const shared: bool = scenario[MODEL_TIED] > 0.0 && scenario[PLAN_PIPELINE] === 1.0;
  work[EDGE + E_OUTPUT_PARAMETERS] = shared ? 0.0 : work[spare + B_DENSE_PARAMETERS];
  const exposed: f64 = scenario[STACK_TENSOR_OVERLAP] >= 2.0 ? 1.0 / tensor : 1.0;
  // Forward: gather of the input and three small reductions of the loss; backward: scatter of the input's gradient.
  work[EDGE + E_OUTPUT_TENSOR_FORWARD] =
    tensor > 1.0
      ? (work[SHARDED_SEQUENCE] > 0.0 ? reduce * exposed : 0.0) + 3.0 * allReduceOver(TENSOR_GROUP, tokens * 4.0)
      : 0.0;
  work[EDGE + E_OUTPUT_TENSOR_BACKWARD] = reduce * exposed;
  // While the loss is computed: probabilities in 32 bits and their gradient in the element format; the gradient alone where the loss
  // works in place; nothing where it is computed in slices together with the output layer.
  const kept: f64 = scenario[STACK_LOSS_LOGIT_BYTES];
  work[EDGE + E_LOGIT_BYTES] = logits * kept;
  work[EDGE + E_GRADIENT_LOGIT_BYTES] = logits * Math.min(kept, bytes);
  work[EDGE + E_MTP] = scenario[TRAIN_ADAPTER_RANK] > 0.0 ? 0.0 : scenario[MODEL_MTP_LAYERS];
}
