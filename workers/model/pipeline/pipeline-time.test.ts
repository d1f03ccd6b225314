import '../../build/portable-globals.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulateOneForward } from './one-forward.ts';
import { pipelineTime } from './pipeline-time.ts';
import { ALL_FORWARD, ONE_FORWARD, stageOnRank } from './placement.ts';
import { simulatePipeline } from './simulate.ts';
import { evenStages, layeredRuns, SCHEDULES, setStages, unevenRuns } from './testing/sample-stages.ts';

describe('the time of a pipeline', () => {
  it('is the plain sum on one rank', () => {
    for (const { schedule, virtual } of SCHEDULES) {
      setStages(evenStages(virtual[0]));
      expect(pipelineTime(true, ONE_FORWARD, 1, 1, 7, 0.5)).toBe(21);
      expect(stageOnRank(schedule, 0, 0, 1)).toBe(0);
    }
  });

  for (const kind of SCHEDULES) {
    it(`is that of every event, steady state cut or not, with ${kind.name}`, () => {
      fc.assert(
        fc.property(layeredRuns(kind, { min: 0.5, max: 14 }, 10), (run) => {
          const { schedule, ranks, virtual, microBatches, delay, stages } = run;
          setStages(stages);
          const simulated = simulatePipeline(schedule, ranks, virtual, microBatches, delay);
          const cut = pipelineTime(true, schedule, ranks, virtual, microBatches, delay);
          expect(Math.abs(cut / simulated - 1)).toBeLessThan(1e-9);
        }),
        { numRuns: 150, seed: 405 },
      );
    });

    it(`is within 2 % of every event in the search, whether stages are alike or not, with ${kind.name}`, () => {
      fc.assert(
        fc.property(layeredRuns(kind, { min: 0.3, max: 14 }, 16), (run) => {
          const { schedule, ranks, virtual, microBatches, delay, stages } = run;
          setStages(stages);
          const simulated = simulatePipeline(schedule, ranks, virtual, microBatches, delay);
          const searched = pipelineTime(false, schedule, ranks, virtual, microBatches, delay);
          expect(Math.abs(searched / simulated - 1)).toBeLessThan(0.02);
          // Whole rounds, which virtual stages have a closed form for.
          const whole = Math.ceil(microBatches / ranks) * ranks;
          const exact = simulatePipeline(schedule, ranks, virtual, whole, delay);
          expect(Math.abs(pipelineTime(false, schedule, ranks, virtual, whole, delay) / exact - 1)).toBeLessThan(0.02);
        }),
        { numRuns: 400, seed: 2 },
      );
    });

    it(`is within 2 % of every event in the search where layers differ up to fourfold with ${kind.name}`, () => {
      fc.assert(
        fc.property(unevenRuns(kind, { min: 0.3, max: 14 }), (run) => {
          const { schedule, ranks, virtual, microBatches, delay, stages } = run;
          setStages(stages);
          const whole = Math.ceil(microBatches / ranks) * ranks;
          for (const count of [microBatches, whole]) {
            const simulated = simulatePipeline(schedule, ranks, virtual, count, delay);
            expect(simulated).toBeGreaterThan(0);
            const searched = pipelineTime(false, schedule, ranks, virtual, count, delay);
            expect(Math.abs(searched / simulated - 1)).toBeLessThan(0.02);
          }
        }),
        { numRuns: 300, seed: 11 },
      );
    });

    it(`goes on evenly beyond what the arena holds with ${kind.name}`, () => {
      const virtual = kind.virtual[0];
      const ranks = 16;
      const round = 2 * ranks;
      setStages(evenStages(ranks * virtual, 1, 1.1, 0.9));
      const [few, more, most] = [4096, 8192, 65_536].map((m) =>
        pipelineTime(true, kind.schedule, ranks, virtual, m, 0.01),
      );
      if (few === undefined || more === undefined || most === undefined) throw new Error('three times');
      expect(more - few).toBeGreaterThan(4096 * virtual * 3 * 0.999);
      const pace = (more - few) / (4096 / round);
      expect(Math.abs(most / (more + ((65_536 - 8192) / round) * pace) - 1)).toBeLessThan(1e-3);
    });
  }

  it('is the same to the last bit with 1F1B, whether its order is written or not', () => {
    const kind = SCHEDULES.find(({ schedule }) => schedule === ONE_FORWARD);
    if (kind === undefined) throw new Error('1F1B');
    fc.assert(
      fc.property(unevenRuns(kind, { min: 0.05, max: 6 }), ({ ranks, microBatches, delay, stages }) => {
        setStages(stages);
        const simulated = simulatePipeline(ONE_FORWARD, ranks, 1, microBatches, delay);
        expect(simulateOneForward(ranks, microBatches, delay)).toBe(simulated);
      }),
      { numRuns: 400 },
    );
  });

  it('is exact in closed form with GPipe', () => {
    const kind = SCHEDULES.find(({ schedule }) => schedule === ALL_FORWARD);
    if (kind === undefined) throw new Error('GPipe');
    fc.assert(
      fc.property(layeredRuns(kind, { min: 0.2, max: 6 }), ({ ranks, microBatches, delay, stages }) => {
        setStages(stages);
        const simulated = simulatePipeline(ALL_FORWARD, ranks, 1, microBatches, delay);
        expect(pipelineTime(false, ALL_FORWARD, ranks, 1, microBatches, delay) / simulated).toBeCloseTo(1, 12);
      }),
    );
  });
});
