/**
 * The shape of a transformer language model: everything that decides how many weights it has and how much work a token is.
 * Lengths are in elements, counts are whole numbers. The schema carries no transforms, so a JSON Schema can be derived from it.
 */
import * as v from 'valibot';

const positiveInteger = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e9));
const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9));

/** Mixture-of-experts blocks. A layer is a MoE layer when its index is at or past `firstDenseLayers` and it falls on the stride `every`. */
const MoeArchitectureSchema = v.object({
  /** Routed experts per MoE layer. */
  experts: positiveInteger,
  /** Routed experts that each token visits. */
  topK: positiveInteger,
  /** Feed-forward width of one routed expert. */
  expertFfn: positiveInteger,
  /** Experts that every token visits besides the routed ones. */
  sharedExperts: wholeNumber,
  /** Feed-forward width of one shared expert; 0 without shared experts. */
  sharedFfn: wholeNumber,
  /** Whether a learned scalar gate (one hidden-wide vector) weighs the shared expert. */
  sharedGate: v.boolean(),
  /** Leading layers that hold a dense feed-forward block instead. */
  firstDenseLayers: wholeNumber,
  /** MoE layer stride: 1 = every layer, 2 = every second (the last of each pair). */
  every: positiveInteger,
  /** Feed-forward width of the layers that are not MoE layers. */
  denseFfn: wholeNumber,
  /** Width of a dense feed-forward block that runs beside the experts in every MoE layer; 0 = none. */
  denseResidualFfn: wholeNumber,
  /** Width that tokens are projected to before the routed experts; null = experts work on the hidden width. */
  latentHidden: v.nullable(positiveInteger),
  /** Whether the experts' products carry biases. */
  expertBias: v.boolean(),
  /** Whether the router carries one bias (or balance correction) per expert. */
  routerBias: v.boolean(),
});

/** Multi-head latent attention: keys and values are rebuilt from a low-rank cache. */
const MlaArchitectureSchema = v.object({
  /** Rank of the query bottleneck; null = queries are projected directly. */
  qLoraRank: v.nullable(positiveInteger),
  kvLoraRank: positiveInteger,
  qkRopeHeadDim: positiveInteger,
  qkNopeHeadDim: positiveInteger,
  vHeadDim: positiveInteger,
});

/** Layers whose attention sees only a span of tokens. */
const LocalAttentionSchema = v.object({
  /** `sliding`: the last `spanTokens` tokens; `chunked`: the tokens of the same block of `spanTokens`. */
  kind: v.picklist(['sliding', 'chunked']),
  spanTokens: positiveInteger,
  /** How many layers are local; the other attention layers see everything. */
  localLayers: wholeNumber,
});

/** Layers whose mixer is a linear (recurrent) attention in place of softmax attention. */
const LinearAttentionSchema = v.object({
  kind: v.picklist(['gated-deltanet', 'lightning']),
  /** How many layers are linear; the others are softmax attention. */
  layers: positiveInteger,
  keyHeads: positiveInteger,
  valueHeads: positiveInteger,
  keyDim: positiveInteger,
  valueDim: positiveInteger,
  /** Width of the depth-wise convolution before the recurrence; 0 = none. */
  convKernel: wholeNumber,
});

/** Mamba-2 state-space mixer. */
const Mamba2ArchitectureSchema = v.object({
  heads: positiveInteger,
  headDim: positiveInteger,
  groups: positiveInteger,
  state: positiveInteger,
  convKernel: positiveInteger,
});

/** For models whose layers hold a single mixer each: how many of which. They sum to `layers`. */
const LayerMixSchema = v.object({
  mamba2: wholeNumber,
  attention: wholeNumber,
  mlp: wholeNumber,
  moe: wholeNumber,
});

/** Sparse-attention indexer (a light scorer that picks the keys each query attends to). */
const SparseIndexerSchema = v.object({
  heads: positiveInteger,
  headDim: positiveInteger,
  topKTokens: positiveInteger,
});

/** See {@link ModelArchitecture}. */
export const ModelArchitectureSchema = v.object({
  layers: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
  hidden: positiveInteger,
  /** Query heads. */
  heads: positiveInteger,
  /** Key/value heads: equal to `heads` without grouping, 1 for multi-query. */
  kvHeads: positiveInteger,
  headDim: positiveInteger,
  /** Feed-forward width of dense layers. */
  ffn: wholeNumber,
  /** Gated feed-forward: three matrices (gate, up, down) instead of two. */
  gatedMlp: v.boolean(),
  vocab: positiveInteger,
  /** Whether input embedding and output layer share one table. */
  tiedEmbeddings: v.boolean(),
  /** Longest sequence the model was made for, tokens; null = unknown. */
  maxContextTokens: v.nullable(positiveInteger),
  /** Rows of a learned position table; 0 = none (rotary, ALiBi). */
  learnedPositions: wholeNumber,
  /** Normalisation with a bias vector (LayerNorm) or without (RMSNorm, bias-free LayerNorm). */
  normBias: v.boolean(),
  /** Hidden-wide norms in a layer: 2 usual, 1 with parallel blocks, 4 with pre- and post-norms. */
  normsPerLayer: wholeNumber,
  qkvBias: v.boolean(),
  attentionOutputBias: v.boolean(),
  mlpBias: v.boolean(),
  /** Norm of queries and keys: per head (`head`: one head-wide weight) or over all heads (`full`). */
  qkNorm: v.picklist(['none', 'head', 'full']),
  /** Whether attention's output is multiplied by a gate as wide as the queries. */
  attentionOutputGate: v.boolean(),
  /** Whether each layer holds a relative-position projection (hidden × heads·headDim), as in Transformer-XL. */
  relativePositionProjection: v.boolean(),
  /** Whether each head has a learned attention sink. */
  attentionSinks: v.boolean(),
  moe: v.nullable(MoeArchitectureSchema),
  mla: v.nullable(MlaArchitectureSchema),
  localAttention: v.nullable(LocalAttentionSchema),
  linearAttention: v.nullable(LinearAttentionSchema),
  mamba2: v.nullable(Mamba2ArchitectureSchema),
  layerMix: v.nullable(LayerMixSchema),
  sparseIndexer: v.nullable(SparseIndexerSchema),
  /** Multi-token-prediction modules after the last layer (each one more layer plus a 2·hidden → hidden projection). */
  mtpLayers: wholeNumber,
});

/** The shape of a transformer language model. */
export type ModelArchitecture = v.InferOutput<typeof ModelArchitectureSchema>;
/** The mixture-of-experts part of a {@link ModelArchitecture}. */
export type MoeArchitecture = v.InferOutput<typeof MoeArchitectureSchema>;
/** The latent-attention part of a {@link ModelArchitecture}. */
export type MlaArchitecture = v.InferOutput<typeof MlaArchitectureSchema>;
