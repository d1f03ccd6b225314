/** What each family's configuration means: the fields it names, the defaults its code defines, and what it always does. */
import type { HuggingFaceReader } from './hugging-face-reader.ts';
import type { MlaArchitecture, ModelArchitecture, MoeArchitecture } from './model-architecture.ts';

/** A family of configurations that share one reading. */
export interface HuggingFaceFamily {
  readonly name: string;
  readonly read: (reader: HuggingFaceReader) => ModelArchitecture;
}

type LocalAttention = ModelArchitecture['localAttention'];

/** Parts of the shape that all families state alike. */
interface CommonDefaults {
  readonly config: string;
  readonly tied: boolean;
  /** Key/value heads when not stated: as many as query heads, a number, or never stated (absent). */
  readonly kvHeads?: number | 'as-heads';
  /** Head width when not stated: hidden ÷ heads, or a number; `elsewhere`: the family states its widths apart. */
  readonly headDim?: number | 'hidden-per-head' | 'elsewhere';
  readonly heads?: number;
  readonly vocab?: number;
}

function readCommon(reader: HuggingFaceReader, defaults: CommonDefaults): ModelArchitecture {
  const reason = `the default of ${defaults.config}`;
  const layers = reader.requireCount('num_hidden_layers');
  const hidden = reader.requireCount('hidden_size');
  const heads =
    defaults.heads === undefined
      ? reader.requireCount('num_attention_heads')
      : reader.countOr('num_attention_heads', defaults.heads, reason);
  let kvHeads = heads;
  if (defaults.kvHeads === 'as-heads') {
    kvHeads = reader.countOr('num_key_value_heads', heads, `${reason}: as many as query heads`);
  } else if (defaults.kvHeads !== undefined) {
    kvHeads = reader.nullableCountOr('num_key_value_heads', Math.min(defaults.kvHeads, heads), reason) ?? heads;
  }
  const headDim = readHeadDim(reader, hidden, heads, defaults);
  if (heads % kvHeads !== 0) {
    reader.problems.push(`"num_attention_heads" (${heads}) does not divide by "num_key_value_heads" (${kvHeads}).`);
  }
  return {
    layers,
    hidden,
    heads,
    kvHeads,
    headDim,
    ffn: reader.requireCount('intermediate_size'),
    gatedMlp: true,
    vocab:
      defaults.vocab === undefined
        ? reader.requireCount('vocab_size')
        : reader.countOr('vocab_size', defaults.vocab, reason),
    tiedEmbeddings: reader.flagOr('tie_word_embeddings', defaults.tied, reason),
    maxContextTokens: reader.has('max_position_embeddings') ? reader.requireCount('max_position_embeddings') : null,
    learnedPositions: 0,
    normBias: false,
    normsPerLayer: 2,
    qkvBias: false,
    attentionOutputBias: false,
    mlpBias: false,
    qkNorm: 'none',
    attentionOutputGate: false,
    relativePositionProjection: false,
    attentionSinks: false,
    moe: null,
    mla: null,
    localAttention: null,
    linearAttention: null,
    mamba2: null,
    layerMix: null,
    sparseIndexer: null,
    mtpLayers: 0,
  };
}

function readHeadDim(reader: HuggingFaceReader, hidden: number, heads: number, defaults: CommonDefaults): number {
  if (typeof defaults.headDim === 'number') {
    return reader.countOr('head_dim', defaults.headDim, `the default of ${defaults.config}`);
  }
  const isReadable = defaults.headDim === 'hidden-per-head' || defaults.headDim === 'elsewhere';
  if (isReadable && reader.has('head_dim')) return reader.requireCount('head_dim');
  const share = Math.max(1, Math.floor(hidden / heads));
  if (defaults.headDim === 'elsewhere') return share;
  if (hidden % heads !== 0) {
    reader.problems.push(`"hidden_size" (${hidden}) does not divide by "num_attention_heads" (${heads}).`);
    return share;
  }
  return isReadable ? reader.countOr('head_dim', share, 'hidden_size ÷ num_attention_heads') : share;
}

function readMoe(
  reader: HuggingFaceReader,
  parts: Pick<MoeArchitecture, 'experts' | 'topK' | 'expertFfn'> & Partial<MoeArchitecture>,
): MoeArchitecture {
  if (parts.topK > parts.experts) {
    reader.problems.push(`Each token visits ${parts.topK} experts, but there are only ${parts.experts}.`);
  }
  return {
    sharedExperts: 0,
    sharedFfn: 0,
    sharedGate: false,
    firstDenseLayers: 0,
    every: 1,
    denseFfn: 0,
    denseResidualFfn: 0,
    latentHidden: null,
    expertBias: false,
    routerBias: false,
    ...parts,
  };
}

/** Local layers from `layer_types` where listed, else from the count that the family's code would choose. */
function readLocalAttention(
  reader: HuggingFaceReader,
  layers: number,
  span: number | null,
  byCode: () => number,
): LocalAttention {
  const kinds = reader.layerTypes(layers);
  if (kinds !== null) {
    const strange = kinds.find((kind) => kind !== 'full_attention' && kind !== 'sliding_attention');
    if (strange !== undefined) reader.problems.push(`"layer_types" names "${strange}", which is not known here.`);
  }
  if (span === null) return null;
  const localLayers = kinds === null ? byCode() : kinds.filter((kind) => kind === 'sliding_attention').length;
  return localLayers === 0 ? null : { kind: 'sliding', spanTokens: span, localLayers };
}

function readLlama(reader: HuggingFaceReader): ModelArchitecture {
  const config = 'LlamaConfig';
  const common = readCommon(reader, { config, tied: false, kvHeads: 'as-heads', headDim: 'hidden-per-head' });
  const attentionBias = reader.flagOr('attention_bias', false, `the default of ${config}`);
  const mlpBias = reader.flagOr('mlp_bias', false, `the default of ${config}`);
  return { ...common, qkvBias: attentionBias, attentionOutputBias: attentionBias, mlpBias };
}

function readMistral(reader: HuggingFaceReader): ModelArchitecture {
  const config = 'MistralConfig';
  const common = readCommon(reader, { config, tied: false, kvHeads: 8, headDim: 'hidden-per-head' });
  const span = reader.nullableCountOr('sliding_window', 4096, `the default of ${config}`);
  return { ...common, localAttention: readLocalAttention(reader, common.layers, span, () => common.layers) };
}

function readMixtral(reader: HuggingFaceReader): ModelArchitecture {
  const config = 'MixtralConfig';
  const reason = `the default of ${config}`;
  const common = readCommon(reader, { config, tied: false, kvHeads: 8, headDim: 'hidden-per-head' });
  const span = reader.nullableCountOr('sliding_window', null, reason);
  return {
    ...common,
    localAttention: readLocalAttention(reader, common.layers, span, () => common.layers),
    moe: readMoe(reader, {
      experts: reader.countOr('num_local_experts', 8, reason),
      topK: reader.countOr('num_experts_per_tok', 2, reason),
      expertFfn: common.ffn,
    }),
  };
}

/** Sliding windows of the Qwen families: off unless asked for, and then only from `max_window_layers` on. */
function readQwenWindow(reader: HuggingFaceReader, layers: number, config: string): LocalAttention {
  const isUsed = reader.flagOr('use_sliding_window', false, `the default of ${config}`);
  const span = isUsed
    ? reader.requireCount('sliding_window')
    : reader.nullableCountOr('sliding_window', null, 'not used');
  return readLocalAttention(reader, layers, isUsed ? span : null, () =>
    Math.max(0, layers - reader.countOr('max_window_layers', 28, `the default of ${config}`, 0)),
  );
}

function readQwen2(reader: HuggingFaceReader): ModelArchitecture {
  const config = 'Qwen2Config';
  const common = readCommon(reader, { config, tied: false, kvHeads: 32, headDim: 'hidden-per-head' });
  return { ...common, qkvBias: true, localAttention: readQwenWindow(reader, common.layers, config) };
}

function readQwenSparsity(
  reader: HuggingFaceReader,
  layers: number,
  config: string,
): Pick<MoeArchitecture, 'every' | 'firstDenseLayers'> {
  const every = reader.countOr('decoder_sparse_step', 1, `the default of ${config}`);
  const dense = [...new Set(reader.countList('mlp_only_layers'))].sort((a, b) => a - b);
  const isLeading = dense.every((layer, position) => layer === position && layer < layers);
  if (!isLeading) {
    reader.problems.push('"mlp_only_layers" names layers other than the first ones, which cannot be represented.');
  }
  return { every, firstDenseLayers: isLeading ? dense.length : 0 };
}

function readQwen2Moe(reader: HuggingFaceReader): ModelArchitecture {
  const config = 'Qwen2MoeConfig';
  const common = readCommon(reader, { config, tied: false, kvHeads: 16, headDim: 'hidden-per-head' });
  return {
    ...common,
    qkvBias: reader.flagOr('qkv_bias', true, `the default of ${config}`),
    localAttention: readQwenWindow(reader, common.layers, config),
    moe: readMoe(reader, {
      experts: reader.requireCount('num_experts'),
      topK: reader.requireCount('num_experts_per_tok'),
      expertFfn: reader.requireCount('moe_intermediate_size'),
      sharedExperts: 1,
      sharedFfn: reader.requireCount('shared_expert_intermediate_size'),
      sharedGate: true,
      denseFfn: common.ffn,
      ...readQwenSparsity(reader, common.layers, config),
    }),
  };
}

function readQwen3(reader: HuggingFaceReader, config = 'Qwen3Config'): ModelArchitecture {
  const common = readCommon(reader, {
    config,
    tied: false,
    kvHeads: config === 'Qwen3MoeConfig' ? 4 : 32,
    headDim: config === 'Qwen3MoeConfig' ? 'hidden-per-head' : 128,
  });
  const attentionBias = reader.flagOr('attention_bias', false, `the default of ${config}`);
  return {
    ...common,
    qkvBias: attentionBias,
    attentionOutputBias: attentionBias,
    qkNorm: 'head',
    localAttention: readQwenWindow(reader, common.layers, config),
  };
}

function readQwen3Moe(reader: HuggingFaceReader): ModelArchitecture {
  const config = 'Qwen3MoeConfig';
  const common = readQwen3(reader, config);
  return {
    ...common,
    moe: readMoe(reader, {
      experts: reader.requireCount('num_experts', 'num_local_experts'),
      topK: reader.requireCount('num_experts_per_tok'),
      expertFfn: reader.requireCount('moe_intermediate_size'),
      denseFfn: common.ffn,
      ...readQwenSparsity(reader, common.layers, config),
    }),
  };
}

function readDeepSeek(reader: HuggingFaceReader, config: string, hasBalanceBias: boolean): ModelArchitecture {
  const reason = `the default of ${config}`;
  const base = readCommon(reader, { config, tied: false, kvHeads: 'as-heads', headDim: 'elsewhere' });
  const mla: MlaArchitecture = {
    qLoraRank: reader.nullableCountOr('q_lora_rank', 1536, reason),
    kvLoraRank: reader.requireCount('kv_lora_rank'),
    qkRopeHeadDim: reader.requireCount('qk_rope_head_dim'),
    qkNopeHeadDim: reader.requireCount('qk_nope_head_dim'),
    vHeadDim: reader.requireCount('v_head_dim'),
  };
  const attentionBias = reader.flagOr('attention_bias', false, reason);
  const expertFfn = reader.requireCount('moe_intermediate_size');
  const sharedExperts = reader.requireWholeNumber('n_shared_experts');
  if (reader.countOr('moe_layer_freq', 1, reason) !== 1) {
    reader.problems.push('"moe_layer_freq" other than 1 cannot be represented.');
  }
  return {
    ...base,
    headDim: mla.vHeadDim,
    qkvBias: attentionBias,
    attentionOutputBias: attentionBias,
    mla,
    moe: readMoe(reader, {
      experts: reader.requireCount('n_routed_experts'),
      topK: reader.requireCount('num_experts_per_tok'),
      expertFfn,
      sharedExperts,
      sharedFfn: sharedExperts > 0 ? expertFfn : 0,
      firstDenseLayers: reader.requireWholeNumber('first_k_dense_replace'),
      denseFfn: base.ffn,
      routerBias: hasBalanceBias,
    }),
    sparseIndexer: reader.has('index_topk')
      ? {
          heads: reader.requireCount('index_n_heads'),
          headDim: reader.requireCount('index_head_dim'),
          topKTokens: reader.requireCount('index_topk'),
        }
      : null,
    mtpLayers: reader.has('num_nextn_predict_layers') ? reader.countOr('num_nextn_predict_layers', 0, reason, 0) : 0,
  };
}

function readGemma(reader: HuggingFaceReader): ModelArchitecture {
  const config = 'GemmaConfig';
  const common = readCommon(reader, { config, tied: true, kvHeads: 16, headDim: 256 });
  const attentionBias = reader.flagOr('attention_bias', false, `the default of ${config}`);
  return { ...common, qkvBias: attentionBias, attentionOutputBias: attentionBias };
}

function readGemma2(reader: HuggingFaceReader): ModelArchitecture {
  const config = 'Gemma2Config';
  const common = readCommon(reader, { config, tied: true, kvHeads: 4, headDim: 256 });
  const attentionBias = reader.flagOr('attention_bias', false, `the default of ${config}`);
  const span = reader.nullableCountOr('sliding_window', 4096, `the default of ${config}`);
  const everyOther = (): number => common.layers - Math.floor(common.layers / 2);
  return {
    ...common,
    normsPerLayer: 4,
    qkvBias: attentionBias,
    attentionOutputBias: attentionBias,
    localAttention: readLocalAttention(reader, common.layers, span, everyOther),
  };
}

function readGemma3(reader: HuggingFaceReader): ModelArchitecture {
  const config = 'Gemma3TextConfig';
  const reason = `the default of ${config}`;
  const common = readCommon(reader, { config, tied: true, heads: 8, kvHeads: 4, headDim: 256, vocab: 262_208 });
  const attentionBias = reader.flagOr('attention_bias', false, reason);
  const span = reader.nullableCountOr('sliding_window', 4096, reason);
  return {
    ...common,
    normsPerLayer: 4,
    qkNorm: 'head',
    qkvBias: attentionBias,
    attentionOutputBias: attentionBias,
    localAttention: readLocalAttention(reader, common.layers, span, () => {
      const pattern = reader.countOr('sliding_window_pattern', 6, `${reason}: every sixth layer sees everything`);
      return common.layers - Math.floor(common.layers / pattern);
    }),
  };
}

function readGptNeoX(reader: HuggingFaceReader): ModelArchitecture {
  const config = 'GPTNeoXConfig';
  const common = readCommon(reader, { config, tied: false });
  const attentionBias = reader.flagOr('attention_bias', true, `the default of ${config}`);
  return {
    ...common,
    gatedMlp: false,
    normBias: true,
    qkvBias: attentionBias,
    attentionOutputBias: attentionBias,
    mlpBias: true,
  };
}

function readGptOss(reader: HuggingFaceReader): ModelArchitecture {
  const config = 'GptOssConfig';
  const reason = `the default of ${config}`;
  const common = readCommon(reader, { config, tied: false, kvHeads: 8, headDim: 64 });
  const attentionBias = reader.flagOr('attention_bias', true, reason);
  const span = reader.nullableCountOr('sliding_window', 128, reason);
  const everyOther = (): number => common.layers - Math.floor(common.layers / 2);
  const topK = reader.requireCount('num_experts_per_tok', 'experts_per_token');
  if (reader.has('experts_per_token')) reader.requireCount('experts_per_token');
  return {
    ...common,
    qkvBias: attentionBias,
    attentionOutputBias: attentionBias,
    attentionSinks: true,
    localAttention: readLocalAttention(reader, common.layers, span, everyOther),
    moe: readMoe(reader, {
      experts: reader.requireCount('num_local_experts'),
      topK,
      expertFfn: common.ffn,
      expertBias: true,
      routerBias: true,
    }),
  };
}

/** Families by `model_type`. */
export const HUGGING_FACE_FAMILIES: ReadonlyMap<string, HuggingFaceFamily> = new Map<string, HuggingFaceFamily>([
  ['llama', { name: 'Llama', read: readLlama }],
  ['mistral', { name: 'Mistral', read: readMistral }],
  ['mixtral', { name: 'Mixtral', read: readMixtral }],
  ['qwen2', { name: 'Qwen 2', read: readQwen2 }],
  ['qwen2_moe', { name: 'Qwen 2 MoE', read: readQwen2Moe }],
  ['qwen3', { name: 'Qwen 3', read: readQwen3 }],
  ['qwen3_moe', { name: 'Qwen 3 MoE', read: readQwen3Moe }],
  ['deepseek_v2', { name: 'DeepSeek V2', read: (reader) => readDeepSeek(reader, 'DeepseekV2Config', false) }],
  ['deepseek_v3', { name: 'DeepSeek V3', read: (reader) => readDeepSeek(reader, 'DeepseekV3Config', true) }],
  ['deepseek_v32', { name: 'DeepSeek V3.2', read: (reader) => readDeepSeek(reader, 'DeepseekV32Config', true) }],
  ['kimi_k2', { name: 'Kimi K2 (DeepSeek V3)', read: (reader) => readDeepSeek(reader, 'DeepseekV3Config', true) }],
  ['gemma', { name: 'Gemma', read: readGemma }],
  ['gemma2', { name: 'Gemma 2', read: readGemma2 }],
  ['gemma3_text', { name: 'Gemma 3', read: readGemma3 }],
  ['gpt_neox', { name: 'GPT-NeoX', read: readGptNeoX }],
  ['gpt_oss', { name: 'gpt-oss', read: readGptOss }],
]);
