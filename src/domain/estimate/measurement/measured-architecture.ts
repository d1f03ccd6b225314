import type { ModelArchitecture } from '../../workload/model-architecture.ts';
import type { MeasuredModel } from './measurement-schema.ts';

/** The architecture that a measurement's shape describes; what it leaves open is what models of the shape usually have. */
export function readArchitecture(model: MeasuredModel, notes: string): ModelArchitecture {
  const { moe, mla, hybrid } = model;
  const window = /sliding[- ]window\((\d+)\)/.exec(model.attention_note ?? '')?.[1];
  const sharedFfn = moe?.shared_ffn ?? moe?.moe_ffn ?? 0;
  return {
    layers: model.layers,
    hidden: model.hidden,
    heads: model.heads,
    kvHeads: model.kv_heads,
    headDim: model.head_dim,
    ffn: model.ffn_hidden,
    gatedMlp: model.gated_mlp,
    vocab: model.vocab,
    tiedEmbeddings: model.tied_embeddings ?? false,
    maxContextTokens: null,
    learnedPositions: (model.pos_emb ?? '').startsWith('learned') ? (model.seq_len ?? 0) : 0,
    normBias: false,
    normsPerLayer: hybrid !== null || model.parallel_block === true ? 1 : 2,
    qkvBias: false,
    attentionOutputBias: false,
    mlpBias: false,
    qkNorm: /qwen3/i.test(model.name) ? 'head' : 'none',
    attentionOutputGate: false,
    relativePositionProjection: false,
    attentionSinks: window !== undefined,
    moe:
      moe === null
        ? null
        : {
            experts: moe.experts,
            topK: moe.topk,
            expertFfn: moe.moe_ffn,
            sharedExperts: moe.shared > 0 ? (moe.shared_ffn === undefined ? moe.shared : 1) : 0,
            sharedFfn: moe.shared > 0 ? sharedFfn : 0,
            sharedGate: false,
            firstDenseLayers: moe.moe_layer_freq === undefined ? moe.dense_layers : 0,
            every: moe.moe_layer_freq ?? 1,
            denseFfn: model.ffn_hidden,
            denseResidualFfn: 0,
            latentHidden: moe.latent ?? null,
            expertBias: window !== undefined,
            routerBias: false,
          },
    mla:
      mla === null
        ? null
        : {
            qLoraRank: mla.q_lora_rank === 0 ? null : mla.q_lora_rank,
            kvLoraRank: mla.kv_lora_rank,
            qkNopeHeadDim: mla.qk_nope_head_dim,
            qkRopeHeadDim: mla.qk_rope_head_dim,
            vHeadDim: mla.v_head_dim,
          },
    localAttention:
      window === undefined
        ? null
        : { kind: 'sliding', spanTokens: Number(window), localLayers: Math.floor(model.layers / 2) },
    linearAttention: null,
    mamba2:
      hybrid === null
        ? null
        : {
            heads: hybrid.mamba_heads,
            headDim: hybrid.mamba_head_dim,
            groups: hybrid.mamba_groups,
            state: hybrid.mamba_state_dim,
            convKernel: 4,
          },
    layerMix:
      hybrid === null
        ? null
        : {
            mamba2: hybrid.mamba_layers,
            attention: hybrid.attention_layers,
            mlp: hybrid.mlp_layers,
            moe: hybrid.moe_layers,
          },
    sparseIndexer: null,
    mtpLayers:
      /MTP (on|depth)/i.test(notes) || moe?.mtp === true
        ? Math.max(moe?.mtp_layers_in_model ?? 1, 1)
        : (moe?.mtp_layers_in_model ?? 0),
  };
}
