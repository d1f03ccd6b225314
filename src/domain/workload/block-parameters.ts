/**
 * Weights of one block of each kind. `matrix` counts the weights that take part in matrix products (they decide the work
 * per token); `other` counts biases, norms, convolutions and the like.
 */
import type { ModelArchitecture } from './model-architecture.ts';

/** Weights of a block, split by whether they are multiplied as matrices. */
export interface BlockParameters {
  readonly matrix: number;
  readonly other: number;
}

/** Softmax attention, plain, grouped or latent, with its biases, norms, gate, sinks and sparse indexer. */
export function countAttentionParameters(architecture: ModelArchitecture): BlockParameters {
  const { hidden, heads, kvHeads, headDim, mla, sparseIndexer } = architecture;
  let matrix = 0;
  let other = 0;
  if (mla === null) {
    const queryWidth = heads * headDim;
    const keyValueWidth = kvHeads * headDim;
    matrix += hidden * queryWidth * (architecture.attentionOutputGate ? 2 : 1);
    matrix += 2 * hidden * keyValueWidth + queryWidth * hidden;
    if (architecture.relativePositionProjection) {
      matrix += hidden * queryWidth;
      other += 2 * queryWidth;
    }
    if (architecture.qkvBias) other += queryWidth + 2 * keyValueWidth;
    if (architecture.qkNorm === 'head') other += 2 * headDim;
    if (architecture.qkNorm === 'full') other += queryWidth + keyValueWidth;
  } else {
    const queryKeyDim = mla.qkNopeHeadDim + mla.qkRopeHeadDim;
    if (mla.qLoraRank === null) {
      matrix += hidden * heads * queryKeyDim;
    } else {
      matrix += hidden * mla.qLoraRank + mla.qLoraRank * heads * queryKeyDim;
      other += mla.qLoraRank;
    }
    matrix += hidden * (mla.kvLoraRank + mla.qkRopeHeadDim);
    matrix += mla.kvLoraRank * heads * (mla.qkNopeHeadDim + mla.vHeadDim);
    matrix += heads * mla.vHeadDim * hidden;
    other += mla.kvLoraRank;
    if (architecture.qkvBias) other += (mla.qLoraRank ?? 0) + mla.kvLoraRank + mla.qkRopeHeadDim;
  }
  if (architecture.attentionOutputBias) other += hidden;
  if (architecture.attentionSinks) other += heads;
  if (sparseIndexer !== null) {
    const queryInput = mla?.qLoraRank ?? hidden;
    matrix += queryInput * sparseIndexer.heads * sparseIndexer.headDim;
    matrix += hidden * sparseIndexer.headDim + hidden * sparseIndexer.heads;
    other += 2 * sparseIndexer.headDim;
  }
  return { matrix, other };
}

/** Linear attention: gated DeltaNet (query, key, value, gate, decay and write strength) or lightning attention. */
export function countLinearAttentionParameters(architecture: ModelArchitecture): BlockParameters {
  const linear = architecture.linearAttention;
  if (linear === null) return { matrix: 0, other: 0 };
  const { hidden } = architecture;
  const keyWidth = linear.keyHeads * linear.keyDim;
  const valueWidth = linear.valueHeads * linear.valueDim;
  const projections = hidden * (2 * keyWidth + 2 * valueWidth) + valueWidth * hidden;
  if (linear.kind === 'lightning') return { matrix: projections, other: valueWidth };
  return {
    matrix: projections + 2 * hidden * linear.valueHeads,
    other: (2 * keyWidth + valueWidth) * linear.convKernel + 2 * linear.valueHeads + linear.valueDim,
  };
}

/** Mamba-2: input and output projections, depth-wise convolution, decay, skip and step terms, gated norm. */
export function countMamba2Parameters(architecture: ModelArchitecture): BlockParameters {
  const mamba = architecture.mamba2;
  if (mamba === null) return { matrix: 0, other: 0 };
  const inner = mamba.heads * mamba.headDim;
  const convolved = inner + 2 * mamba.groups * mamba.state;
  return {
    matrix: architecture.hidden * (inner + convolved + mamba.heads) + inner * architecture.hidden,
    other: convolved * (mamba.convKernel + 1) + 3 * mamba.heads + inner,
  };
}

/** A feed-forward block of the given width over the given input width. */
function countFeedForwardParameters(inputWidth: number, ffn: number, gated: boolean, bias: boolean): BlockParameters {
  return {
    matrix: (gated ? 3 : 2) * inputWidth * ffn,
    other: bias ? (gated ? 2 : 1) * ffn + inputWidth : 0,
  };
}

/** The dense feed-forward block of a layer that is not a MoE layer. */
export function countDenseFeedForwardParameters(architecture: ModelArchitecture): BlockParameters {
  const ffn =
    architecture.moe === null || architecture.layerMix !== null ? architecture.ffn : architecture.moe.denseFfn;
  return countFeedForwardParameters(architecture.hidden, ffn, architecture.gatedMlp, architecture.mlpBias);
}

/** A MoE block: all its weights, and those that one token visits. */
export function countMoeParameters(architecture: ModelArchitecture): {
  readonly all: BlockParameters;
  readonly visited: BlockParameters;
} {
  const { moe, hidden, gatedMlp } = architecture;
  const none = { matrix: 0, other: 0 };
  if (moe === null) return { all: none, visited: none };
  const expert = countFeedForwardParameters(moe.latentHidden ?? hidden, moe.expertFfn, gatedMlp, moe.expertBias);
  const shared = countFeedForwardParameters(hidden, moe.sharedFfn, gatedMlp, moe.expertBias);
  const residual = countFeedForwardParameters(hidden, moe.denseResidualFfn, gatedMlp, architecture.mlpBias);
  let matrix = hidden * moe.experts + moe.sharedExperts * shared.matrix;
  let other = (moe.routerBias ? moe.experts : 0) + moe.sharedExperts * shared.other;
  if (moe.latentHidden !== null) matrix += 2 * hidden * moe.latentHidden;
  if (moe.sharedGate) matrix += hidden;
  if (moe.denseResidualFfn > 0) {
    matrix += residual.matrix;
    other += residual.other;
  }
  return {
    all: { matrix: matrix + moe.experts * expert.matrix, other: other + moe.experts * expert.other },
    visited: { matrix: matrix + moe.topK * expert.matrix, other: other + moe.topK * expert.other },
  };
}
