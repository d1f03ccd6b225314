import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelRecord } from '../catalog/catalog-types.ts';
import { countParameters } from './count-parameters.ts';
import { HUGGING_FACE_FAMILIES } from './hugging-face-families.ts';
import { importHuggingFaceConfig, MAX_CONFIG_CHARACTERS } from './import-hugging-face-config.ts';

const samples = new URL('./config-samples/', import.meta.url);
const readSample = (id: string): string => readFileSync(new URL(`${id}.json`, samples), 'utf8');
const sampleIds = readdirSync(samples).map((file) => file.replace(/\.json$/, ''));
const catalogModels = (
  JSON.parse(readFileSync(new URL('../../../public/catalog/models.json', import.meta.url), 'utf8')) as {
    models: ModelRecord[];
  }
).models;

function importSample(id: string, change: Record<string, unknown> = {}) {
  const config = JSON.parse(readSample(id)) as Record<string, unknown>;
  for (const [field, value] of Object.entries(change)) {
    if (value === undefined) delete config[field];
    else config[field] = value;
  }
  return importHuggingFaceConfig(JSON.stringify(config));
}

function accept(result: ReturnType<typeof importHuggingFaceConfig>) {
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result;
}

function refuse(result: ReturnType<typeof importHuggingFaceConfig>): string {
  if (result.ok) throw new Error('was accepted');
  return result.problems.join('\n');
}

describe('importing a configuration', () => {
  // Exact counts: of the published weight files, without multi-token-prediction modules and vision towers.
  it.each([
    ['llama1-7b', 6_738_415_616],
    ['llama3.1-405b', 405_853_388_800],
    ['llama3.2-1b', 1_235_814_400],
    ['mistral-7b', 7_241_732_096],
    ['mistral-nemo-12b', 12_247_782_400],
    ['mixtral-8x7b', 46_702_792_704],
    ['qwen2.5-7b', 7_615_616_512],
    ['qwen2-57b-a14b', 57_408_658_944],
    ['qwen3-8b', 8_190_735_360],
    ['qwen3-235b-a22b', 235_093_634_560],
    ['deepseek-v2-lite', 15_706_484_224],
    ['deepseek-v3', 671_026_419_200],
    ['kimi-k2', 1_026_408_232_448],
    ['gemma-7b', 8_537_680_896],
    ['gemma2-27b', 27_227_128_320],
    ['gemma3-4b', 3_880_263_168],
    ['pythia-12b', 11_846_072_320],
    ['gpt-oss-120b', 116_829_156_672],
  ])('counts the parameters of %s', (id, parameters) => {
    expect(sampleIds).toContain(id);
    expect(countParameters(accept(importSample(id)).architecture).total).toBe(parameters);
  });

  it.each(sampleIds.filter((id) => catalogModels.some((model) => model.id === id)))(
    'gives the shape of %s that the catalogue holds',
    (id) => {
      const architecture = catalogModels.find((model) => model.id === id)?.architecture;
      const { maxContextTokens: _ours, ...imported } = accept(importSample(id)).architecture;
      if (!architecture) throw new Error('not usable');
      const { maxContextTokens: _theirs, ...held } = architecture;
      // A dense width beside experts in every layer is never used; sources differ in whether they state it.
      const withoutIdleFfn = (shape: typeof imported) =>
        shape.moe !== null && shape.moe.firstDenseLayers === 0 && shape.moe.every === 1
          ? { ...shape, ffn: 0, moe: { ...shape.moe, denseFfn: 0 } }
          : shape;
      expect(withoutIdleFfn(imported)).toEqual(withoutIdleFfn(held));
    },
  );

  it('covers every family that it names', () => {
    const types = sampleIds.flatMap((id) => {
      const config = JSON.parse(readSample(id)) as { model_type: string; text_config?: { model_type: string } };
      return [config.text_config?.model_type ?? config.model_type];
    });
    const uncovered = [...HUGGING_FACE_FAMILIES.keys()].filter((type) => !types.includes(type));
    expect(uncovered).toEqual(['deepseek_v32']);
    const indexed = accept(
      importSample('deepseek-v3', {
        model_type: 'deepseek_v32',
        index_n_heads: 64,
        index_head_dim: 128,
        index_topk: 2048,
      }),
    );
    expect(countParameters(indexed.architecture).total).toBe(671_877_944_064);
  });

  it('names what it does not understand', () => {
    const deepseek = accept(importSample('deepseek-v3', { hyper_connections: 4 }));
    const fields = deepseek.notUnderstood.map((entry) => entry.field);
    expect(fields).toEqual(expect.arrayContaining(['quantization_config', 'hyper_connections']));
    expect(deepseek.notUnderstood.find((entry) => entry.field === 'hyper_connections')?.value).toBe('4');
    const gemma = accept(importSample('gemma3-4b'));
    expect(gemma.notUnderstood.find((entry) => entry.field.startsWith('vision_config'))?.note).toMatch(/not counted/);
  });

  it('lists the defaults that it took from the family', () => {
    const gemma = accept(importSample('gemma3-4b'));
    expect(gemma.assumed).toContainEqual({
      field: 'num_attention_heads',
      value: '8',
      reason: 'the default of Gemma3TextConfig',
    });
    expect(accept(importSample('llama3.1-405b')).assumed.map((entry) => entry.field)).toEqual(['head_dim']);
    expect(accept(importSample('llama1-7b')).assumed.map((entry) => entry.field)).toContain('num_key_value_heads');
  });

  it('names a missing field instead of guessing it', () => {
    expect(refuse(importSample('llama3.1-405b', { hidden_size: undefined }))).toMatch(/"hidden_size" is missing/);
    expect(refuse(importSample('deepseek-v3', { n_shared_experts: undefined }))).toMatch(
      /"n_shared_experts" is missing/,
    );
    expect(refuse(importSample('qwen3-235b-a22b', { num_experts: undefined }))).toMatch(/"num_experts" is missing/);
    expect(refuse(importSample('mistral-7b', { model_type: undefined }))).toMatch(/"model_type" is missing/);
  });

  it('refuses what makes no sense, all of it at once', () => {
    const problems = refuse(
      importSample('mixtral-8x7b', { num_hidden_layers: 'many', num_key_value_heads: 7, num_experts_per_tok: 9 }),
    );
    expect(problems).toMatch(/"num_hidden_layers" is "many"/);
    expect(problems).toMatch(/does not divide/);
    expect(problems).toMatch(/visits 9 experts/);
    expect(refuse(importSample('gpt-oss-120b', { layer_types: ['full_attention'] }))).toMatch(
      /one name for each of the 36/,
    );
    expect(refuse(importSample('qwen3-235b-a22b', { mlp_only_layers: [5] }))).toMatch(/cannot be represented/);
    expect(refuse(importSample('llama3.1-405b', { model_type: 'mamba' }))).toMatch(/"mamba".*not among/);
    expect(refuse(importSample('llama3.1-405b', { tie_word_embeddings: 'yes' }))).toMatch(/must be true or false/);
    expect(refuse(importSample('llama3.1-405b', { num_hidden_layers: 20_000 }))).toMatch(/layers/);
  });

  it('refuses what is not a configuration', () => {
    expect(refuse(importHuggingFaceConfig('{"model_type"'))).toMatch(/not JSON/);
    expect(refuse(importHuggingFaceConfig('[1]'))).toMatch(/a list of 1/);
    expect(refuse(importHuggingFaceConfig('null'))).toMatch(/holds an object/);
    expect(refuse(importHuggingFaceConfig(' '.repeat(MAX_CONFIG_CHARACTERS + 1)))).toMatch(/longer than 1 MB/);
    expect(refuse(importHuggingFaceConfig('['.repeat(400_000)))).toMatch(/not JSON/);
    expect(refuse(importHuggingFaceConfig('{"__proto__":{"model_type":"llama"}}'))).toMatch(/"model_type" is missing/);
  });

  it('keeps the list of leftovers short', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`field_${at}`, at]));
    const { notUnderstood } = accept(importSample('llama3.1-405b', many));
    expect(notUnderstood.length).toBeLessThanOrEqual(51);
    expect(notUnderstood.at(-1)?.field).toMatch(/and 4950 more/);
  });

  it('never throws and never invents, whatever a sample is turned into', () => {
    const fields = [...new Set(sampleIds.flatMap((id) => Object.keys(JSON.parse(readSample(id)) as object)))];
    fc.assert(
      fc.property(
        fc.constantFrom(...sampleIds),
        fc.dictionary(fc.constantFrom(...fields), fc.oneof(fc.jsonValue(), fc.integer(), fc.constant(undefined)), {
          maxKeys: 4,
        }),
        (id, change) => {
          const result = importSample(id, change);
          if (!result.ok) {
            expect(result.problems.length).toBeGreaterThan(0);
            return;
          }
          const count = countParameters(result.architecture);
          expect(count.total).toBeGreaterThan(0);
          expect(count.active).toBeLessThanOrEqual(count.total);
          expect(Number.isFinite(count.total)).toBe(true);
        },
      ),
      { numRuns: 3000, seed: 2026 },
    );
  });

  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const result = importHuggingFaceConfig(text);
        expect(typeof result.ok).toBe('boolean');
      }),
      { numRuns: 2000, seed: 2026 },
    );
  });
});
