/** One published measurement of a training run: the row format of measurement files. Unknown extra fields are let through. */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000));
const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9));
const optionalCount = v.optional(v.nullable(count), null);
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const optionalPositive = v.optional(v.nullable(positive), null);
const USUAL_NODE = 8;
const text = v.pipe(v.string(), v.maxLength(10_000));

const MeasuredMoeSchema = v.object({
  experts: count,
  topk: count,
  shared: v.optional(wholeNumber, 0),
  moe_ffn: count,
  shared_ffn: v.optional(wholeNumber),
  latent: v.optional(count),
  dense_layers: v.optional(wholeNumber, 0),
  moe_layer_freq: v.optional(count),
  mtp: v.optional(v.boolean()),
  mtp_layers_in_model: v.optional(wholeNumber),
});

const MeasuredMlaSchema = v.object({
  q_lora_rank: v.optional(v.nullable(wholeNumber), null),
  kv_lora_rank: count,
  qk_nope_head_dim: wholeNumber,
  qk_rope_head_dim: wholeNumber,
  v_head_dim: count,
});

const MeasuredHybridSchema = v.object({
  mamba_layers: wholeNumber,
  attention_layers: wholeNumber,
  moe_layers: v.optional(wholeNumber, 0),
  mlp_layers: v.optional(wholeNumber, 0),
  mamba_heads: count,
  mamba_head_dim: count,
  mamba_state_dim: count,
  mamba_groups: count,
});

export const MeasuredModelSchema = v.object({
  name: text,
  layers: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
  hidden: count,
  heads: count,
  kv_heads: count,
  head_dim: count,
  ffn_hidden: wholeNumber,
  gated_mlp: v.boolean(),
  vocab: count,
  seq_len: optionalCount,
  moe: v.optional(v.nullable(MeasuredMoeSchema), null),
  mla: v.optional(v.nullable(MeasuredMlaSchema), null),
  hybrid: v.optional(v.nullable(MeasuredHybridSchema), null),
  tied_embeddings: v.optional(v.nullable(v.boolean()), null),
  attention_note: v.optional(v.nullable(text), null),
  pos_emb: v.optional(v.nullable(text), null),
  parallel_block: v.optional(v.nullable(v.boolean()), null),
});

export const MeasurementSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  source: v.object({ title: text, url_or_repo_path: v.optional(text, ''), table: v.optional(text, '') }),
  accelerator: text,
  accelerators: count,
  /** Accelerators of a node: as most have, unless the record says. */
  per_node: v.pipe(
    optionalCount,
    v.transform((stated) => stated ?? USUAL_NODE),
  ),
  interconnect: v.optional(v.nullable(text), null),
  model: MeasuredModelSchema,
  global_batch: optionalPositive,
  micro_batch: optionalPositive,
  tp: optionalCount,
  pp: optionalCount,
  vpp: optionalCount,
  dp: optionalCount,
  cp: optionalCount,
  ep: optionalCount,
  etp: optionalCount,
  fsdp: optionalCount,
  zero_stage: v.optional(v.nullable(v.picklist([0, 1, 2, 3])), null),
  hsdp: v.optional(v.nullable(v.union([count, text])), null),
  sequence_parallel: v.optional(v.nullable(v.boolean()), null),
  recompute: v.optional(v.nullable(text), null),
  precision: text,
  /** Layers kept in 16 bits where `precision` is narrower. */
  wide_layers: v.optional(wholeNumber, 0),
  optimizer_offload: v.optional(v.nullable(v.boolean()), null),
  quality: v.optional(text, ''),
  notes: v.optional(text, ''),
  flops_convention: v.optional(v.nullable(text), null),
  duplicate: v.optional(v.boolean(), false),
  /** Why the record is doubted: a remark to check, no reason to leave it out. */
  suspect: v.optional(v.nullable(v.object({ kind: v.optional(text, ''), reason: text })), null),
  measured: v.object({
    step_time_s: optionalPositive,
    tflops_per_gpu: optionalPositive,
    mfu: optionalPositive,
    tokens_per_s_per_gpu: optionalPositive,
    memory_gib_peak: optionalPositive,
  }),
});

/** A file of sound measurements. */
export const MeasurementFileSchema = v.pipe(v.array(MeasurementSchema), v.maxLength(100_000));

/** A file of measurements, its records not yet looked at. */
export const MeasurementListSchema = v.pipe(v.array(v.unknown()), v.maxLength(100_000));

/** One published measurement. */
export type Measurement = v.InferOutput<typeof MeasurementSchema>;
/** The model that a measurement ran. */
export type MeasuredModel = v.InferOutput<typeof MeasuredModelSchema>;
