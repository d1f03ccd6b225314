/**
 * What is known before anybody measures: how far the constants of one cluster lie from the model's, and how far single runs scatter
 * around it. Both as natural logarithms.
 */
import type { CalibrationPrior, CalibrationRun } from './calibration-types.ts';

/**
 * How far each sort of constant differs between clusters and releases. Set by hand: kernel rates of the same accelerator differ by some
 * per cent between clocks and library releases, attention kernels and unfused passes by more, host times and latencies by half. All six
 * at two thirds of this left unseen sources of published runs further off (10 runs: 5.8 % in place of 5.4 % at the median).
 */
const TERM_WIDTHS = {
  matmulRate: 0.075,
  attentionRate: 0.22,
  memoryRate: 0.15,
  hostTime: 0.45,
  bandwidth: 0.3,
  latency: 0.45,
} as const;

/** Of a normal distribution, standard deviation ÷ median distance from its middle. */
const NORMAL_SCALE = 1.4826;

/**
 * What the page takes: {@link estimatePrior} of the published runs, each source predicted by a model that was tuned without it
 * (22 sources with 11 rows or more).
 */
export const DEFAULT_PRIOR: CalibrationPrior = { widths: { ...TERM_WIDTHS, stepTime: 0.06 }, runNoise: 0.08 };

/** Least scale that is believed, of a logarithm: a step time is not known better. */
const LEAST_SCALE = 0.01;

/**
 * The prior that sources of measured runs support (empirical Bayes by robust moments): the width of the step factor is the median distance
 * of the sources' middles from the model, the noise the median over sources of the runs' distances from their source's middle.
 * Sources of fewer than four runs say nothing of scatter and are left out; with fewer than three sources it is {@link DEFAULT_PRIOR}.
 */
export function estimatePrior(sources: readonly (readonly CalibrationRun[])[]): CalibrationPrior {
  const errors = sources
    .map((runs) => runs.map((run) => Math.log(run.measuredSeconds / run.predictedSeconds)).filter(Number.isFinite))
    .filter((logs) => logs.length >= 4);
  if (errors.length < 3) return DEFAULT_PRIOR;
  const middles = errors.map(medianOf);
  const scatters = errors.map((logs, source) => medianOf(logs.map((log) => Math.abs(log - (middles[source] ?? 0)))));
  return {
    widths: { ...TERM_WIDTHS, stepTime: Math.max(LEAST_SCALE, NORMAL_SCALE * medianOf(middles.map(Math.abs))) },
    runNoise: Math.max(LEAST_SCALE, NORMAL_SCALE * medianOf(scatters)),
  };
}

/** The middle of some numbers; the mean of the two in the middle of an even count. NaN of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.floor(half)] ?? Number.NaN) + (sorted[Math.ceil(half) - 1] ?? Number.NaN)) / 2;
}
