/** The timeline as the engine answers it, over random scenarios of every schedule. */
import '../build/portable-globals.ts';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Scenario, StrategyInputs } from '../../src/domain/estimate/scenario.ts';
import { type StepTimeline, TIMELINE_KINDS } from '../../src/domain/estimate/step-timeline.ts';
import { summarizeTimeline } from '../../src/domain/estimate/timeline-summary.ts';
import { compileModel } from '../build/compile-model.ts';
import * as plain from '../model/index.ts';
import * as timelineAbi from '../model/pipeline/timeline-abi.ts';
import { loadModel, type Model } from './load-model.ts';
import { packScenario } from './pack-scenario.ts';
import { sampleScenario } from './testing/sample-scenario.ts';
import { unpackStep } from './unpack-estimate.ts';
import { unpackTimeline } from './unpack-timeline.ts';

let model: Model;

beforeAll(async () => {
  model = await loadModel(readFileSync((await compileModel()).path));
});

/** Of the economy only the power cap takes part in a timeline; here there is none. */
const UNCAPPED = {
  acceleratorLimitWatts: 700,
  acceleratorPeakWatts: 700,
  acceleratorIdleWatts: 90,
  computeShare: 0.8,
  clockExponent: 2,
};

function scenarioOf(strategy: Partial<StrategyInputs>, sequences = 512, power: object = UNCAPPED): Scenario {
  const base = sampleScenario();
  return {
    ...base,
    training: { ...base.training, globalBatchSequences: sequences },
    strategy: { ...base.strategy, ...strategy },
    economy: { power },
  } as unknown as Scenario;
}

const STRATEGIES: readonly (readonly [string, Partial<StrategyInputs>])[] = [
  ['1f1b', { schedule: '1f1b' }],
  ['interleaved', { schedule: 'interleaved', virtualStages: 2 }],
  ['gpipe', { schedule: 'gpipe' }],
  ['zb-h1', { schedule: 'zb-h1', recompute: 'full' }],
  ['zb-v', { schedule: 'zb-v', virtualStages: 2 }],
  ['dualpipe', { schedule: 'dualpipe', recompute: 'selective' }],
  ['one rank', { pipeline: 1, data: 32, shardingGroupSize: 32 }],
];

/** Positions of a rank's rows. */
function rowsOf(ranks: Float64Array, rank: number): number[] {
  return Array.from(ranks.keys()).filter((row) => ranks[row] === rank);
}

function readPlain(scenario: Scenario): StepTimeline {
  packScenario(scenario, plain.scenario);
  expect(plain.timeline()).toBe(0);
  const head = plain.timelineHead as unknown as Float64Array;
  const boxes = plain.boxes as unknown as Float64Array;
  const steps = plain.memorySteps as unknown as Float64Array;
  return unpackTimeline(
    head,
    boxes.subarray(0, (head[timelineAbi.HEAD_BOXES] ?? 0) * timelineAbi.BOX_STRIDE),
    steps.subarray(0, (head[timelineAbi.HEAD_MEMORY_STEPS] ?? 0) * timelineAbi.MEMORY_STEP_STRIDE),
  );
}

describe('the timeline', () => {
  for (const [name, strategy] of STRATEGIES) {
    it(`has every pass once, in order of time and apart, with ${name}`, () => {
      const scenario = scenarioOf(strategy);
      const timeline = model.timeline(scenario);
      const { boxes, ranks, microBatches } = timeline;
      expect(ranks).toBe(scenario.strategy.pipeline);
      expect(timeline.gap).toBeNull();
      const passes = new Map<string, number>();
      for (let rank = 0; rank < ranks; rank += 1) {
        let free = 0;
        for (const row of rowsOf(boxes.rank, rank)) {
          const [start = 0, end = 0] = [boxes.startSeconds[row], boxes.endSeconds[row]];
          expect(start).toBeGreaterThanOrEqual(free - 1e-9);
          expect(end).toBeGreaterThan(start);
          free = end;
          const kind = TIMELINE_KINDS[boxes.kind[row] ?? -1] ?? 'none';
          passes.set(kind, (passes.get(kind) ?? 0) + 1);
        }
        expect(free).toBeLessThanOrEqual(timeline.seconds * (1 + 1e-12));
      }
      const all = ranks * timeline.virtualStages * microBatches;
      expect(passes.get('forward')).toBe(all);
      expect((passes.get('backward') ?? 0) + (passes.get('input-gradient') ?? 0)).toBe(all);
      expect(passes.get('input-gradient')).toBe(passes.get('weight-gradient'));
      expect(passes.get('optimizer')).toBe(ranks);
      if (scenario.strategy.recompute === 'full') expect(passes.get('recompute')).toBe(all);
    });

    it(`lasts as long as the step and fills as much memory, with ${name}`, () => {
      const scenario = scenarioOf(strategy);
      const timeline = model.timeline(scenario);
      packScenario(scenario, plain.scenario);
      expect(plain.timeline()).toBe(0);
      const seconds = plain.result[0] ?? 0;
      if (strategy.schedule === 'zb-v') expect(timeline.seconds).toBeGreaterThanOrEqual(seconds * (1 - 1e-9));
      else expect(timeline.seconds / seconds).toBeCloseTo(1, 9);
      for (let rank = 0; rank < timeline.ranks; rank += 1) {
        const rows = rowsOf(timeline.memory.rank, rank);
        const bytes = rows.map((row) => timeline.memory.bytes[row] ?? 0);
        const times = rows.map((row) => timeline.memory.seconds[row] ?? 0);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(Math.max(...bytes) / (plain.result[39 + rank] ?? 0)).toBeCloseTo(1, 9);
        // What is allocated is freed.
        expect((bytes.at(-1) ?? 0) / (bytes[0] ?? 0)).toBeCloseTo(1, 9);
      }
    });

    it(`is the same in both builds of the model, with ${name}`, () => {
      const scenario = scenarioOf(strategy);
      const [compiled, read] = [model.timeline(scenario), readPlain(scenario)];
      expect(compiled.boxes.kind).toEqual(read.boxes.kind);
      expect(compiled.boxes.stage).toEqual(read.boxes.stage);
      expect(compiled.boxes.microBatch).toEqual(read.boxes.microBatch);
      compiled.boxes.endSeconds.forEach((end, row) => {
        expect(Math.abs(end / (read.boxes.endSeconds[row] ?? 0) - 1)).toBeLessThan(1e-12);
      });
    });
  }

  it('leaves out whole rounds in the middle of a step that is too long, and ends when the step does', () => {
    for (const [name, strategy] of STRATEGIES.slice(0, 6)) {
      const timeline = model.timeline(scenarioOf(strategy, 8 * 40_000));
      packScenario(scenarioOf(strategy, 8 * 40_000), plain.scenario);
      expect(plain.timeline()).toBe(0);
      const { gap, boxes } = timeline;
      if (!gap) throw new Error(`${name} has no gap`);
      expect(timeline.microBatches).toBe(40_000);
      const share = (gap.endSeconds - gap.startSeconds) / timeline.seconds;
      expect(Math.abs(share - gap.microBatches / 40_000)).toBeLessThan(0.01);
      if (strategy.schedule !== 'zb-v') expect(timeline.seconds / (plain.result[0] ?? 0)).toBeCloseTo(1, 6);
      expect(boxes.microBatch[0]).toBe(0);
      expect(Math.max(...rowsOf(boxes.rank, 0).map((row) => boxes.microBatch[row] ?? 0))).toBe(39_999);
      for (const row of rowsOf(boxes.rank, 0).slice(1)) {
        expect(boxes.startSeconds[row] ?? 0).toBeGreaterThanOrEqual((boxes.endSeconds[row - 1] ?? 0) - 1e-6);
      }
    }
  });

  it('gets longer under a power cap, and only under one below the limit', () => {
    const at = (acceleratorPeakWatts: number): number =>
      model.timeline(scenarioOf({}, 64, { ...UNCAPPED, acceleratorPeakWatts })).seconds;
    expect(at(700)).toBe(at(1000));
    expect(at(600)).toBeGreaterThan(at(700));
    expect(at(400)).toBeGreaterThan(at(600));
  });

  it('is refused where the strategy cannot run its schedule', () => {
    expect(() => model.timeline(scenarioOf({ schedule: 'zb-v', virtualStages: 1 }))).toThrow('do not divide');
    expect(() => model.timeline(scenarioOf({ schedule: 'gpipe', virtualStages: 2 }))).toThrow('do not divide');
  });
});

describe('the step’s pipeline bubble', () => {
  it('is what the rank with most work is idle for, and the mean of ranks is more', () => {
    for (const schedule of ['1f1b', 'gpipe', 'interleaved'] as const) {
      const base = scenarioOf({ schedule, virtualStages: schedule === 'interleaved' ? 2 : 1 });
      const factors = { ...base.stack.factors, jitter: 0, stepOverheadSeconds: 0, hostSecondsPerMicroBatch: 0 };
      const scenario = { ...base, stack: { factors } };
      const timeline = readPlain(scenario);
      const { bubbleFraction } = unpackStep(plain.result as unknown as Float64Array);
      const { ranks, idleShare } = summarizeTimeline(timeline);
      const least = Math.min(...ranks.map(({ idleSeconds }) => idleSeconds));
      expect(bubbleFraction).toBeGreaterThan(0);
      expect(least / timeline.seconds).toBeCloseTo(bubbleFraction, 9);
      expect(idleShare).toBeGreaterThanOrEqual(bubbleFraction);
    }
  });
});
