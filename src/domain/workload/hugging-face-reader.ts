/**
 * Reads fields of a Hugging Face `config.json` one by one and keeps account: what was read, what had to be assumed and
 * why, what is missing or wrong, and, at the end, what nobody asked for.
 */

/** A field that was read. */
export interface UnderstoodField {
  readonly field: string;
  readonly value: string;
}
/** A value that the configuration leaves out and the family's own code fills in. */
export interface AssumedValue {
  readonly field: string;
  readonly value: string;
  readonly reason: string;
}
/** A field that could not be put to use, so the user can judge whether it matters. */
export interface NotUnderstoodField {
  readonly field: string;
  readonly value: string;
  readonly note: string;
}

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed JSON value is an object (not a list, not null). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const MAX_COUNT = 1e9;
const MAX_VALUE_LENGTH = 60;
/** A longer list of leftovers would bury the ones that matter. */
const MAX_LEFTOVERS = 50;

/** Fields that change neither the number of weights nor the work per token. */
const WITHOUT_EFFECT = new Set(
  `architectures attention_dropout auto_map attn_logit_softcapping aux_loss_alpha beta_fast beta_slow bos_token_id
  cache_implementation classifier_dropout dtype embd_pdrop eos_token_id ep_size final_logit_softcapping hidden_act
  hidden_activation hidden_dropout hidden_dropout_prob id2label initial_context_length initializer_range label2id
  layer_norm_eps max_window_layers model_type n_group norm_topk_prob original_max_position_embeddings
  output_attentions output_hidden_states output_router_logits pad_token_id partial_rotary_factor pretraining_tp
  query_pre_attn_scalar resid_pdrop rms_norm_eps rope_interleave rope_local_base_freq rope_parameters rope_scaling
  rope_theta rotary_emb_base rotary_pct routed_scaling_factor router_aux_loss_coef router_jitter_noise scoring_func
  seq_aux sliding_window_pattern _sliding_window_pattern swiglu_limit topk_group topk_method torch_dtype transformers_version use_bidirectional_attention use_cache
  use_parallel_residual _attn_implementation_autoset _name_or_path text_config`.split(/\s+/),
);

/** Reads one configuration object. Wrong values become problems; reading goes on so that all of them are found at once. */
export class HuggingFaceReader {
  readonly understood: UnderstoodField[] = [];
  readonly assumed: AssumedValue[] = [];
  readonly problems: string[] = [];
  readonly #config: JsonObject;
  readonly #asked = new Set<string>();

  constructor(config: JsonObject) {
    this.#config = config;
  }

  /** Whether the configuration states the field with something other than null. */
  has(field: string): boolean {
    return Object.hasOwn(this.#config, field) && this.#config[field] !== null;
  }

  /** A whole number from 1 on that must be there; any of the spellings will do. */
  requireCount(...spellings: readonly [string, ...string[]]): number {
    const field = spellings.find((spelling) => this.has(spelling));
    if (field !== undefined) return this.#readCount(field, 1);
    for (const spelling of spellings) this.#asked.add(spelling);
    this.problems.push(`"${spellings[0]}" is missing, and nothing can stand in for it.`);
    return 1;
  }

  /** A whole number from 0 on that must be stated; null counts as 0. */
  requireWholeNumber(field: string): number {
    if (this.has(field)) return this.#readCount(field, 0);
    if (Object.hasOwn(this.#config, field)) this.#understand(field);
    else this.problems.push(`"${field}" is missing, and implementations differ in what they take instead.`);
    return 0;
  }

  /** A whole number, or the value that the family's code defines. */
  countOr(field: string, fallback: number, reason: string, minimum = 1): number {
    if (this.has(field)) return this.#readCount(field, minimum);
    return this.#assume(field, fallback, reason);
  }

  /** A whole number; null where the configuration says null; the family's default where it says nothing. */
  nullableCountOr(field: string, fallback: number | null, reason: string): number | null {
    if (this.has(field)) return this.#readCount(field, 1);
    if (Object.hasOwn(this.#config, field)) {
      this.#understand(field);
      return null;
    }
    return this.#assume(field, fallback, reason);
  }

  /** A yes or no, or the family's default. */
  flagOr(field: string, fallback: boolean, reason: string): boolean {
    if (!this.has(field)) return this.#assume(field, fallback, reason);
    const value = this.#understand(field);
    if (typeof value === 'boolean') return value;
    this.problems.push(`"${field}" is ${describeValue(value)}; it must be true or false.`);
    return fallback;
  }

  /** A list of whole numbers; empty when absent. */
  countList(field: string): readonly number[] {
    if (!this.has(field)) return [];
    const value = this.#understand(field);
    if (Array.isArray(value) && value.every((entry) => Number.isInteger(entry) && (entry as number) >= 0)) {
      return value as number[];
    }
    this.problems.push(`"${field}" is ${describeValue(value)}; it must be a list of layer numbers.`);
    return [];
  }

  /** The kinds of the layers; null when the configuration does not list them. */
  layerTypes(layers: number): readonly string[] | null {
    if (!this.has('layer_types')) return null;
    const value = this.#understand('layer_types');
    if (Array.isArray(value) && value.length === layers && value.every((entry) => typeof entry === 'string')) {
      return value as string[];
    }
    this.problems.push(`"layer_types" must list one name for each of the ${layers} layers.`);
    return null;
  }

  /** Everything that nobody asked for and that is not known to be without effect. */
  leftovers(): NotUnderstoodField[] {
    const fields = Object.keys(this.#config).filter(
      (field) => !this.#asked.has(field) && !WITHOUT_EFFECT.has(field) && this.#config[field] !== null,
    );
    const listed = fields.slice(0, MAX_LEFTOVERS).map((field) => ({
      field: shorten(field),
      value: describeValue(this.#config[field]),
      note: noteOn(field),
    }));
    const rest = fields.length - listed.length;
    if (rest > 0) listed.push({ field: `… and ${rest} more`, value: '', note: 'not known to this importer; ignored' });
    return listed;
  }

  #readCount(field: string, minimum: number): number {
    const value = this.#understand(field);
    if (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= MAX_COUNT) return value;
    this.problems.push(
      `"${field}" is ${describeValue(value)}; it must be a whole number from ${minimum} to ${MAX_COUNT}.`,
    );
    return minimum;
  }

  #understand(field: string): unknown {
    const value = this.#config[field];
    if (!this.#asked.has(field)) this.understood.push({ field, value: describeValue(value) });
    this.#asked.add(field);
    return value;
  }

  #assume<TValue>(field: string, value: TValue, reason: string): TValue {
    this.#asked.add(field);
    this.assumed.push({ field, value: describeValue(value), reason });
    return value;
  }
}

/** A value in few characters, whatever it is. */
export function describeValue(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return `an object of ${Object.keys(value).length} fields`;
  return shorten(typeof value === 'string' ? `"${value}"` : String(value));
}

function shorten(text: string): string {
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text;
}

function noteOn(field: string): string {
  if (field === 'quantization_config' || field === 'compression_config') {
    return 'how the published weights are stored; the number format of a plan is part of its strategy';
  }
  if (/vision|image|audio|mm_|projector|video/.test(field)) {
    return 'part of another modality; its weights and work are not counted';
  }
  return 'not known to this importer; ignored';
}
