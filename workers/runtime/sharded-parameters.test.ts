/** Laws of sharded parameters and of layers computed again, as single programs run them. */
import '../build/portable-globals.ts';
import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../src/domain/estimate/estimate.ts';
import * as abi from '../model/abi.ts';
import * as plain from '../model/index.ts';
import { packScenario } from './pack-scenario.ts';
import { DENSE_MODEL, type StepScenario, sampleScenario, twoLevels } from './testing/sample-scenario.ts';
import { unpackStep } from './unpack-estimate.ts';

/** A data-parallel step that shards its parameters, one micro-batch of one sequence for each rank. */
function run(
  accelerators: number,
  factors: Readonly<Record<string, number>>,
  strategy: Partial<StepScenario['strategy']> = {},
): Estimate['step'] {
  const base = sampleScenario({ model: DENSE_MODEL });
  packScenario(
    {
      ...base,
      training: { ...base.training, globalBatchSequences: accelerators },
      strategy: {
        ...base.strategy,
        accelerators,
        tensor: 1,
        pipeline: 1,
        virtualStages: 1,
        data: accelerators,
        sharding: 'parameters',
        shardingGroupSize: accelerators,
        microBatchSequences: 1,
        recompute: 'none',
        ...strategy,
      },
      network: { levels: twoLevels(accelerators), routes: null },
      stack: { factors: { ...base.stack.factors, jitter: 0, ...factors } },
    },
    plain.scenario,
  );
  expect(plain.estimate()).toBe(abi.STATUS_OK);
  return unpackStep(plain.result);
}

describe('sharded parameters', () => {
  const exposed = { parameterOverlap: 0, gradientOverlap: 0 };

  it('cost a latency for every collective, and more of them with more ranks', () => {
    const joined = [64, 512].map((ranks) => run(ranks, { ...exposed, gatherPieces: 1 }).seconds);
    const apart = [64, 512].map((ranks) => run(ranks, { ...exposed, gatherPieces: 6 }).seconds);
    const twelve = run(64, { ...exposed, gatherPieces: 11 }).seconds;
    const [near = Number.NaN, far = Number.NaN] = apart.map((seconds, at) => seconds - (joined[at] ?? Number.NaN));
    expect(near).toBeGreaterThan(0);
    expect(far).toBeGreaterThan(2 * near);
    // Ten more collectives cost twice what five more cost.
    expect(twelve - (joined[0] ?? Number.NaN)).toBeCloseTo(2 * near, 9);
  });

  it('outside the layers are gathered in every micro-batch, with nothing beside', () => {
    const hidden = run(64, {}).collectives.filter(({ name }) => name.endsWith('parameter-gather'));
    expect(hidden.length).toBeGreaterThan(0);
    for (const { seconds, repeats, exposedSeconds } of hidden)
      expect(exposedSeconds).toBeCloseTo(seconds * repeats, 12);
  });
});

describe('optimizer states owned by whole tensors', () => {
  const owned = { sharding: 'optimizer' } as const;
  const exposed = { parameterOverlap: 0, gradientOverlap: 0 };

  it('are broadcast by every owner in turn: as many latencies, until there are fewer tensors than ranks', () => {
    const gather = (ranks: number, ownedTensors: number) =>
      run(ranks, { ...exposed, ownedTensors }, owned).collectives.find(({ name }) => name.endsWith('parameter-gather'))
        ?.seconds ?? Number.NaN;
    const joined = gather(64, 0);
    // 128 tensors or more: each of the 64 ranks owns some.
    const everyRank = gather(64, 4) - joined;
    expect(gather(64, 6) - joined).toBe(everyRank);
    // 96 or 192 tensors among 512 ranks: no more owners than tensors.
    const few = gather(512, 3) - gather(512, 0);
    const more = gather(512, 6) - gather(512, 0);
    expect(more / few).toBeCloseTo((6 * DENSE_MODEL.layers - 1) / (3 * DENSE_MODEL.layers - 1), 9);
    expect(everyRank).toBeGreaterThan(0);
  });

  it('are no matter of how sharded parameters are gathered', () => {
    const plain = run(64, { ...exposed, gatherPieces: 1 }, owned).seconds;
    expect(run(64, { ...exposed, gatherPieces: 6 }, owned).seconds).toBe(plain);
  });

  it('get gradients added up on all ranks, at about twice the traffic', () => {
    const reduce = (ownedTensors: number) =>
      run(64, { ...exposed, ownedTensors }, owned).collectives.find(({ name }) => name.endsWith('gradient-reduce'))
        ?.seconds ?? Number.NaN;
    expect(reduce(9) / reduce(0)).toBeGreaterThan(1.5);
    expect(reduce(9) / reduce(0)).toBeLessThan(2.1);
  });
});

describe('a layer computed again', () => {
  it('leaves out its last product where the program stops early, and nothing where it does not compute again', () => {
    const seconds = (early: number, recompute: 'none' | 'full') =>
      run(64, { recomputeStopsEarly: early }, { recompute }).breakdown.find(({ category }) => category === 'recompute')
        ?.seconds ?? 0;
    const down = run(64, {}).operations.filter(({ name, phase }) => name.endsWith('ffn-down') && phase === 'forward');
    const last = down.reduce((sum, { seconds: one, repeats }) => sum + one * repeats, 0);
    expect(last).toBeGreaterThan(0);
    expect(seconds(0, 'full') - seconds(1, 'full')).toBeCloseTo(last, 9);
    expect(seconds(1, 'none')).toBe(seconds(0, 'none'));
  });
});
