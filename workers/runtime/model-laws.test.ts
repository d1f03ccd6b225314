/** Laws that hold for the whole model, whatever its constants: conservation, limits, monotony, dimensions. */
import '../build/portable-globals.ts';
import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../src/domain/estimate/estimate.ts';
import type { NetworkRoutes } from '../../src/domain/estimate/scenario.ts';
import { countModelFlops } from '../../src/domain/workload/count-model-flops.ts';
import * as abi from '../model/abi.ts';
import * as model from '../model/index.ts';
import { packScenario } from './pack-scenario.ts';
import {
  DENSE_MODEL,
  EXPERT_MODEL,
  HYBRID_MODEL,
  MIXED_MODEL,
  randomScenario,
  type StepScenario,
  sampleScenario,
  seededDraws,
} from './testing/sample-scenario.ts';
import { unpackMemory, unpackStep } from './unpack-estimate.ts';

function run(scenario: StepScenario): Pick<Estimate, 'step' | 'memory'> {
  packScenario(scenario, model.scenario);
  const status = model.estimate();
  if (status !== abi.STATUS_OK) throw new Error(`status ${status}`);
  return { step: unpackStep(model.result), memory: unpackMemory(model.result) };
}

function randomScenarios(count: number, seed: number): StepScenario[] {
  const draw = seededDraws(seed);
  const found: StepScenario[] = [];
  while (found.length < count) {
    const scenario = randomScenario(draw);
    packScenario(scenario, model.scenario);
    if (model.estimate() === abi.STATUS_OK) found.push(scenario);
  }
  return found;
}

function widen(routes: NetworkRoutes, factor: number): NetworkRoutes {
  const groups = Object.entries(routes.groups).map(([name, group]) => [
    name,
    Object.fromEntries(Object.entries(group ?? {}).map(([route, inverse]) => [route, inverse / factor])),
  ]);
  return { ...routes, groups: Object.fromEntries(groups) as NetworkRoutes['groups'] };
}

/** The scenario with everything that moves bytes between accelerators scaled. */
function withBandwidth(scenario: StepScenario, factor: number): StepScenario {
  return {
    ...scenario,
    network: {
      levels: scenario.network.levels.map((level) => ({
        ...level,
        bandwidthBytesPerSecond: level.bandwidthBytesPerSecond * factor,
        neighbourBandwidthBytesPerSecond: level.neighbourBandwidthBytesPerSecond * factor,
      })),
      routes: scenario.network.routes === null ? null : widen(scenario.network.routes, factor),
    },
  };
}

function withPeak(scenario: StepScenario, factor: number): StepScenario {
  const peaks = Object.entries(scenario.accelerator.peakFlops).map(([format, flops]) => [format, flops * factor]);
  return { ...scenario, accelerator: { ...scenario.accelerator, peakFlops: Object.fromEntries(peaks) } };
}

const SAMPLES = randomScenarios(150, 11);

describe('conservation', () => {
  it('adds the breakdown up to the step', () => {
    for (const scenario of SAMPLES) {
      const { step } = run(scenario);
      const sum = step.breakdown.reduce((total, entry) => total + entry.seconds, 0);
      expect(Math.abs(sum / step.seconds - 1)).toBeLessThan(1e-12);
      for (const entry of step.breakdown) expect(entry.seconds, entry.category).toBeGreaterThanOrEqual(0);
    }
  });

  it('adds the components up to the memory, and the worst stage is the fullest', () => {
    for (const scenario of SAMPLES) {
      const { memory } = run(scenario);
      const sum = Object.values(memory.components).reduce((total, bytes) => total + bytes, 0);
      expect(Math.abs(sum / memory.totalBytes - 1)).toBeLessThan(1e-12);
      expect(memory.totalBytes).toBe(Math.max(...memory.totalBytesByStage));
      expect(memory.totalBytesByStage[memory.worstStage]).toBe(memory.totalBytes);
      expect(memory.totalBytesByStage).toHaveLength(scenario.strategy.pipeline);
    }
  });

  it('does at least the FLOP that the model asks for, unless weights are frozen', () => {
    for (const scenario of SAMPLES.filter((sample) => (sample.training.adapterRank ?? 0) === 0)) {
      const { step } = run(scenario);
      expect(step.hardwareFlops / step.modelFlops).toBeGreaterThan(0.8);
      expect(step.modelFlopsUtilization).toBeGreaterThan(0);
      expect(step.modelFlopsUtilization).toBeLessThan(1);
    }
  });

  it('accounts for the compute of the slowest rank by its operations', () => {
    const { step } = run(sampleScenario());
    const listed = step.operations
      .filter((operation) => operation.phase !== 'step')
      .reduce((total, operation) => total + operation.seconds * operation.repeats, 0);
    const compute = step.breakdown.find((entry) => entry.category === 'compute')?.seconds ?? 0;
    expect(listed / compute).toBeGreaterThan(0.9);
    expect(listed / compute).toBeLessThan(1.1);
  });
});

describe('communication', () => {
  it('lists what sharded parameters send, and what of it shows', () => {
    const sharded = SAMPLES.filter(
      ({ strategy }) => strategy.sharding === 'parameters' && (strategy.shardingGroupSize ?? strategy.data) > 1,
    );
    expect(sharded.length).toBeGreaterThan(5);
    for (const scenario of sharded) {
      const { collectives } = run(scenario).step;
      const names = collectives.map(({ name }) => name.split('.').at(-1));
      expect(names).toContain('layer-gather');
      expect(names).toContain('layer-scatter');
      for (const { bytes, seconds, repeats, exposedSeconds } of collectives) {
        expect(bytes).toBeGreaterThan(0);
        expect(exposedSeconds).toBeGreaterThanOrEqual(0);
        expect(exposedSeconds).toBeLessThanOrEqual(seconds * repeats * (1 + 1e-9));
      }
    }
  });
});

describe('monotony', () => {
  it('is never slower with more bandwidth', () => {
    for (const scenario of SAMPLES) {
      expect(run(withBandwidth(scenario, 2)).step.seconds).toBeLessThanOrEqual(run(scenario).step.seconds * (1 + 1e-9));
    }
  });

  it('is never slower with more FLOP/s', () => {
    for (const scenario of SAMPLES) {
      expect(run(withPeak(scenario, 1.5)).step.seconds).toBeLessThanOrEqual(run(scenario).step.seconds * (1 + 1e-9));
    }
  });

  it('is never slower with faster memory', () => {
    for (const scenario of SAMPLES) {
      const bandwidth = scenario.accelerator.memoryBandwidthBytesPerSecond * 2;
      const faster = {
        ...scenario,
        accelerator: { ...scenario.accelerator, memoryBandwidthBytesPerSecond: bandwidth },
      };
      expect(run(faster).step.seconds).toBeLessThanOrEqual(run(scenario).step.seconds * (1 + 1e-9));
    }
  });

  it('takes less memory the more is sharded and recomputed', () => {
    const base = sampleScenario();
    const bytes = (changes: Partial<StepScenario['strategy']>): number =>
      run({ ...base, strategy: { ...base.strategy, ...changes } }).memory.totalBytes;
    expect(bytes({ sharding: 'optimizer' })).toBeLessThan(bytes({ sharding: 'none' }));
    expect(bytes({ sharding: 'gradients' })).toBeLessThan(bytes({ sharding: 'optimizer' }));
    expect(bytes({ recompute: 'selective' })).toBeLessThan(bytes({ recompute: 'none' }));
    expect(bytes({ recompute: 'full' })).toBeLessThan(bytes({ recompute: 'selective' }));
    expect(bytes({ offloadOptimizer: true })).toBeLessThan(bytes({}));
  });
});

describe('limits', () => {
  it('has no traffic on one accelerator', () => {
    const base = sampleScenario();
    const alone = {
      ...base,
      training: { ...base.training, globalBatchSequences: 4 },
      strategy: { ...base.strategy, accelerators: 1, tensor: 1, pipeline: 1, data: 1, shardingGroupSize: 1 },
    };
    const { step } = run(alone);
    expect(step.collectives).toEqual([]);
    for (const category of ['tensor', 'context', 'expert', 'pipeline', 'data', 'bubble'] as const) {
      expect(step.breakdown.find((entry) => entry.category === category)?.seconds, category).toBe(0);
    }
  });

  it('scales in time: everything twice as fast takes half as long', () => {
    // The dimension of every term is a time: rates doubled, latencies and waits halved.
    const sample = sampleScenario();
    // Large micro-batches, so that the law's own microseconds of launch and host adapters, which stay, are next to nothing.
    const base: StepScenario = {
      ...sample,
      training: { ...sample.training, globalBatchSequences: 64 * sample.training.globalBatchSequences },
      strategy: { ...sample.strategy, microBatchSequences: 64 * sample.strategy.microBatchSequences },
    };
    const doubled = withBandwidth(withPeak(base, 2), 2);
    const timed = ['kernelGapSeconds', 'hostSecondsPerLayer', 'hostSecondsPerExpertLayer', 'stepOverheadSeconds'];
    const factors = Object.fromEntries(
      Object.entries(base.stack.factors).map(([name, value]) => [name, timed.includes(name) ? value / 2 : value]),
    );
    const faster: StepScenario = {
      ...doubled,
      accelerator: {
        ...doubled.accelerator,
        memoryBandwidthBytesPerSecond: 2 * base.accelerator.memoryBandwidthBytesPerSecond,
      },
      stack: { factors },
      network: {
        levels: doubled.network.levels.map((level) => ({
          ...level,
          latencySeconds: level.latencySeconds / 2,
          rampSeconds: level.rampSeconds / 2,
        })),
        routes: null,
      },
    };
    expect(run(faster).step.seconds / run(base).step.seconds).toBeCloseTo(0.5, 3);
  });

  it('keeps the time of a data-parallel step when the machine grows with the batch, but for the network', () => {
    const base = sampleScenario({ network: { levels: [], routes: null } });
    const grow = (data: number): number =>
      run(
        withBandwidth(
          {
            ...base,
            training: { ...base.training, globalBatchSequences: 32 * data },
            strategy: { ...base.strategy, accelerators: 8 * data, data, shardingGroupSize: data, sharding: 'none' },
            stack: { factors: { ...base.stack.factors, jitter: 0 } },
            network: { levels: sampleScenario().network.levels.slice(0, 1), routes: null },
          },
          1e6,
        ),
      ).step.seconds;
    expect(grow(8) / grow(2)).toBeCloseTo(1, 2);
  });

  it('has a bubble of (p−1)/m of the pipeline when stages are even', () => {
    const base = sampleScenario();
    const { step } = run({ ...base, model: { ...DENSE_MODEL, vocab: 1 } });
    const bubble = step.breakdown.find((entry) => entry.category === 'bubble')?.seconds ?? 0;
    const busy = step.breakdown
      .filter((entry) => ['compute', 'tensor', 'pipeline'].includes(entry.category))
      .reduce((sum, entry) => sum + entry.seconds, 0);
    expect(bubble / busy).toBeCloseTo(3 / 64, 2);
  });
});

describe('counting', () => {
  it('counts the FLOP of a model as the workload does', () => {
    for (const architecture of [DENSE_MODEL, EXPERT_MODEL, MIXED_MODEL, HYBRID_MODEL]) {
      const base = sampleScenario({ model: { ...architecture, mtpLayers: 0 } });
      const { step } = run(base);
      const tokens = base.training.globalBatchSequences * base.training.sequenceLengthTokens;
      const counted = countModelFlops({ ...architecture, mtpLayers: 0 }, 8192, 'matmul-causal-attention') * tokens;
      expect(step.modelFlops / counted).toBeGreaterThan(0.995);
      expect(step.modelFlops / counted).toBeLessThan(1.005);
    }
  });

  it('agrees between the estimate and the evaluation of the same strategy within 2 %', () => {
    for (const scenario of SAMPLES.filter((sample) => (sample.strategy.expertTensor ?? 1) === 1)) {
      const { step, memory } = run(scenario);
      const { strategy } = scenario;
      const sharding = ['none', 'optimizer', 'gradients', 'parameters'].indexOf(strategy.sharding);
      const recompute = ['none', 'selective', 'block', 'full'].indexOf(strategy.recompute);
      const row = [
        strategy.tensor,
        strategy.context,
        strategy.pipeline,
        strategy.virtualStages,
        strategy.expert,
        strategy.microBatchSequences,
        sharding,
        recompute,
      ];
      row.forEach((value, at) => {
        model.strategies[at] = value;
      });
      expect(model.evaluate(1)).toBe(abi.STATUS_OK);
      expect(Math.abs((model.evaluations[0] ?? 0) / step.seconds - 1)).toBeLessThan(0.02);
      expect(model.evaluations[1]).toBe(memory.totalBytes);
      expect(model.evaluations[2]).toBe(memory.fits ? 1 : 0);
    }
  });

  it('evaluates rows in any order to the last bit as alone', () => {
    const draw = seededDraws(29);
    const pick = (values: readonly number[]): number => values[Math.floor(draw() * values.length)] ?? 1;
    let possible = 0;
    for (const architecture of [DENSE_MODEL, EXPERT_MODEL, MIXED_MODEL, HYBRID_MODEL]) {
      packScenario(sampleScenario({ model: architecture }), model.scenario);
      const rows = Array.from({ length: 120 }, () => [
        pick([1, 2, 4]),
        pick([1, 1, 2]),
        pick([1, 2, 4, 8]),
        pick([1, 1, 2]),
        pick([1, 1, 2, 4]),
        pick([1, 2]),
        pick([0, 1, 2, 3]),
        pick([0, 1, 3]),
      ]);
      rows.flat().forEach((value, at) => {
        model.strategies[at] = value;
      });
      expect(model.evaluate(rows.length)).toBe(abi.STATUS_OK);
      const together = Array.from({ length: rows.length * abi.EVALUATION_STRIDE }, (_, at) => model.evaluations[at]);
      rows.forEach((row, at) => {
        row.forEach((value, column) => {
          model.strategies[column] = value;
        });
        model.evaluate(1);
        for (let figure = 0; figure < abi.EVALUATION_STRIDE; figure += 1) {
          expect(together[at * abi.EVALUATION_STRIDE + figure]).toBe(model.evaluations[figure]);
        }
        if ((model.evaluations[0] ?? 0) > 0) possible += 1;
      });
    }
    expect(possible).toBeGreaterThan(100);
  });

  it('evaluates rows in any order alike', () => {
    packScenario(sampleScenario(), model.scenario);
    const rows = [
      [1, 1, 4, 1, 1, 1, 1, 0],
      [2, 1, 4, 1, 1, 1, 1, 0],
      [2, 1, 4, 2, 1, 1, 1, 3],
      [2, 1, 4, 1, 1, 1, 3, 0],
      [2, 1, 4, 1, 1, 2, 3, 0],
      [2, 1, 4, 1, 1, 2, 3, 1],
      [3, 1, 4, 1, 1, 2, 3, 1],
    ];
    const evaluate = (order: readonly number[]): number[] => {
      order.forEach((from, to) => {
        rows[from]?.forEach((value, at) => {
          model.strategies[to * abi.STRATEGY_STRIDE + at] = value;
        });
      });
      model.evaluate(order.length);
      const seconds: number[] = [];
      order.forEach((from, to) => {
        seconds[from] = model.evaluations[to * abi.EVALUATION_STRIDE] ?? Number.NaN;
      });
      return seconds;
    };
    const forwards = evaluate([0, 1, 2, 3, 4, 5, 6]);
    expect(evaluate([6, 3, 1, 5, 0, 4, 2])).toEqual(forwards);
    expect(forwards[6]).toBe(0);
    expect(forwards.slice(0, 6).every((seconds) => seconds > 0)).toBe(true);
  });
});
