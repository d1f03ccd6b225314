import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../random/seeded-random.ts';
import { applyCalibration, calibrate } from './calibrate.ts';
import { DEFAULT_PRIOR, estimatePrior, medianOf } from './calibration-prior.ts';
import type { Calibration, CalibrationRun } from './calibration-types.ts';
import type { MultiplierId } from './multipliers.ts';

const SENSITIVITIES = { matmulRate: -0.7, memoryRate: -0.1, hostTime: 0.05, stepTime: 1, 'bandwidth.1': -0.1 } as const;

/** A run that took `ratio` times what was predicted. */
function runOf(ratio: number, more: Partial<CalibrationRun> = {}): CalibrationRun {
  return { predictedSeconds: 10, measuredSeconds: 10 * ratio, sensitivities: SENSITIVITIES, ...more };
}

/** By how much of the error a step moves, 0–1. */
function movedShare(runs: readonly CalibrationRun[], ratio: number): number {
  const { seconds } = applyCalibration(calibrate(runs, DEFAULT_PRIOR), runOf(ratio));
  return Math.log(seconds / 10) / Math.log(ratio);
}

function factorOf(calibration: Calibration, id: MultiplierId): number {
  return calibration.multipliers.find((each) => each.id === id)?.factor ?? 1;
}

describe('calibrate', () => {
  it('moves nothing without a run, and says what is unknown', () => {
    const calibration = calibrate([], DEFAULT_PRIOR);
    expect(calibration.multipliers).toEqual([]);
    const step = applyCalibration(calibrate([runOf(Number.NaN)], DEFAULT_PRIOR), runOf(1));
    expect(step.seconds).toBe(10);
    expect(step.deviationAfter).toBeCloseTo(step.deviationBefore, 12);
  });

  it('moves little for one run and much for ten that agree', () => {
    const one = movedShare([runOf(1.1)], 1.1);
    const three = movedShare(new Array(3).fill(runOf(1.1)), 1.1);
    const ten = movedShare(new Array(10).fill(runOf(1.1)), 1.1);
    expect(one).toBeGreaterThan(0.2);
    expect(one).toBeLessThan(0.6);
    expect(three).toBeGreaterThan(one + 0.1);
    expect(ten).toBeGreaterThan(0.85);
    expect(ten).toBeLessThan(1);
  });

  it('counts repeats of one configuration once', () => {
    const repeats = new Array(10).fill(runOf(1.1, { configuration: 'same' }));
    expect(movedShare(repeats, 1.1)).toBeCloseTo(movedShare([runOf(1.1)], 1.1), 9);
    expect(calibrate(repeats, DEFAULT_PRIOR).effectiveRuns).toBeCloseTo(1, 9);
  });

  it('does not follow a run that disagrees with all others', () => {
    const good = new Array(6).fill(runOf(1.05));
    const calibration = calibrate([...good, runOf(60)], DEFAULT_PRIOR);
    const { seconds } = applyCalibration(calibration, runOf(1));
    expect(seconds).toBeGreaterThan(10.2);
    expect(seconds).toBeLessThan(10.8);
    expect(movedShare([runOf(60)], 60)).toBeLessThan(0.05);
  });

  it('tells apart what runs of different kinds tell apart', () => {
    const random = createSeededRandom(4);
    const truth = { matmulRate: Math.log(0.9), 'bandwidth.1': Math.log(0.6) };
    const runs = Array.from({ length: 40 }, () => {
      const network = random.next() * 0.6;
      const sensitivities = { matmulRate: -(0.9 - network), 'bandwidth.1': -network, stepTime: 1 };
      const log = sensitivities.matmulRate * truth.matmulRate + sensitivities['bandwidth.1'] * truth['bandwidth.1'];
      return { predictedSeconds: 2, measuredSeconds: 2 * Math.exp(log + 0.01 * (random.next() - 0.5)), sensitivities };
    });
    const calibration = calibrate(runs, DEFAULT_PRIOR);
    expect(factorOf(calibration, 'bandwidth.1')).toBeLessThan(0.75);
    expect(factorOf(calibration, 'bandwidth.1')).toBeGreaterThan(0.5);
    const { deviation, priorDeviation } = calibration.multipliers.find(({ id }) => id === 'bandwidth.1') ?? {};
    expect(deviation).toBeLessThan((priorDeviation ?? 0) / 3);
    expect(calibration.runDeviation).toBeLessThan(DEFAULT_PRIOR.runNoise / 2);
  });

  it('takes a table’s word for the constant that it measures, and for no other', () => {
    const calibration = calibrate([], DEFAULT_PRIOR, [
      { multiplier: 'bandwidth.0', logFactor: Math.log(0.8), deviation: 0.05 },
      { multiplier: 'latency.0', logFactor: Number.NaN, deviation: 0.1 },
    ]);
    expect(factorOf(calibration, 'bandwidth.0')).toBeCloseTo(0.8, 1);
    expect(factorOf(calibration, 'latency.0')).toBe(1);
  });

  it('gives the same whatever the order, never a number that is none, and never more doubt than before', () => {
    const slope = fc.double({ min: -1, max: 1, noNaN: true });
    const run = fc.record({
      predictedSeconds: fc.double(),
      measuredSeconds: fc.double(),
      sensitivities: fc.record({ matmulRate: slope, stepTime: fc.double(), 'latency.2': slope }),
    });
    const usual = fc
      .record({ ratio: fc.double({ min: 0.3, max: 3, noNaN: true }), slope })
      .map((each) => runOf(each.ratio, { sensitivities: { stepTime: 1, matmulRate: each.slope } }));
    fc.assert(
      fc.property(fc.array(fc.oneof(run, usual), { maxLength: 12 }), (runs) => {
        const calibration = calibrate(runs, DEFAULT_PRIOR);
        const turned = calibrate([...runs].reverse(), DEFAULT_PRIOR);
        calibration.multipliers.forEach(({ factor, deviation, priorDeviation, id }) => {
          expect(factor).toBeGreaterThan(0);
          expect(Number.isFinite(factor)).toBe(true);
          expect(deviation).toBeLessThanOrEqual(priorDeviation * (1 + 1e-9));
          expect(factorOf(turned, id)).toBeCloseTo(factor, 5);
        });
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});

describe('estimatePrior', () => {
  it('finds how far sources and runs scatter', () => {
    const random = createSeededRandom(9);
    const normal = () => Array.from({ length: 12 }, () => random.next()).reduce((sum, value) => sum + value, -6);
    const sources = Array.from({ length: 300 }, () => {
      const bias = 0.1 * normal();
      return Array.from({ length: 30 }, () => runOf(Math.exp(bias + 0.04 * normal())));
    });
    const prior = estimatePrior(sources);
    expect(prior.widths.stepTime).toBeCloseTo(0.1, 1);
    expect(prior.widths.stepTime / prior.runNoise).toBeGreaterThan(2);
    expect(prior.runNoise).toBeCloseTo(0.04, 2);
    expect(estimatePrior(sources.slice(0, 2))).toBe(DEFAULT_PRIOR);
  });

  it('helps on sources that it has not seen, and does no harm with one run', () => {
    const random = createSeededRandom(21);
    const normal = () => Array.from({ length: 12 }, () => random.next()).reduce((sum, value) => sum + value, -6);
    const sources = Array.from({ length: 40 }, () => {
      const bias = 0.08 * normal();
      // One run in eight is not what the model describes.
      return Array.from({ length: 24 }, () =>
        runOf(Math.exp(bias + 0.05 * normal() + (random.chance(0.12) ? normal() : 0))),
      );
    });
    const errorWith = (count: number): number =>
      medianOf(
        sources.map((runs, held) => {
          const prior = estimatePrior(sources.filter((_, at) => at !== held));
          const draws = [0, 1, 2, 3].map((draw) => {
            const calibration = calibrate(runs.slice(draw, draw + count), prior);
            const errors = runs.slice(12).map((run) => {
              const { seconds } = applyCalibration(calibration, run);
              return Math.abs(seconds / run.measuredSeconds - 1);
            });
            return medianOf(errors);
          });
          return draws.reduce((sum, error) => sum + error, 0) / draws.length;
        }),
      );
    const [none, one, eight] = [errorWith(0), errorWith(1), errorWith(8)];
    expect(one).toBeLessThan(none);
    expect(eight).toBeLessThan(one);
  });
});
