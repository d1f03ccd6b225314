import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ModelRecord } from '../catalog/catalog-types.ts';
import { countModelFlops, FLOPS_CONVENTIONS } from './count-model-flops.ts';
import { countParameters } from './count-parameters.ts';
import type { ModelArchitecture } from './model-architecture.ts';

const models = (
  JSON.parse(readFileSync(new URL('../../../public/catalog/models.json', import.meta.url), 'utf8')) as {
    models: ModelRecord[];
  }
).models;

function shapeOf(id: string): ModelArchitecture {
  const architecture = models.find((model) => model.id === id)?.architecture;
  if (!architecture) throw new Error(`no shape of ${id}`);
  return architecture;
}

describe('countModelFlops', () => {
  it('gives the published budget of Llama 3 405B: 3.8e25 FLOP on 15.6T tokens', () => {
    const total = countModelFlops(shapeOf('llama3.1-405b'), 8192, 'six-n') * 15.6e12;
    expect(total).toBeGreaterThan(3.75e25);
    expect(total).toBeLessThan(3.85e25);
  });

  it('gives the published work per iteration of GPT-3 175B with recompute', () => {
    // arXiv 2104.04473, equation 3, for h = 12288, L = 96, s = 2048, V = 51200, B = 1536: computed by hand.
    const shape = { ...shapeOf('gpt3-175b'), vocab: 51_200 };
    const perIteration = countModelFlops(shape, 2048, 'gpt-recompute') * 1536 * 2048;
    const byHand = 96 * 1536 * 2048 * 96 * 12_288 ** 2 * (1 + 2048 / (6 * 12_288) + 51_200 / (16 * 96 * 12_288));
    expect(perIteration / byHand).toBeCloseTo(1, 12);
    expect(perIteration / 4.51e18).toBeCloseTo(1, 2);
  });

  it('agrees with the closed GPT formula on a GPT', () => {
    for (const id of ['gpt3-175b', 'megatron-22b', 'megatron-1008b']) {
      const counted = countModelFlops(shapeOf(id), 2048, 'matmul-full-attention');
      expect(counted / countModelFlops(shapeOf(id), 2048, 'gpt'), id).toBeCloseTo(1, 12);
    }
  });

  it('counts half the attention scores under a causal mask', () => {
    const shape = shapeOf('llama3.1-405b');
    const six = countModelFlops(shape, 8192, 'six-n');
    const full = countModelFlops(shape, 8192, 'six-n-full-attention') - six;
    expect(full).toBeCloseTo(12 * 126 * 128 * 128 * 8192, -3);
    expect((countModelFlops(shape, 8192, 'six-n-causal-attention') - six) / full).toBeCloseTo(0.5, 12);
  });

  it('counts only the experts that a token visits', () => {
    const deepseek = shapeOf('deepseek-v3');
    const perToken = countModelFlops(deepseek, 4096, 'matmul-causal-attention');
    // 37 billion visited weights at 6 FLOP each, plus attention.
    expect(perToken / 6 / 37e9).toBeGreaterThan(1);
    expect(perToken / 6 / 37e9).toBeLessThan(1.15);
  });

  it('saves work where attention is local, linear or sparse', () => {
    const local = shapeOf('gemma3-27b');
    const global = { ...local, localAttention: null };
    for (const convention of ['matmul-causal-attention', 'matmul-full-attention'] as const) {
      expect(countModelFlops(local, 131_072, convention)).toBeLessThan(countModelFlops(global, 131_072, convention));
      expect(countModelFlops(local, 512, convention)).toBeCloseTo(countModelFlops(global, 512, convention), -2);
    }
    const sparse = shapeOf('deepseek-v3.2');
    const dense = { ...sparse, sparseIndexer: null };
    expect(countModelFlops(sparse, 131_072, 'matmul-causal-attention')).toBeLessThan(
      countModelFlops(dense, 131_072, 'matmul-causal-attention'),
    );
    const growth = (id: string): number =>
      countModelFlops(shapeOf(id), 131_072, 'matmul-causal-attention') /
      countModelFlops(shapeOf(id), 4096, 'matmul-causal-attention');
    expect(growth('nemotron3-nano-30b-a3b')).toBeLessThan(growth('qwen3-30b-a3b'));
  });

  it('answers for every model and convention with a positive number that grows with length', () => {
    for (const model of models) {
      if (model.architecture === null) continue;
      for (const { id } of FLOPS_CONVENTIONS) {
        const short = countModelFlops(model.architecture, 1024, id);
        const long = countModelFlops(model.architecture, 65_536, id);
        expect(short, `${model.id} ${id}`).toBeGreaterThan(0);
        expect(long, `${model.id} ${id}`).toBeGreaterThanOrEqual(short);
      }
    }
  });
});

describe('countParameters', () => {
  it('adds up', () => {
    for (const model of models) {
      if (model.architecture === null) continue;
      const count = countParameters(model.architecture);
      const inLayers = count.perLayer.reduce((sum, group) => sum + group.layers * group.perLayer, 0);
      expect(inLayers + count.embedding + count.output + count.norms, model.id).toBe(count.total);
      expect(count.active, model.id).toBeLessThanOrEqual(count.total);
      if (model.architecture.moe === null) expect(count.active, model.id).toBe(count.total);
    }
  });

  it('is near the active count that the makers state', () => {
    for (const model of models) {
      if (model.architecture === null || model.officialActiveParameters === null) continue;
      // Makers leave out the embedding table, the output layer, or both; so the count may lie between.
      const { active, embedding, output } = countParameters(model.architecture);
      const stated = model.officialActiveParameters;
      expect(stated, model.id).toBeLessThan(active * 1.05);
      expect(stated, model.id).toBeGreaterThan((active - embedding - output) * 0.9);
    }
  });

  it('counts multi-token-prediction modules apart', () => {
    const count = countParameters(shapeOf('deepseek-v3'));
    // The published repository holds 685 billion weights: 671 of the model and 14 of the module, of which the module
    // shares embedding and output layer with the model.
    expect(count.multiTokenPrediction).toBeGreaterThan(11e9);
    expect(count.multiTokenPrediction).toBeLessThan(14e9);
    expect(countParameters(shapeOf('llama3.1-405b')).multiTokenPrediction).toBe(0);
  });
});
