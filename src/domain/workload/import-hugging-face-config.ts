import * as v from 'valibot';
import { HUGGING_FACE_FAMILIES } from './hugging-face-families.ts';
import {
  type AssumedValue,
  describeValue,
  HuggingFaceReader,
  isJsonObject,
  type JsonObject,
  type NotUnderstoodField,
  type UnderstoodField,
} from './hugging-face-reader.ts';
import { type ModelArchitecture, ModelArchitectureSchema } from './model-architecture.ts';

/** A model read from a Hugging Face `config.json`, with an account of the reading; or what stands in the way. */
export type HuggingFaceImport =
  | {
      readonly ok: true;
      readonly architecture: ModelArchitecture;
      /** Name of the family, e.g. `Qwen 3 MoE`. */
      readonly family: string;
      /** The name that the configuration gives itself; null = none. */
      readonly name: string | null;
      readonly understood: readonly UnderstoodField[];
      readonly notUnderstood: readonly NotUnderstoodField[];
      readonly assumed: readonly AssumedValue[];
    }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Larger texts are refused before they are read. */
export const MAX_CONFIG_CHARACTERS = 1_000_000;

/**
 * Reads the text of a `config.json`. Nothing is guessed: a missing field is a problem unless the family's own code defines
 * a default, and then the default is listed in `assumed`. Fields that the reading does not use are named in `notUnderstood`.
 */
export function importHuggingFaceConfig(text: string): HuggingFaceImport {
  const fail = (...problems: readonly string[]): HuggingFaceImport => ({ ok: false, problems });
  if (text.length > MAX_CONFIG_CHARACTERS) return fail('The text is longer than 1 MB; a config.json is a few kB.');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return fail('This is not JSON. Paste the whole config.json, from the first brace to the last.');
  }
  if (!isJsonObject(parsed)) return fail(`A config.json holds an object, but this is ${describeValue(parsed)}.`);

  const chosen = chooseLanguageModel(parsed);
  if (typeof chosen === 'string') return fail(chosen);
  const family = HUGGING_FACE_FAMILIES.get(chosen.modelType);
  if (family === undefined) return fail(describeUnknownType(chosen.modelType));

  const reader = new HuggingFaceReader(chosen.config);
  const architecture = family.read(reader);
  if (reader.problems.length > 0) return fail(...reader.problems);
  const checked = v.safeParse(ModelArchitectureSchema, architecture);
  if (!checked.success) {
    return fail(...checked.issues.map((issue) => `${v.getDotPath(issue) ?? 'The shape'}: ${issue.message}`));
  }
  const outerLeftovers =
    chosen.config === parsed
      ? []
      : new HuggingFaceReader(parsed).leftovers().map((entry) => ({ ...entry, field: `${entry.field} (outer)` }));
  const name = parsed._name_or_path;
  return {
    ok: true,
    architecture: checked.output,
    family: family.name,
    name: typeof name === 'string' && name !== '' ? name.slice(0, 200) : null,
    understood: reader.understood,
    notUnderstood: [...reader.leftovers(), ...outerLeftovers],
    assumed: reader.assumed,
  };
}

/** The language model's own part: the configuration itself, or the text part of one that wraps several modalities. */
function chooseLanguageModel(config: JsonObject): { readonly config: JsonObject; readonly modelType: string } | string {
  const modelType = config.model_type;
  if (typeof modelType !== 'string') return '"model_type" is missing; it tells which family the model belongs to.';
  if (HUGGING_FACE_FAMILIES.has(modelType)) return { config, modelType };
  const inner = Object.hasOwn(config, 'text_config') ? config.text_config : undefined;
  if (!isJsonObject(inner) || typeof inner.model_type !== 'string') return describeUnknownType(modelType);
  if (!HUGGING_FACE_FAMILIES.has(inner.model_type)) {
    return `${describeUnknownType(modelType)} Nor is its text part "${inner.model_type.slice(0, 60)}".`;
  }
  const isTieOutside = !Object.hasOwn(inner, 'tie_word_embeddings') && Object.hasOwn(config, 'tie_word_embeddings');
  return {
    config: isTieOutside ? { ...inner, tie_word_embeddings: config.tie_word_embeddings } : inner,
    modelType: inner.model_type,
  };
}

function describeUnknownType(modelType: string): string {
  const known = [...HUGGING_FACE_FAMILIES.keys()].join(', ');
  return `"model_type" is "${modelType.slice(0, 60)}", which is not among the families that can be read: ${known}.`;
}
