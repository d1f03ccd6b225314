/** What kernels that only move memory read and write, counted by hand for Llama 3 8B and for experts with biases. */
import '../build/portable-globals.ts';
import { describe, expect, it } from 'vitest';
import * as abi from '../model/abi.ts';
import * as plain from '../model/index.ts';
import { packScenario } from './pack-scenario.ts';
import { DENSE_MODEL, EXPERT_MODEL, sampleScenario } from './testing/sample-scenario.ts';

type Scenario = ReturnType<typeof sampleScenario>;

const FACTORS = { memoryPasses: 1, expertImbalance: 1, attentionGeneration: 3 };

/** The scenario on one rank: no dimension of parallelism but data. */
function onOneRank(model: Scenario['model']): Scenario {
  const base = sampleScenario({ model });
  const one = {
    tensor: 1,
    context: 1,
    pipeline: 1,
    virtualStages: 1,
    expert: 1,
    expertTensor: 1,
    shardingGroupSize: 1,
  };
  return {
    ...base,
    strategy: { ...base.strategy, ...one, data: base.strategy.accelerators },
    stack: { factors: { ...base.stack.factors, ...FACTORS } },
  };
}

/** Bytes of the first row of an operation in a phase (0 forward, 1 backward), by token and 16-bit element. */
function elements(scenario: Scenario, operation: number, phase: number): number {
  packScenario(scenario, plain.scenario);
  expect(plain.estimate()).toBe(abi.STATUS_OK);
  const result = plain.result as unknown as Float64Array;
  const count = result[abi.OUT_OPERATIONS] ?? 0;
  for (let row = 0; row < count; row += 1) {
    const at = abi.OUT_OPERATION_ROWS + row * abi.OPERATION_STRIDE;
    if (result[at] !== operation || result[at + 1] !== phase) continue;
    const tokens = scenario.training.sequenceLengthTokens * scenario.strategy.microBatchSequences;
    return (result[at + 4] ?? Number.NaN) / (2 * tokens);
  }
  throw new Error(`No row of operation ${operation}.`);
}

describe('memory-bound passes', () => {
  const dense = onOneRank(DENSE_MODEL);
  const { hidden, heads, kvHeads, headDim } = DENSE_MODEL;

  it('reads and writes a norm once forward; backward reads gradient and input', () => {
    expect(elements(dense, abi.OP_NORM, 0)).toBeCloseTo(2 * hidden, 6);
    expect(elements(dense, abi.OP_NORM, 1)).toBeCloseTo(3 * hidden, 6);
  });

  it('adds two into one around a block, forward and backward', () => {
    expect(elements(dense, abi.OP_RESIDUAL, 0)).toBeCloseTo(3 * hidden, 6);
    expect(elements(dense, abi.OP_RESIDUAL, 1)).toBeCloseTo(3 * hidden, 6);
  });

  it('turns queries and keys, and joins their gradients with those of values', () => {
    const turned = 2 * (heads + kvHeads) * headDim;
    expect(elements(dense, abi.OP_ROTARY, 0)).toBeCloseTo(turned, 6);
    expect(elements(dense, abi.OP_ROTARY, 1)).toBeCloseTo(turned + 2 * (heads + 2 * kvHeads) * headDim, 6);
  });

  it('adds the biases of experts in passes of their own', () => {
    const moe = EXPERT_MODEL.moe as NonNullable<typeof EXPERT_MODEL.moe>;
    const without = onOneRank(EXPERT_MODEL);
    const biased = onOneRank({ ...EXPERT_MODEL, moe: { ...moe, expertBias: true } });
    const results = moe.topK * (2 * moe.expertFfn + EXPERT_MODEL.hidden);
    const more = (phase: number): number =>
      elements(biased, abi.OP_EXPERTS_ACTIVATION, phase) - elements(without, abi.OP_EXPERTS_ACTIVATION, phase);
    expect(elements(without, abi.OP_EXPERTS_ACTIVATION, 0)).toBeCloseTo(moe.topK * 3 * moe.expertFfn, 6);
    expect(elements(without, abi.OP_EXPERTS_ACTIVATION, 1)).toBeCloseTo(moe.topK * 5 * moe.expertFfn, 6);
    expect(more(0)).toBeCloseTo(2 * results, 6);
    expect(more(1)).toBeCloseTo(results, 6);
  });
});
