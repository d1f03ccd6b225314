import {
  type BlockParameters,
  countAttentionParameters,
  countDenseFeedForwardParameters,
  countLinearAttentionParameters,
  countMamba2Parameters,
  countMoeParameters,
} from './block-parameters.ts';
import { countLayersByKind } from './layer-pattern.ts';
import type { ModelArchitecture } from './model-architecture.ts';

/** What a group of layers holds, in parameters. */
export interface ParameterGroup {
  readonly kind: 'attention' | 'linear-attention' | 'mamba2' | 'dense' | 'moe';
  readonly layers: number;
  /** All weights of one such block. */
  readonly perLayer: number;
  /** Weights that one token visits in one such block. */
  readonly activePerLayer: number;
  /** Of the visited weights, those in matrix products. */
  readonly activeMatrixPerLayer: number;
}

/** Number of parameters, and where they are. Multi-token-prediction modules are counted apart, as model cards do. */
export interface ParameterCount {
  readonly total: number;
  /** Weights that one token visits, embedding table and output layer included. */
  readonly active: number;
  /** Input embedding and learned positions. */
  readonly embedding: number;
  /** Output layer; 0 when it shares the embedding's table. */
  readonly output: number;
  /** All norms outside the blocks, the final one included. */
  readonly norms: number;
  readonly perLayer: readonly ParameterGroup[];
  /** Not part of `total`. */
  readonly multiTokenPrediction: number;
}

/** Counts a model's parameters from its shape. */
export function countParameters(architecture: ModelArchitecture): ParameterCount {
  const { hidden, vocab } = architecture;
  const pattern = countLayersByKind(architecture);
  const moe = countMoeParameters(architecture);
  const perLayer = [
    group('attention', pattern.attention, countAttentionParameters(architecture)),
    group('linear-attention', pattern.linearAttention, countLinearAttentionParameters(architecture)),
    group('mamba2', pattern.mamba2, countMamba2Parameters(architecture)),
    group('dense', pattern.dense, countDenseFeedForwardParameters(architecture)),
    group('moe', pattern.moe, moe.all, moe.visited),
  ].filter((entry) => entry.layers > 0);

  const normWidth = hidden * (architecture.normBias ? 2 : 1);
  const norms = normWidth * (architecture.normsPerLayer * architecture.layers + 1);
  const embedding = vocab * hidden + architecture.learnedPositions * hidden;
  const output = architecture.tiedEmbeddings ? 0 : vocab * hidden;
  const outside = embedding + output + norms;
  const total = perLayer.reduce((sum, entry) => sum + entry.layers * entry.perLayer, outside);
  const active = perLayer.reduce((sum, entry) => sum + entry.layers * entry.activePerLayer, outside);

  const lastFeedForward = pattern.moe > 0 ? moe.all : countDenseFeedForwardParameters(architecture);
  const moduleParameters =
    sum(countAttentionParameters(architecture)) +
    sum(lastFeedForward) +
    2 * hidden * hidden +
    normWidth * (architecture.normsPerLayer + 3);
  return {
    total,
    active,
    embedding,
    output,
    norms,
    perLayer,
    multiTokenPrediction: architecture.mtpLayers * moduleParameters,
  };
}

function group(
  kind: ParameterGroup['kind'],
  layers: number,
  all: BlockParameters,
  visited: BlockParameters = all,
): ParameterGroup {
  return { kind, layers, perLayer: sum(all), activePerLayer: sum(visited), activeMatrixPerLayer: visited.matrix };
}

function sum(block: BlockParameters): number {
  return block.matrix + block.other;
}
