import '../../build/portable-globals.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backwardEnd, forwardEnd, STAGE_BACKWARD, STAGE_FORWARD, work } from '../arena.ts';
import { pipelineSeconds } from './closed-form.ts';
import { pipelineTime } from './pipeline-time.ts';
import { isForwardAt, warmUpPasses } from './schedule.ts';
import { simulatePipeline } from './simulate.ts';
import { firstLayer } from './stages.ts';

function setStages(forward: readonly number[], backward: readonly number[]): void {
  forward.forEach((seconds, stage) => {
    work[STAGE_FORWARD + stage] = seconds;
  });
  backward.forEach((seconds, stage) => {
    work[STAGE_BACKWARD + stage] = seconds;
  });
}

function setEven(stages: number, forward: number, backward: number): void {
  setStages(Array<number>(stages).fill(forward), Array<number>(stages).fill(backward));
}

describe('pipeline schedules', () => {
  it('have a bubble of (p−1)/m of the ideal time with 1F1B', () => {
    for (const [p, m] of [
      [2, 2],
      [4, 8],
      [8, 64],
      [16, 16],
    ] as const) {
      setEven(p, 1, 2);
      expect(simulatePipeline(p, 1, m, 0)).toBeCloseTo(3 * m * (1 + (p - 1) / m), 9);
    }
  });

  it('have a bubble of (p−1)/(v·m) with v virtual stages', () => {
    for (const [p, v, m] of [
      [4, 2, 8],
      [8, 4, 32],
      [2, 6, 4],
    ] as const) {
      setEven(p * v, 1, 2);
      expect(simulatePipeline(p, v, m, 0)).toBeCloseTo(3 * v * m * (1 + (p - 1) / (v * m)), 9);
    }
  });

  it('take the plain sum on one rank', () => {
    setEven(1, 1, 2);
    expect(simulatePipeline(1, 1, 7, 0.5)).toBe(21);
  });

  it('run every pass of every micro-batch and stage once, in the order of the model', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 8 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 20 }),
        (ranks, virtual, some) => {
          // Virtual stages take whole rounds.
          const microBatches = virtual > 1 && some > ranks ? some - (some % ranks) : some;
          const stages = ranks * virtual;
          setEven(stages, 1, 2);
          expect(simulatePipeline(ranks, virtual, microBatches, 0)).toBeGreaterThan(0);
          for (let microBatch = 0; microBatch < microBatches; microBatch += 1) {
            let last = 0;
            for (let stage = 0; stage < stages; stage += 1) {
              const end = forwardEnd[stage * microBatches + microBatch];
              expect(end).toBeGreaterThanOrEqual(last + 1);
              last = end;
            }
            for (let stage = stages - 1; stage >= 0; stage -= 1) {
              const end = backwardEnd[stage * microBatches + microBatch];
              expect(end).toBeGreaterThanOrEqual(last + 2);
              last = end;
            }
          }
        },
      ),
    );
  });

  it('start with more forward passes on earlier ranks', () => {
    expect([0, 1, 2, 3].map((rank) => warmUpPasses(rank, 4, 1, 8))).toEqual([3, 2, 1, 0]);
    expect([0, 1, 2, 3].map((rank) => warmUpPasses(rank, 4, 2, 8))).toEqual([10, 8, 6, 4]);
    expect(warmUpPasses(0, 4, 1, 2)).toBe(2);
    expect([0, 1, 2, 3, 4, 5].map((position) => isForwardAt(position, 1, 3))).toEqual([
      true,
      true,
      false,
      true,
      false,
      false,
    ]);
  });

  it('never end before the slowest rank has done its work', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 3, noNaN: true }), { minLength: 2, maxLength: 8 }),
        fc.integer({ min: 1, max: 24 }),
        (times, m) => {
          setStages(times, times);
          expect(simulatePipeline(times.length, 1, m, 0)).toBeGreaterThanOrEqual(2 * m * Math.max(...times) - 1e-9);
        },
      ),
    );
  });
});

describe('closed form', () => {
  const stagesOf = (ranks: number, virtual: number, heavier: number): void => {
    const stages = ranks * virtual;
    setEven(stages, 1, 2);
    work[STAGE_FORWARD + stages - 1] = heavier;
    work[STAGE_BACKWARD + stages - 1] = 2 * heavier;
  };
  const heavier = fc.double({ min: 1, max: 1.6, noNaN: true });
  const delay = fc.double({ min: 0, max: 0.05, noNaN: true });

  it('agrees with 1F1B within 2 % when the last stage is heavier, as with an output layer, and sends are slow', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 16 }),
        fc.integer({ min: 1, max: 8 }),
        heavier,
        delay,
        (p, rounds, last, send) => {
          stagesOf(p, 1, last);
          const simulated = simulatePipeline(p, 1, rounds * p, send);
          expect(Math.abs(pipelineSeconds(p, 1, rounds * p, send) / simulated - 1)).toBeLessThan(0.02);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('agrees with interleaving within 2 %', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 8 }),
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 2, max: 8 }),
        heavier,
        (p, v, rounds, last) => {
          stagesOf(p, v, last);
          const simulated = simulatePipeline(p, v, rounds * p, 0);
          expect(Math.abs(pipelineSeconds(p, v, rounds * p, 0) / simulated - 1)).toBeLessThan(0.02);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('uneven stages', () => {
  /** Stages of layers that differ by one, with an output layer; or none like the other, up to four times as long. */
  const unevenStages = (stages: number): fc.Arbitrary<{ forward: number[]; backward: number[] }> => {
    const layered = fc
      .record({
        usual: fc.integer({ min: 1, max: 6 }),
        more: fc.integer({ min: 0, max: stages }),
        ratio: fc.double({ min: 1.5, max: 2.5, noNaN: true }),
        output: fc.double({ min: 0, max: 0.6, noNaN: true }),
      })
      .map(({ usual, more, ratio, output }) => {
        const forward = Array.from({ length: stages }, (_, stage) => 1 + (stage > 0 && stage <= more ? 1 / usual : 0));
        forward[stages - 1] = (forward[stages - 1] ?? 0) + output;
        return { forward, backward: forward.map((seconds) => ratio * seconds) };
      });
    const pass = fc.tuple(
      fc.double({ min: 0.3, max: 1.3, noNaN: true }),
      fc.double({ min: 1.5, max: 2.5, noNaN: true }),
    );
    const unlike = fc.array(pass, { minLength: stages, maxLength: stages }).map((passes) => ({
      forward: passes.map(([seconds]) => seconds),
      backward: passes.map(([seconds, ratio]) => ratio * seconds),
    }));
    return fc.oneof(layered, unlike);
  };
  const delay = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.06, noNaN: true }));
  const oneForwardOneBackward = fc.integer({ min: 2, max: 12 }).chain((p) =>
    fc.record({
      p: fc.constant(p),
      v: fc.constant(1),
      m: fc.integer({ min: 1, max: 14 * p }),
      send: delay,
      times: unevenStages(p),
    }),
  );
  const interleaved = fc.tuple(fc.integer({ min: 2, max: 10 }), fc.integer({ min: 2, max: 5 })).chain(([p, v]) =>
    fc.record({
      p: fc.constant(p),
      v: fc.constant(v),
      m: fc.integer({ min: 1, max: 14 }).map((rounds) => rounds * p),
      send: delay,
      times: unevenStages(p * v),
    }),
  );

  for (const [name, scenarios] of [
    ['1F1B', oneForwardOneBackward],
    ['interleaving', interleaved],
  ] as const) {
    it(`take the search within 2 % of every event with ${name}`, () => {
      fc.assert(
        fc.property(scenarios, ({ p, v, m, send, times }) => {
          setStages(times.forward, times.backward);
          const simulated = simulatePipeline(p, v, m, send);
          expect(Math.abs(pipelineTime(false, p, v, m, send) / simulated - 1)).toBeLessThan(0.02);
        }),
        { numRuns: 500, seed: 405 },
      );
    });

    it(`take the estimate to the time of every event, steady state cut or not, with ${name}`, () => {
      fc.assert(
        fc.property(scenarios, ({ p, v, m, send, times }) => {
          setStages(times.forward, times.backward);
          const simulated = simulatePipeline(p, v, m, send);
          expect(Math.abs(pipelineTime(true, p, v, m, send) / simulated - 1)).toBeLessThan(1e-9);
        }),
        { numRuns: 500, seed: 405 },
      );
    });
  }
});

describe('layers that do not divide', () => {
  it('are dealt out once each, and no stage gets two more than another in the middle', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 64 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 3 }),
        (stages, layers, fewer) => {
          const usual = Math.ceil(layers / stages);
          const edge = Math.max(usual - fewer, 0);
          fc.pre(layers - 2 * edge >= 0);
          const counts = Array.from(
            { length: stages },
            (_, stage) =>
              firstLayer(stage + 1, layers, stages, edge, edge) - firstLayer(stage, layers, stages, edge, edge),
          );
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(layers);
          expect(Math.min(...counts)).toBeGreaterThanOrEqual(0);
          const middle = counts.slice(1, -1);
          if (middle.length > 0) expect(Math.max(...middle) - Math.min(...middle)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
