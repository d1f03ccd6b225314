import type { ModelArchitecture } from './model-architecture.ts';

/** How many of a model's layers hold which mixer and which feed-forward block. */
export interface LayerPattern {
  /** Softmax-attention layers, local ones included. */
  readonly attention: number;
  /** Of the attention layers, those that see only a span. */
  readonly localAttention: number;
  readonly linearAttention: number;
  readonly mamba2: number;
  readonly dense: number;
  readonly moe: number;
}

/**
 * Counts the layers by kind. In a model with a layer mix each layer holds one block only; in all others each holds a
 * mixer and a feed-forward block.
 */
export function countLayersByKind(architecture: ModelArchitecture): LayerPattern {
  const { layers, layerMix, linearAttention, moe } = architecture;
  if (layerMix !== null) {
    return {
      attention: layerMix.attention,
      localAttention: 0,
      linearAttention: 0,
      mamba2: layerMix.mamba2,
      dense: layerMix.mlp,
      moe: layerMix.moe,
    };
  }
  const linear = Math.min(linearAttention?.layers ?? 0, layers);
  const attention = layers - linear;
  let moeLayers = 0;
  if (moe !== null) {
    for (let layer = moe.firstDenseLayers; layer < layers; layer += 1) {
      if ((layer + 1) % moe.every === 0) moeLayers += 1;
    }
  }
  return {
    attention,
    localAttention: Math.min(architecture.localAttention?.localLayers ?? 0, attention),
    linearAttention: linear,
    mamba2: 0,
    dense: layers - moeLayers,
    moe: moeLayers,
  };
}
