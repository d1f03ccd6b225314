import { countParameters } from './count-parameters.ts';
import { countLayersByKind } from './layer-pattern.ts';
import type { ModelArchitecture } from './model-architecture.ts';

/** One way of counting a training step's work. Publications differ, so a figure is only comparable within one of them. */
export interface FlopsConvention {
  readonly id: FlopsConventionId;
  readonly name: string;
  /** The formula in words and symbols: N active parameters, L layers, h hidden, s sequence length, V vocabulary. */
  readonly formula: string;
  /** Who counts this way. */
  readonly usedBy: string;
  /** Whether the recomputed forward pass is part of the count (hardware FLOPs rather than model FLOPs). */
  readonly includesRecompute: boolean;
}

/** Name of a {@link FlopsConvention}. */
export type FlopsConventionId =
  | 'six-n'
  | 'six-n-full-attention'
  | 'six-n-causal-attention'
  | 'matmul-full-attention'
  | 'matmul-causal-attention'
  | 'gpt-recompute'
  | 'gpt';

/** The conventions that {@link countModelFlops} knows. */
export const FLOPS_CONVENTIONS: readonly FlopsConvention[] = [
  {
    id: 'six-n',
    name: '6N',
    formula: '6·N',
    usedBy: 'scaling-law papers (arXiv 2001.08361)',
    includesRecompute: false,
  },
  {
    id: 'six-n-full-attention',
    name: '6N + full attention',
    formula: '6·N + 12·L·heads·headDim·s',
    usedBy: 'PaLM (arXiv 2204.02311), LLM Foundry, nanoGPT',
    includesRecompute: false,
  },
  {
    id: 'six-n-causal-attention',
    name: '6N + causal half of attention',
    formula: '6·N + 6·L·heads·headDim·s',
    usedBy: 'MaxText, recent rows',
    includesRecompute: false,
  },
  {
    id: 'matmul-full-attention',
    name: 'Matrix products, full attention',
    formula: '6·(matrix weights visited, output layer in, embedding out) + full attention scores',
    usedBy: 'vendor benchmark recipes for Llama and GPT',
    includesRecompute: false,
  },
  {
    id: 'matmul-causal-attention',
    name: 'Matrix products, causal half',
    formula: '6·(matrix weights visited, output layer in, embedding out) + the unmasked half of attention scores',
    usedBy: 'Megatron-Bridge',
    includesRecompute: false,
  },
  {
    id: 'gpt-recompute',
    name: 'GPT with recompute',
    formula: '96·L·h²·(1 + s/6h + V/16Lh)',
    usedBy: 'Megatron-LM (arXiv 2104.04473), BLOOM, MT-NLG',
    includesRecompute: true,
  },
  {
    id: 'gpt',
    name: 'GPT without recompute',
    formula: '72·L·h²·(1 + s/6h + V/12Lh)',
    usedBy: 'sequence parallelism (arXiv 2205.05198), MegaScale (arXiv 2402.15627)',
    includesRecompute: false,
  },
];

/**
 * Training work per token, forward and backward, in FLOP.
 * @param sequenceLength tokens in a sequence
 */
export function countModelFlops(
  architecture: ModelArchitecture,
  sequenceLength: number,
  convention: FlopsConventionId,
): number {
  const { layers, hidden, vocab } = architecture;
  switch (convention) {
    case 'six-n':
      return 6 * countParameters(architecture).active;
    case 'six-n-full-attention':
      return 6 * countParameters(architecture).active + 3 * countMixerCoreFlops(architecture, sequenceLength, false);
    case 'six-n-causal-attention':
      return 6 * countParameters(architecture).active + 3 * countMixerCoreFlops(architecture, sequenceLength, true);
    case 'matmul-full-attention':
      return 6 * countVisitedMatrixWeights(architecture) + 3 * countMixerCoreFlops(architecture, sequenceLength, false);
    case 'matmul-causal-attention':
      return 6 * countVisitedMatrixWeights(architecture) + 3 * countMixerCoreFlops(architecture, sequenceLength, true);
    case 'gpt-recompute':
      return 96 * layers * hidden * hidden * (1 + sequenceLength / (6 * hidden) + vocab / (16 * layers * hidden));
    case 'gpt':
      return 72 * layers * hidden * hidden * (1 + sequenceLength / (6 * hidden) + vocab / (12 * layers * hidden));
  }
}

/** Weights that one token multiplies: the layers' matrices and the output layer, whether or not its table is shared. */
function countVisitedMatrixWeights(architecture: ModelArchitecture): number {
  const layers = countParameters(architecture).perLayer;
  const inLayers = layers.reduce((sum, entry) => sum + entry.layers * entry.activeMatrixPerLayer, 0);
  return inLayers + architecture.vocab * architecture.hidden;
}

/** Work of the mixers beyond their projections, forward only, FLOP per token: scores and values, or the recurrent state. */
function countMixerCoreFlops(architecture: ModelArchitecture, sequenceLength: number, causal: boolean): number {
  const pattern = countLayersByKind(architecture);
  const { heads, headDim, mla, localAttention, linearAttention, mamba2, sparseIndexer } = architecture;
  const queryKeyDim = mla === null ? headDim : mla.qkNopeHeadDim + mla.qkRopeHeadDim;
  const valueDim = mla === null ? headDim : mla.vHeadDim;
  const perKey = 2 * heads * (queryKeyDim + valueDim);
  const allKeys = causal ? sequenceLength / 2 : sequenceLength;

  let keysSeen = allKeys;
  let indexer = 0;
  if (sparseIndexer !== null) {
    keysSeen = countKeysInWindow(sequenceLength, sparseIndexer.topKTokens, causal);
    indexer = 2 * sparseIndexer.heads * sparseIndexer.headDim * allKeys;
  }
  let flops = (pattern.attention - pattern.localAttention) * (perKey * keysSeen + indexer);
  if (localAttention !== null) {
    const span = Math.min(localAttention.spanTokens, sequenceLength);
    const localKeys =
      localAttention.kind === 'sliding'
        ? countKeysInWindow(sequenceLength, localAttention.spanTokens, causal)
        : causal
          ? span / 2
          : span;
    flops += pattern.localAttention * perKey * localKeys;
  }
  if (linearAttention !== null) {
    const perState = linearAttention.kind === 'gated-deltanet' ? 6 : 4;
    flops +=
      pattern.linearAttention *
      perState *
      linearAttention.valueHeads *
      linearAttention.keyDim *
      linearAttention.valueDim;
  }
  if (mamba2 !== null) flops += pattern.mamba2 * 6 * mamba2.heads * mamba2.headDim * mamba2.state;
  return flops;
}

/** Keys that a query sees on average within a sliding window. */
function countKeysInWindow(sequenceLength: number, window: number, causal: boolean): number {
  if (sequenceLength <= window) return causal ? sequenceLength / 2 : sequenceLength;
  return causal ? window - (window * window) / (2 * sequenceLength) : window;
}
