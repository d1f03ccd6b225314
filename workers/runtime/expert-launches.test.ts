/** What launching experts costs the host: by expert where products run one by one, nothing by expert where they are grouped. */
import '../build/portable-globals.ts';
import { describe, expect, it } from 'vitest';
import * as abi from '../model/abi.ts';
import * as plain from '../model/index.ts';
import { packScenario } from './pack-scenario.ts';
import { EXPERT_MODEL, sampleScenario } from './testing/sample-scenario.ts';

const LAYERS = 26;
const MICRO_BATCHES = 16;

/** Seconds of a step on one pipeline rank where nothing but the host's launches of experts takes long. */
function stepSeconds(experts: number, expertRanks: number, factors: Readonly<Record<string, number>>): number {
  const moe = EXPERT_MODEL.moe as NonNullable<typeof EXPERT_MODEL.moe>;
  const base = sampleScenario({ model: { ...EXPERT_MODEL, mtpLayers: 0, moe: { ...moe, experts } } });
  const scenario = {
    ...base,
    training: { ...base.training, globalBatchSequences: MICRO_BATCHES * 8 },
    strategy: { ...base.strategy, accelerators: 8, tensor: 1, pipeline: 1, data: 8, expert: expertRanks },
    stack: {
      factors: { ...base.stack.factors, hostSecondsPerLayer: 0, hostSecondsPerExpertLayer: 0, jitter: 0, ...factors },
    },
  };
  packScenario(scenario, plain.scenario);
  expect(plain.estimate()).toBe(abi.STATUS_OK);
  return (plain.result as unknown as Float64Array)[abi.OUT_STEP_SECONDS] ?? Number.NaN;
}

describe('launches of experts', () => {
  // So long that every layer with experts waits for the host.
  const hostSecondsPerExpert = 0.1;

  it('take the host its time for every expert of a rank, in every layer and micro-batch', () => {
    const eight = stepSeconds(64, 8, { expertFusion: 0, hostSecondsPerExpert });
    const sixteen = stepSeconds(128, 8, { expertFusion: 0, hostSecondsPerExpert });
    const host = LAYERS * MICRO_BATCHES * 8 * hostSecondsPerExpert;
    expect(eight).toBeGreaterThan(host);
    expect(sixteen - eight).toBeGreaterThan(0.99 * host);
    expect(sixteen - eight).toBeLessThan(1.01 * host);
  });

  it('cost nothing by expert where their products are one', () => {
    for (const expertFusion of [1, 2]) {
      const launched = stepSeconds(64, 8, { expertFusion, hostSecondsPerExpert });
      expect(launched).toBe(stepSeconds(64, 8, { expertFusion, hostSecondsPerExpert: 0 }));
    }
  });

  it('hide behind the accelerator while they are shorter than its work', () => {
    const none = stepSeconds(64, 8, { expertFusion: 0, hostSecondsPerExpert: 0 });
    expect(stepSeconds(64, 8, { expertFusion: 0, hostSecondsPerExpert: 1e-6 })).toBe(none);
  });

  it('put gaps between kernels of single experts, a quarter each over four streams', () => {
    const gap = 1e-3;
    const cost = (expertFusion: number): number =>
      stepSeconds(64, 8, { expertFusion, kernelGapSeconds: gap }) -
      stepSeconds(64, 8, { expertFusion, kernelGapSeconds: 0 });
    // Two products of seven more experts, forward and twice backward.
    expect(cost(0) - cost(1)).toBeCloseTo((LAYERS * MICRO_BATCHES * 3 * 2 * 7 * gap) / 4, 6);
  });

  it('leave traffic of weights in sight that one grouped product hides', () => {
    const seconds = (expertFusion: number): number => stepSeconds(64, 8, { expertFusion, kernelGapSeconds: 0 });
    expect(seconds(0)).toBeGreaterThan(1.02 * seconds(1));
  });
});
