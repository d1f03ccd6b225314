/** Laws of power within a step, over made-up steps. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StepTimeline, TIMELINE_KINDS, type TimelineKind } from '../estimate/step-timeline.ts';
import { measureSwing } from './measure-swing.ts';
import { findSpectrum } from './spectrum.ts';
import type { StepLevels } from './step-levels.ts';
import { sumTraces, traceStep } from './step-trace.ts';

const LEVELS: StepLevels = { forward: 600, backward: 600, data: 170, optimizer: 100, waiting: 80 };
type Box = readonly [rank: number, kind: TimelineKind, start: number, end: number];

function timelineOf(ranks: number, seconds: number, boxes: readonly Box[]): StepTimeline {
  const column = (of: (box: Box) => number): Float64Array => Float64Array.from(boxes, of);
  return {
    ranks,
    virtualStages: 1,
    microBatches: 1,
    seconds,
    boxes: {
      rank: column(([rank]) => rank),
      kind: column(([, kind]) => TIMELINE_KINDS.indexOf(kind)),
      microBatch: column(() => 0),
      stage: column(() => 0),
      startSeconds: column(([, , start]) => start),
      endSeconds: column(([, , , end]) => end),
    },
    memory: { rank: new Float64Array(), seconds: new Float64Array(), bytes: new Float64Array() },
  };
}

/** Steps of some ranks: boxes one after the other, with waits between them. */
const arbitraryStep = fc
  .array(
    fc.array(
      fc.tuple(
        fc.constantFrom(...TIMELINE_KINDS),
        fc.double({ min: 0.001, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
      ),
      { minLength: 1, maxLength: 12 },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((ranks) => {
    const boxes: Box[] = [];
    let seconds = 0;
    ranks.forEach((parts, rank) => {
      let at = 0;
      for (const [kind, length, wait] of parts) {
        boxes.push([rank, kind, at, at + length]);
        at += length + wait;
      }
      seconds = Math.max(seconds, at);
    });
    return timelineOf(ranks.length, seconds, boxes);
  });

const energyOf = (timeline: StepTimeline): number => {
  const { rank, kind, startSeconds, endSeconds } = timeline.boxes;
  let joules = timeline.ranks * timeline.seconds * LEVELS.waiting;
  for (let box = 0; box < rank.length; box++) {
    const name = TIMELINE_KINDS[kind[box] ?? 0] ?? 'idle';
    const watts = { forward: 600, recompute: 600, 'data-communication': 170, optimizer: 100, idle: 80 } as Record<
      string,
      number
    >;
    joules += ((endSeconds[box] ?? 0) - (startSeconds[box] ?? 0)) * ((watts[name] ?? 600) - LEVELS.waiting);
  }
  return joules;
};

const measure = (timeline: StepTimeline, smoothing = 0.02, counts?: readonly number[]) => {
  const trace = traceStep(timeline, LEVELS, timeline.seconds, smoothing);
  const watts = sumTraces(trace, counts ?? trace.byRank.map(() => 1), 0);
  return measureSwing(watts, timeline.seconds, smoothing);
};

describe('power within a step', () => {
  it('has the energy of its parts', () => {
    fc.assert(
      fc.property(arbitraryStep, (timeline) => {
        const { averageWatts } = measure(timeline);
        expect(averageWatts * timeline.seconds).toBeCloseTo(energyOf(timeline), 5);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('swings by no more than peak less idle, with the average between', () => {
    fc.assert(
      fc.property(arbitraryStep, (timeline) => {
        const swing = measure(timeline);
        const [idle, most] = [timeline.ranks * LEVELS.waiting, timeline.ranks * LEVELS.backward];
        expect(swing.amplitudeWatts).toBeLessThanOrEqual((most - idle) * (1 + 1e-9));
        expect(swing.amplitudeWatts).toBeLessThanOrEqual((swing.peakWatts - idle) * (1 + 1e-9) + 1e-6);
        expect(swing.averageWatts).toBeGreaterThanOrEqual(swing.troughWatts * (1 - 1e-9));
        expect(swing.averageWatts).toBeLessThanOrEqual(swing.peakWatts * (1 + 1e-9));
        // Nothing can change faster than all of it within what supplies even out.
        expect(swing.rampWattsPerSecond).toBeLessThanOrEqual(((most - idle) / 0.02) * 1.5 + 1e-6);
      }),
      { seed: 6, numRuns: 60 },
    );
  });

  it('swings no more where more is evened out', () => {
    fc.assert(
      fc.property(arbitraryStep, (timeline) => {
        const [little, much] = [measure(timeline, 0.01), measure(timeline, timeline.seconds)];
        expect(much.amplitudeWatts).toBeLessThanOrEqual(little.amplitudeWatts + 1e-6);
        expect(much.amplitudeWatts).toBeLessThanOrEqual(1e-6 * much.peakWatts);
      }),
      { seed: 7, numRuns: 30 },
    );
  });

  it('does not swing where nobody waits and nothing but passes runs', () => {
    const swing = measure(
      timelineOf(2, 4, [
        [0, 'forward', 0, 1],
        [0, 'backward', 1, 4],
        [1, 'backward', 0, 3],
        [1, 'forward', 3, 4],
      ]),
    );
    expect(swing.amplitudeWatts).toBe(0);
    expect(swing.rampWattsPerSecond).toBe(0);
    expect(swing.strongestHz).toBeNull();
    expect(swing.averageWatts).toBeCloseTo(1200, 9);
  });

  it('swings in full where all wait at once, and by less where ranks take turns', () => {
    const together = measure(
      timelineOf(2, 4, [
        [0, 'forward', 0, 2],
        [1, 'forward', 0, 2],
      ]),
    );
    const inTurns = measure(
      timelineOf(2, 4, [
        [0, 'forward', 0, 2],
        [1, 'forward', 2, 4],
      ]),
    );
    expect(together.amplitudeWatts).toBeCloseTo(2 * (600 - 80), 6);
    expect(inTurns.amplitudeWatts).toBeCloseTo(0, 6);
    // A rack that holds one of the two ranks alone swings in full all the same.
    const alone = measure(timelineOf(2, 4, [[0, 'forward', 0, 2]]), 0.02, [1, 0]);
    expect(alone.amplitudeWatts).toBeCloseTo(600 - 80, 6);
  });

  it('finds the frequency of what repeats within a step', () => {
    const boxes = Array.from({ length: 8 }, (_, at): Box => [0, 'forward', at * 0.5, at * 0.5 + 0.25]);
    const swing = measure(timelineOf(1, 4, boxes));
    expect(swing.stepHz).toBe(0.25);
    expect(swing.strongestHz).toBe(2);
    // The first harmonic of a square wave is 4/π of its way.
    expect(swing.strongestWatts / (600 - 80)).toBeCloseTo(4 / Math.PI, 2);
  });
});

describe('the spectrum', () => {
  it('finds sines by their number and amplitude', () => {
    const values = Float64Array.from({ length: 256 }, (_, at) => {
      const turn = (2 * Math.PI * at) / 256;
      return 5 + 3 * Math.sin(7 * turn) + 2 * Math.cos(31 * turn);
    });
    const spectrum = findSpectrum(values);
    expect(spectrum[0]).toBeCloseTo(5, 10);
    expect(spectrum[7]).toBeCloseTo(3, 10);
    expect(spectrum[31]).toBeCloseTo(2, 10);
    expect(spectrum[8]).toBeCloseTo(0, 10);
  });
});
