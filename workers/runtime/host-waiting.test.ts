/** How waiting for the host adds to a step: beside the accelerator's work, or in turn with it. */
import '../build/portable-globals.ts';
import { describe, expect, it } from 'vitest';
import * as abi from '../model/abi.ts';
import * as plain from '../model/index.ts';
import { packScenario } from './pack-scenario.ts';
import { DENSE_MODEL, sampleScenario } from './testing/sample-scenario.ts';

const MICRO_BATCHES = 4;

/** Seconds of a data-parallel step of four micro-batches on one node. */
function stepSeconds(factors: Readonly<Record<string, number>>): number {
  const base = sampleScenario({ model: DENSE_MODEL });
  packScenario(
    {
      ...base,
      training: { ...base.training, globalBatchSequences: 8 * MICRO_BATCHES },
      strategy: { ...base.strategy, accelerators: 8, tensor: 1, pipeline: 1, data: 8, recompute: 'none' },
      stack: { factors: { ...base.stack.factors, gradientOverlap: 0, parameterOverlap: 0, jitter: 0, ...factors } },
    },
    plain.scenario,
  );
  expect(plain.estimate()).toBe(abi.STATUS_OK);
  return (plain.result as unknown as Float64Array)[abi.OUT_STEP_SECONDS] ?? Number.NaN;
}

describe('waiting for the host', () => {
  const free = stepSeconds({ hostSecondsPerLayer: 0 });

  it('adds nothing while the host is faster', () => {
    expect(stepSeconds({ hostSecondsPerLayer: 1e-6 })).toBe(free);
  });

  it('adds all of the launches where they wait for every kernel', () => {
    for (const hostSecondsPerLayer of [1e-6, 1e-3, 0.1]) {
      const blocked = stepSeconds({ hostSecondsPerLayer, launchBlocking: 1 });
      expect(blocked - free).toBeCloseTo(hostSecondsPerLayer * DENSE_MODEL.layers * MICRO_BATCHES, 9);
    }
  });

  it('is never longer when launches run ahead', () => {
    for (const hostSecondsPerLayer of [1e-6, 1e-3, 0.1]) {
      expect(stepSeconds({ hostSecondsPerLayer })).toBeLessThanOrEqual(
        stepSeconds({ hostSecondsPerLayer, launchBlocking: 1 }),
      );
    }
  });
});
