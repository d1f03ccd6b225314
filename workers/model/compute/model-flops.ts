/**
 * FLOP that the model itself asks for, per token, forward: the causal half of attention, the output layer, no recomputation. A training
 * step takes three times as much. The convention is Megatron-LM's.
 */
import {
  MODEL_DENSE_FFN,
  MODEL_EXPERT_FFN,
  MODEL_EXPERTS,
  MODEL_GATED,
  MODEL_HEAD_DIM,
  MODEL_HEADS,
  MODEL_HIDDEN,
  MODEL_INDEXER_DIM,
  MODEL_INDEXER_HEADS,
  MODEL_INDEXER_TOP_K,
  MODEL_KV_HEADS,
  MODEL_KV_RANK,
  MODEL_LATENT_HIDDEN,
  MODEL_LAYERS,
  MODEL_LINEAR_KEY_DIM,
  MODEL_LINEAR_KEY_HEADS,
  MODEL_LINEAR_KIND,
  MODEL_LINEAR_VALUE_DIM,
  MODEL_LINEAR_VALUE_HEADS,
  MODEL_LOCAL_KIND,
  MODEL_LOCAL_SPAN,
  MODEL_MAMBA_GROUPS,
  MODEL_MAMBA_HEAD_DIM,
  MODEL_MAMBA_HEADS,
  MODEL_MAMBA_STATE,
  MODEL_MTP_LAYERS,
  MODEL_NOPE_DIM,
  MODEL_OUTPUT_GATE,
  MODEL_Q_RANK,
  MODEL_RESIDUAL_FFN,
  MODEL_ROPE_DIM,
  MODEL_SHARED_FFN,
  MODEL_TOP_K,
  MODEL_VALUE_DIM,
  MODEL_VOCAB,
  TRAIN_SEQUENCE,
} from '../abi.ts';
import { DENSE, FULL_ATTENTION, LINEAR_ATTENTION, LOCAL_ATTENTION, MAMBA, MOE, scenario } from '../arena.ts';
import { layersBefore } from '../pipeline/stages.ts';
import { keysSeen } from './attention.ts';

/** FLOP per token of one attention block, forward. */
function attentionFlops(local: bool): f64 {
  const hidden: f64 = scenario[MODEL_HIDDEN];
  const heads: f64 = scenario[MODEL_HEADS];
  const sequence: f64 = scenario[TRAIN_SEQUENCE];
  let keyDim: f64 = scenario[MODEL_HEAD_DIM];
  let valueDim: f64 = keyDim;
  let weights: f64 = 0.0;
  if (scenario[MODEL_KV_RANK] > 0.0) {
    keyDim = scenario[MODEL_NOPE_DIM] + scenario[MODEL_ROPE_DIM];
    valueDim = scenario[MODEL_VALUE_DIM];
    const rank: f64 = scenario[MODEL_Q_RANK];
    weights += rank > 0.0 ? hidden * rank + rank * heads * keyDim : hidden * heads * keyDim;
    weights += hidden * (scenario[MODEL_KV_RANK] + scenario[MODEL_ROPE_DIM]);
    weights += scenario[MODEL_KV_RANK] * heads * (scenario[MODEL_NOPE_DIM] + valueDim);
  } else {
    const gate: f64 = scenario[MODEL_OUTPUT_GATE] > 0.0 ? 2.0 : 1.0;
    weights += hidden * keyDim * (heads * gate + 2.0 * scenario[MODEL_KV_HEADS]);
  }
  weights += heads * valueDim * hidden;
  let keys: f64 = keysSeen(
    sequence,
    local ? scenario[MODEL_LOCAL_KIND] : 0.0,
    local ? scenario[MODEL_LOCAL_SPAN] : 0.0,
  );
  let indexer: f64 = 0.0;
  if (scenario[MODEL_INDEXER_HEADS] > 0.0) {
    const width: f64 = scenario[MODEL_INDEXER_HEADS] * scenario[MODEL_INDEXER_DIM];
    const input: f64 = scenario[MODEL_Q_RANK] > 0.0 ? scenario[MODEL_Q_RANK] : hidden;
    indexer = 2.0 * width * keys;
    weights += input * width + hidden * (scenario[MODEL_INDEXER_DIM] + scenario[MODEL_INDEXER_HEADS]);
    keys = Math.min(keys, keysSeen(sequence, 1.0, scenario[MODEL_INDEXER_TOP_K]));
  }
  return 2.0 * weights + 2.0 * heads * keys * (keyDim + valueDim) + indexer;
}

function linearFlops(): f64 {
  const keys: f64 = scenario[MODEL_LINEAR_KEY_HEADS] * scenario[MODEL_LINEAR_KEY_DIM];
  const values: f64 = scenario[MODEL_LINEAR_VALUE_HEADS] * scenario[MODEL_LINEAR_VALUE_DIM];
  const delta: bool = scenario[MODEL_LINEAR_KIND] === 1.0;
  const width: f64 = 2.0 * keys + 3.0 * values + (delta ? 2.0 * scenario[MODEL_LINEAR_VALUE_HEADS] : 0.0);
  return 2.0 * scenario[MODEL_HIDDEN] * width + (delta ? 6.0 : 4.0) * values * scenario[MODEL_LINEAR_KEY_DIM];
}

function mambaFlops(): f64 {
  const inner: f64 = scenario[MODEL_MAMBA_HEADS] * scenario[MODEL_MAMBA_HEAD_DIM];
  const width: f64 =
    3.0 * inner + 2.0 * scenario[MODEL_MAMBA_GROUPS] * scenario[MODEL_MAMBA_STATE] + scenario[MODEL_MAMBA_HEADS];
  return 2.0 * scenario[MODEL_HIDDEN] * width + 6.0 * inner * scenario[MODEL_MAMBA_STATE];
}

function expertFlops(): f64 {
  const hidden: f64 = scenario[MODEL_HIDDEN];
  const matrices: f64 = scenario[MODEL_GATED] > 0.0 ? 3.0 : 2.0;
  const latent: f64 = scenario[MODEL_LATENT_HIDDEN];
  const width: f64 = latent > 0.0 ? latent : hidden;
  return (
    2.0 *
    (matrices * scenario[MODEL_TOP_K] * width * scenario[MODEL_EXPERT_FFN] +
      matrices * hidden * (scenario[MODEL_SHARED_FFN] + scenario[MODEL_RESIDUAL_FFN]) +
      hidden * scenario[MODEL_EXPERTS] +
      2.0 * hidden * latent)
  );
}

/** Forward FLOP of one token through the whole model. */
export function modelFlopsPerToken(): f64 {
  const layers: f64 = scenario[MODEL_LAYERS];
  const matrices: f64 = scenario[MODEL_GATED] > 0.0 ? 3.0 : 2.0;
  const hidden: f64 = scenario[MODEL_HIDDEN];
  const attention: f64 = attentionFlops(false);
  const expert: f64 = expertFlops();
  const dense: f64 = 2.0 * matrices * hidden * scenario[MODEL_DENSE_FFN];
  const output: f64 = 2.0 * scenario[MODEL_VOCAB] * hidden;
  const modules: f64 = scenario[MODEL_MTP_LAYERS];
  const last: f64 = layersBefore(MOE, layers) > 0.0 ? expert : dense;
  return (
    layersBefore(FULL_ATTENTION, layers) * attention +
    layersBefore(LOCAL_ATTENTION, layers) * attentionFlops(true) +
    layersBefore(LINEAR_ATTENTION, layers) * linearFlops() +
    layersBefore(MAMBA, layers) * mambaFlops() +
    layersBefore(DENSE, layers) * dense +
    layersBefore(MOE, layers) * expert +
    output +
    modules * (attention + last + 4.0 * hidden * hidden + output)
  );
}
