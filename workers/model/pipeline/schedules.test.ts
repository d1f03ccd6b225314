import '../../build/portable-globals.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inFlight } from './in-flight.ts';
import { FORWARD, WEIGHT_GRADIENT } from './pass-code.ts';
import * as placement from './placement.ts';
import { simulatePipeline } from './simulate.ts';
import {
  evenStages,
  isBackward,
  layeredRuns,
  mostHeld,
  readPasses,
  SCHEDULES,
  type StageTimes,
  setStages,
} from './testing/sample-stages.ts';

/** A run of equal stages: what it takes beyond the work of a rank, and the most activations on any rank. */
function measure(schedule: number, ranks: number, virtual: number, microBatches: number, stage: StageTimes) {
  const stages = Array.from({ length: ranks * virtual }, () => stage);
  setStages(stages);
  const seconds = simulatePipeline(schedule, ranks, virtual, microBatches, 0);
  const work = microBatches * virtual * (stage.forward + stage.inputGradient + stage.weightGradient);
  const passes = readPasses({ schedule, ranks, virtual, microBatches });
  const memory = Math.max(...passes.map((of) => mostHeld(schedule, virtual, of)));
  return { seconds, bubble: seconds - work, memory };
}

const UNIT: StageTimes = { forward: 1, inputGradient: 1, weightGradient: 1 };
const SIZES = [
  [2, 4],
  [2, 9],
  [3, 6],
  [4, 8],
  [4, 19],
  [8, 16],
  [8, 64],
  [16, 33],
  [16, 128],
] as const;

/**
 * Bubble rate (of the time that 1F1B takes), most activations and bytes sent against 1F1B with forward passes, input and weight gradients
 * of equal length: the table of github.com/sail-sg/zero-bubble-pipeline-parallelism (README, commit of July 2025); papers
 * arXiv 2401.10241 and 2405.15362. Theory, not measurements.
 */
const PUBLISHED = [
  {
    name: '1f1b',
    rate: (p: number, m: number) => (p - 1) / (m + p - 1),
    memory: 1,
    volume: 1,
    schedule: placement.ONE_FORWARD,
  },
  {
    name: 'zb-1p',
    rate: (p: number, m: number) => (p - 1) / (m + p - 1) / 3,
    memory: 1,
    volume: 1,
    schedule: placement.ZERO_BUBBLE,
  },
  { name: 'zb-2p', rate: () => 0, memory: 2, volume: 1, schedule: null },
  { name: 'zb-v', rate: () => 0, memory: 1, volume: 2, schedule: placement.ZERO_BUBBLE_V },
  {
    name: 'v-half',
    rate: (p: number, m: number) => (p - 1) / (m + p - 1) / 2,
    memory: 1 / 2,
    volume: 2,
    schedule: null,
  },
  {
    name: 'v-min',
    rate: (p: number, m: number) => ((2 / 3) * (p - 1)) / (m + p - 1),
    memory: 1 / 3,
    volume: 2,
    schedule: null,
  },
] as const;

describe('published bubbles and memory', () => {
  for (const row of PUBLISHED) {
    if (row.schedule === null) continue;
    const { schedule } = row;
    const virtual = schedule === placement.ZERO_BUBBLE_V ? 2 : 1;
    it(`are those of ${row.name}`, () => {
      for (const [p, m] of SIZES) {
        const reference = measure(placement.ONE_FORWARD, p, 1, m, UNIT);
        const run = measure(schedule, p, virtual, m, {
          forward: 1 / virtual,
          inputGradient: 1 / virtual,
          weightGradient: 1 / virtual,
        });
        expect(run.bubble / reference.seconds, `${p} × ${m}`).toBeCloseTo(row.rate(p, m), 12);
        expect(run.memory / reference.memory, `${p} × ${m}`).toBe(row.memory);
        const crossed = Array.from({ length: p * virtual - 1 }, (_, stage) => placement.sendsOn(schedule, stage, p));
        // Each stage but the last sends on; the way up the ranks doubles what crosses each border.
        expect(crossed.filter(Boolean).length / (p - 1)).toBe(row.volume);
      }
    });
  }

  it('are (p−1)(F+B) with 1F1B and GPipe', () => {
    for (const [p, m] of SIZES) {
      const stage = { forward: 1, inputGradient: 1.3, weightGradient: 0.9 };
      expect(measure(placement.ONE_FORWARD, p, 1, m, stage).bubble).toBeCloseTo((p - 1) * 3.2, 9);
      expect(measure(placement.ALL_FORWARD, p, 1, m, stage).bubble).toBeCloseTo((p - 1) * 3.2, 9);
      expect(measure(placement.ALL_FORWARD, p, 1, m, stage).memory).toBe(m);
    }
  });

  it('are (p−1)(F+B)/v with v virtual stages in whole rounds', () => {
    for (const [p, v, m] of [
      [4, 2, 8],
      [8, 4, 32],
      [2, 6, 4],
      [3, 3, 3],
    ] as const) {
      // A chunk takes a v-th of the rank's forward and backward pass.
      expect(
        measure(placement.INTERLEAVED, p, v, m, { forward: 1 / v, inputGradient: 1.2 / v, weightGradient: 0.8 / v })
          .bubble,
      ).toBeCloseTo(((p - 1) * 3) / v, 9);
    }
  });

  it('are (p−1)(F+B−2W) with ZB-H1, B being the whole backward pass', () => {
    for (const [p, m] of SIZES) {
      for (const stage of [
        UNIT,
        { forward: 1, inputGradient: 1.2, weightGradient: 0.9 },
        { forward: 1, inputGradient: 1.5, weightGradient: 0.5 },
      ]) {
        const backward = stage.inputGradient + stage.weightGradient;
        const bubble = (p - 1) * (stage.forward + backward - 2 * stage.weightGradient);
        expect(measure(placement.ZERO_BUBBLE, p, 1, m, stage).bubble).toBeCloseTo(bubble, 9);
      }
    }
  });

  it('are (p/2−1)(F&B+B−3W) and p+1 activations with DualPipe', () => {
    for (const [p, m] of [
      [2, 4],
      [4, 8],
      [8, 16],
      [8, 40],
      [16, 32],
      [16, 128],
    ] as const) {
      for (const stage of [UNIT, { forward: 0.7, inputGradient: 0.7, weightGradient: 0.7 }]) {
        const backward = stage.inputGradient + stage.weightGradient;
        const bubble = (p / 2 - 1) * (stage.forward + backward + backward - 3 * stage.weightGradient);
        const run = measure(placement.DUAL_PIPE, p, 1, m, stage);
        expect(run.bubble, `${p} × ${m}`).toBeCloseTo(bubble, 9);
        // Each activation is of one of the rank's two stages.
        expect(2 * run.memory).toBe(p + 1);
      }
    }
  });
});

describe('schedules', () => {
  for (const kind of SCHEDULES) {
    it(`run every pass once, apart on a rank and after what it needs, with ${kind.name}`, () => {
      fc.assert(
        fc.property(layeredRuns(kind, { min: 0, max: 5 }, 9), (run) => {
          const { schedule, ranks, virtual, microBatches, delay, stages } = run;
          setStages(stages);
          expect(simulatePipeline(schedule, ranks, virtual, microBatches, delay)).toBeGreaterThan(0);
          const passes = readPasses(run);
          const ends = { forward: new Map<string, number>(), backward: new Map<string, number>() };
          const weights = new Set<string>();
          const key = (stage: number, microBatch: number) => `${stage} ${microBatch}`;
          for (const of of passes) {
            let free = 0;
            for (const pass of of) {
              const { kind: what, stage, microBatch, start, end } = pass;
              // The two passes of a pair share their seconds.
              const together = of.some((other) => other !== pass && other.end === end && other.start === start);
              if (!together) expect(start).toBeGreaterThanOrEqual(free - 1e-9);
              free = end;
              const seen = what === WEIGHT_GRADIENT ? weights : what === FORWARD ? ends.forward : ends.backward;
              expect(seen.has(key(stage, microBatch))).toBe(false);
              if (what === WEIGHT_GRADIENT) weights.add(key(stage, microBatch));
              else (what === FORWARD ? ends.forward : ends.backward).set(key(stage, microBatch), end);
            }
          }
          const all = ranks * virtual * microBatches;
          expect([ends.forward.size, ends.backward.size]).toEqual([all, all]);
          for (const pass of passes.flat()) {
            const { kind: what, stage, microBatch, start } = pass;
            const travel = (from: number) => (placement.sendsOn(schedule, from, ranks) ? delay : 0);
            if (what === WEIGHT_GRADIENT) {
              expect(start).toBeGreaterThanOrEqual((ends.backward.get(key(stage, microBatch)) ?? 0) - 1e-9);
            } else if (isBackward(pass)) {
              const before =
                stage === ranks * virtual - 1
                  ? ends.forward.get(key(stage, microBatch))
                  : (ends.backward.get(key(stage + 1, microBatch)) ?? 0) + travel(stage);
              expect(start).toBeGreaterThanOrEqual((before ?? 0) - 1e-9);
            } else if (stage > 0) {
              const before = (ends.forward.get(key(stage - 1, microBatch)) ?? 0) + travel(stage - 1);
              expect(start).toBeGreaterThanOrEqual(before - 1e-9);
            }
          }
        }),
        { numRuns: 60, seed: 5 },
      );
    });

    it(`hold as many activations as memory is planned for, with ${kind.name}`, () => {
      for (const virtual of kind.virtual) {
        for (const ranks of [2, 4, 6, 8]) {
          for (const m of [1, 2, 3, ranks - 1, ranks, ranks + 1, 2 * ranks - 1, 2 * ranks, 3 * ranks + 1]) {
            setStages(evenStages(ranks * virtual));
            simulatePipeline(kind.schedule, ranks, virtual, m, 0);
            const held = readPasses({ schedule: kind.schedule, ranks, virtual, microBatches: m }).map((of) =>
              mostHeld(kind.schedule, virtual, of),
            );
            const planned = held.map((_, rank) => inFlight(kind.schedule, rank, ranks, virtual, m));
            expect(held, `${ranks} × ${virtual} × ${m}`).toEqual(planned);
          }
        }
      }
    });

    it(`never end before the slowest rank has done its work, with ${kind.name}`, () => {
      fc.assert(
        fc.property(
          layeredRuns(kind, { min: 0, max: 4 }, 8),
          ({ schedule, ranks, virtual, microBatches, delay, stages }) => {
            setStages(stages);
            const seconds = simulatePipeline(schedule, ranks, virtual, microBatches, delay);
            const share = placement.chunkShare(schedule);
            for (let rank = 0; rank < ranks; rank += 1) {
              let busy = 0;
              for (let chunk = 0; chunk < placement.chunksOnRank(schedule, virtual); chunk += 1) {
                const times = stages[placement.stageOnRank(schedule, rank, chunk, ranks)];
                if (times) busy += times.forward + times.inputGradient + times.weightGradient;
              }
              const whole = share < 1 ? microBatches - (microBatches % 2) : microBatches;
              expect(seconds).toBeGreaterThanOrEqual(busy * share * whole - 1e-9 * seconds);
            }
          },
        ),
        { numRuns: 60, seed: 6 },
      );
    });
  }
});
