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

/** Bytes of each row of an operation in a phase (0 forward, 1 backward), by token and 16-bit element. */
function allElements(scenario: Scenario, operation: number, phase: number): readonly number[] {
  packScenario(scenario, plain.scenario);
  expect(plain.estimate()).toBe(abi.STATUS_OK);
  const result = plain.result as unknown as Float64Array;
  const count = result[abi.OUT_OPERATIONS] ?? 0;
  const found: number[] = [];
  for (let row = 0; row < count; row += 1) {
    const at = abi.OUT_OPERATION_ROWS + row * abi.OPERATION_STRIDE;
    if (result[at] !== operation || result[at + 1] !== phase) continue;
    const tokens = scenario.training.sequenceLengthTokens * scenario.strategy.microBatchSequences;
    found.push((result[at + 4] ?? Number.NaN) / (2 * tokens));
  }
  return found;
}

/** The first of them. */
function elements(scenario: Scenario, operation: number, phase: number): number {
  const [first] = allElements(scenario, operation, phase);
  if (first === undefined) throw new Error(`No row of operation ${operation}.`);
  return first;
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

  describe('experts', () => {
    const moe = EXPERT_MODEL.moe as NonNullable<typeof EXPERT_MODEL.moe>;
    const activated = moe.topK * moe.expertFfn;
    const returned = moe.topK * EXPERT_MODEL.hidden;
    const rows = (expertFusion: number, expertBias: boolean, phase: number): readonly number[] => {
      const scenario = onOneRank({ ...EXPERT_MODEL, moe: { ...moe, expertBias } });
      const factors = { ...scenario.stack.factors, expertFusion };
      return allElements({ ...scenario, stack: { factors } }, abi.OP_EXPERTS_ACTIVATION, phase);
    };
    const near = (values: readonly number[]): readonly unknown[] => values.map((value) => expect.closeTo(value, 6));

    it('reads both halves and writes one between the products; backward it reads and writes them with their gradient', () => {
      for (const fusion of [0, 1]) {
        expect(rows(fusion, false, 0)).toEqual(near([3 * activated]));
        expect(rows(fusion, false, 1)).toEqual(near([5 * activated]));
      }
    });

    it('adds both biases in passes of their own around one grouped product', () => {
      const results = 2 * activated + returned;
      expect(rows(1, true, 0)).toEqual(near([3 * activated, 2 * results]));
      expect(rows(1, true, 1)).toEqual(near([5 * activated, results]));
    });

    it('scales only the second bias outside of single experts’ products, forward 28 bytes an element and backward 40', () => {
      expect(rows(0, true, 0)).toEqual(near([3 * activated, 14 * returned]));
      expect(rows(0, true, 1)).toEqual(near([5 * activated, 20 * returned]));
    });

    it('leaves of fused products no pass but the sum of the second bias’s gradient', () => {
      expect(rows(2, false, 0)).toEqual([]);
      expect(rows(2, false, 1)).toEqual([]);
      expect(rows(2, true, 0)).toEqual(near([0]));
      expect(rows(2, true, 1)).toEqual(near([returned]));
    });
  });
});
