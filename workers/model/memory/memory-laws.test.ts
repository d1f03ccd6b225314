/** Memory against the formulas of the papers, and laws that hold whatever the constants. */
import '../../build/portable-globals.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { packScenario } from '../../runtime/pack-scenario.ts';
import {
  randomScenario,
  type StepScenario,
  sampleScenario,
  seededDraws,
} from '../../runtime/testing/sample-scenario.ts';
import { unpackMemory } from '../../runtime/unpack-estimate.ts';
import * as abi from '../abi.ts';
import * as model from '../index.ts';
import { keptBytes, microBatchBytes, microBatchesInFlight } from './kept-activations.ts';
import { denseParameters, expertParameters, stateBytes } from './sharded-states.ts';
import { outputPlaceholderBytes } from './weight-buffers.ts';

const GIB = 2 ** 30;
const BASE = sampleScenario();

function estimate(scenario: StepScenario): number {
  packScenario(scenario, model.scenario);
  return model.estimate();
}

function change(scenario: StepScenario, strategy: Partial<StepScenario['strategy']>): StepScenario {
  return { ...scenario, strategy: { ...scenario.strategy, ...strategy } };
}

function total(scenario: StepScenario): number {
  expect(estimate(scenario)).toBe(abi.STATUS_OK);
  return unpackMemory(model.result).totalBytes;
}

/** The GPT models of arXiv 2205.05198, table 3: width, heads, layers, tensor, pipeline, virtual stages, sequences in a micro-batch. */
function gpt(shape: {
  hidden: number;
  heads: number;
  layers: number;
  pipeline: number;
  virtualStages: number;
  microBatch: number;
  selective: boolean;
}): StepScenario {
  const { hidden, heads, layers, pipeline, virtualStages } = shape;
  return sampleScenario({
    model: {
      ...BASE.model,
      layers,
      hidden,
      heads,
      kvHeads: heads,
      headDim: hidden / heads,
      ffn: 4 * hidden,
      gatedMlp: false,
      vocab: 51_200,
    },
    training: {
      ...BASE.training,
      sequenceLengthTokens: 2048,
      globalBatchSequences: shape.microBatch * 512,
      matmulFormat: 'fp16',
      gradientBytes: 4,
    },
    strategy: {
      ...BASE.strategy,
      accelerators: 8 * pipeline,
      tensor: 8,
      pipeline,
      virtualStages,
      schedule: virtualStages > 1 ? 'interleaved' : '1f1b',
      data: 1,
      shardingGroupSize: 1,
      microBatchSequences: shape.microBatch,
      sequenceParallel: shape.selective,
      sharding: 'none',
      recompute: shape.selective ? 'selective' : 'none',
      recomputeModules: shape.selective ? ['attention-core'] : [],
    },
    stack: { factors: { ...BASE.stack.factors, attentionGeneration: 0 } },
  });
}

describe('activations of the paper on selective recomputation', () => {
  // Bytes of all layers, arXiv 2205.05198: equation 2, and equation 4 without 5·a·s/h once attention is computed again.
  const small = { hidden: 6144, heads: 64, layers: 48, pipeline: 1, virtualStages: 1, microBatch: 4 };

  it('are s·b·h·(10 + 24/t + 5·a·s/(h·t)) bytes a layer with tensor parallelism', () => {
    estimate(gpt({ ...small, selective: false }));
    const expected = 2048 * 4 * 6144 * (10 + 24 / 8 + (5 * 64 * 2048) / (6144 * 8)) * 48;
    expect(microBatchBytes(0) / expected).toBeCloseTo(1, 12);
    // Figure 1: 59.25 GiB.
    expect(keptBytes(0) / GIB).toBeCloseTo(59.25, 6);
  });

  it('are 34·s·b·h/t bytes a layer with sequence parallelism and selective recomputation', () => {
    estimate(gpt({ ...small, selective: true }));
    expect(microBatchBytes(0) / ((34 * 2048 * 4 * 6144) / 8) / 48).toBeCloseTo(1, 12);
    expect(keptBytes(0) / GIB).toBeCloseTo(9.5625, 6);
  });

  it('grow by 1 + (p − 1)/(p·v) on the first stage under interleaving', () => {
    estimate(
      gpt({ hidden: 12_288, heads: 96, layers: 96, pipeline: 8, virtualStages: 3, microBatch: 1, selective: true }),
    );
    const factor = 1 + 7 / (8 * 3);
    expect((microBatchesInFlight(0) * 3) / 8 / 3 / factor).toBeCloseTo(1, 12);
    expect(keptBytes(0) / (((34 * 2048 * 12_288) / 8) * 96 * factor)).toBeCloseTo(1, 12);
  });
});

describe('activations of the DeepSeek-V3 report', () => {
  it('take 8 bits before an activation function and 12 after attention, where products are narrow', () => {
    const { hidden, heads, headDim, ffn } = BASE.model;
    const tokens = BASE.training.sequenceLengthTokens * BASE.strategy.microBatchSequences;
    for (const matmulFormat of ['bf16', 'fp8'] as const) {
      const kept = [0, 1].map((narrowActivations) => {
        const stack = { factors: { ...BASE.stack.factors, narrowActivations } };
        const training = { ...BASE.training, matmulFormat };
        estimate({ ...change(BASE, { tensor: 1, accelerators: BASE.strategy.accelerators / 2 }), training, stack });
        return microBatchBytes(1);
      });
      const layers = BASE.model.layers / BASE.strategy.pipeline;
      const saved = matmulFormat === 'fp8' ? tokens * layers * (2 * ffn + 0.5 * heads * headDim) : 0;
      expect(((kept[0] ?? 0) - (kept[1] ?? 0) - saved) / (tokens * hidden)).toBeCloseTo(0, 9);
    }
  });
});

describe('states', () => {
  it('are those of two stages with DualPipe, updated once by both copies’ ranks', () => {
    const { pipeline } = BASE.strategy;
    estimate(change(BASE, { sharding: 'optimizer' }));
    const one = Array.from({ length: pipeline }, (_, rank) => denseParameters(rank));
    estimate(change(BASE, { sharding: 'optimizer', schedule: 'dualpipe' }));
    for (let rank = 0; rank < pipeline; rank += 1) {
      const both = (one[rank] ?? 0) + (one[pipeline - 1 - rank] ?? 0);
      expect(denseParameters(rank) / both).toBeCloseTo(1, 12);
      expect(stateBytes(rank) / both).toBeCloseTo(4 + 6 / BASE.strategy.data, 9);
    }
    estimate(change(BASE, { sharding: 'none', schedule: 'dualpipe' }));
    expect(stateBytes(0) / denseParameters(0)).toBeCloseTo(16, 9);
  });

  it('are 2 + 2 + 12/n bytes a parameter with a sharded optimizer, (2 + 2 + 12)/n with sharded parameters', () => {
    estimate(change(BASE, { sharding: 'optimizer' }));
    const count = denseParameters(0) + expertParameters(0);
    expect(stateBytes(0) / count).toBeCloseTo(4 + 12 / 8, 9);
    estimate(change(BASE, { sharding: 'parameters' }));
    expect(stateBytes(0) / count).toBeCloseTo(16 / 8, 9);
  });

  it('never grow with more sharding', () => {
    const draw = seededDraws(77);
    for (let run = 0; run < 150; run += 1) {
      const scenario = randomScenario(draw);
      let last = Number.POSITIVE_INFINITY;
      for (const sharding of ['none', 'optimizer', 'gradients', 'parameters'] as const) {
        if (estimate(change(scenario, { sharding })) !== abi.STATUS_OK) continue;
        const bytes = stateBytes(0);
        expect(bytes).toBeLessThanOrEqual(last);
        last = bytes;
      }
    }
  });

  it('hold frozen weights in the format of the products, and neither gradients nor moments', () => {
    estimate({ ...BASE, training: { ...BASE.training, adapterRank: 16, matmulFormat: 'fp8' } });
    expect(stateBytes(0) / denseParameters(0)).toBe(1);
  });
});

describe('the fullest moment', () => {
  let draw = seededDraws(5);
  beforeEach(() => {
    draw = seededDraws(5);
  });

  function compare(
    one: (scenario: StepScenario) => StepScenario,
    other: (scenario: StepScenario) => StepScenario,
  ): void {
    let compared = 0;
    for (let run = 0; run < 300; run += 1) {
      const scenario = randomScenario(draw);
      if (estimate(one(scenario)) !== abi.STATUS_OK || estimate(other(scenario)) !== abi.STATUS_OK) continue;
      compared += 1;
      expect(total(one(scenario)), `run ${run}`).toBeLessThanOrEqual(total(other(scenario)) * (1 + 1e-12));
    }
    expect(compared).toBeGreaterThan(100);
  }

  it('never grows with recomputation', () => {
    compare(
      (scenario) => change(scenario, { recompute: 'full' }),
      (scenario) => change(scenario, { recompute: 'none' }),
    );
  });

  it('never shrinks with a larger micro-batch', () => {
    const grown = (scenario: StepScenario, factor: number): StepScenario => ({
      ...change(scenario, { microBatchSequences: scenario.strategy.microBatchSequences * factor }),
      training: {
        ...scenario.training,
        globalBatchSequences: scenario.strategy.microBatchSequences * scenario.strategy.data * 64,
      },
    });
    compare(
      (scenario) => grown(scenario, 1),
      (scenario) => grown(scenario, 2),
    );
  });

  it('is smaller when activations wait in host memory', () => {
    const away = change(BASE, { offloadedActivationShare: 1 });
    expect(total(away)).toBeLessThan(total(BASE));
  });

  it('lets the cache of the allocator shrink before it calls a strategy too large', () => {
    const tight = total(BASE) - unpackMemory(model.result).components.runtime + 2.6e9;
    const memoryBytes = tight / 0.98;
    const scenario: StepScenario = { ...BASE, accelerator: { ...BASE.accelerator, memoryBytes } };
    estimate(scenario);
    expect(unpackMemory(model.result).fits).toBe(true);
    estimate({ ...scenario, accelerator: { ...scenario.accelerator, memoryBytes: memoryBytes * 0.99 } });
    expect(unpackMemory(model.result).fits).toBe(false);
  });

  it('holds empty gradients of the output layer on the last stage only', () => {
    estimate({ ...BASE, stack: { factors: { ...BASE.stack.factors, gradientPlaceholders: 1 } } });
    const { vocab, hidden } = BASE.model;
    expect(outputPlaceholderBytes(0)).toBe(0);
    expect(outputPlaceholderBytes(3)).toBe((vocab / 2) * hidden * 2);
  });
});
