/**
 * How far an estimate may be off: normalised conformal prediction. The local scale of an estimate is the mean size of the errors that
 * comparable runs had when everything tuned was tuned without their publisher; each publisher's series counts at most once, however many
 * rows it has, and what lies far away counts little, so that the scale falls back on a wide prior where nothing comparable was
 * measured. One factor, the same for all, then makes the band hold the wanted share of the held-out runs.
 */

import { quantile } from './quantile.ts';
import { measureDistance, type RunFeatures } from './run-features.ts';

/** One published run with the error of a prediction that had not seen its publisher. */
export interface HeldOutRun {
  readonly features: RunFeatures;
  /** Publisher's series. */
  readonly family: string;
  /** ln(predicted ÷ measured). */
  readonly logError: number;
}

/** Share of the runs that the band is meant to hold. */
export const BAND_SHARE = 0.8;
/** Distance over which a run's say falls to a third. */
const REACH = 0.5;
/** Say of the prior, in publishers that measured the very same thing. */
const PRIOR_SAY = 0.35;
/** Say of a publisher against that of its rows: one row at no distance has half of the full say. */
const HALF_SAY = 1;

/** What is known about errors around one run. */
export interface Surroundings {
  /** By publisher's series: the summed nearness of its rows, and their mean error size weighed by it. */
  readonly families: ReadonlyMap<string, { readonly nearness: number; readonly errorSize: number }>;
}

/** Looks at the errors around a run. */
export function lookAround(at: RunFeatures, runs: readonly HeldOutRun[]): Surroundings {
  const sums = new Map<string, { nearness: number; weighted: number }>();
  for (const { features, family, logError } of runs) {
    const nearness = Math.exp(-measureDistance(at, features) / REACH);
    const sum = sums.get(family) ?? { nearness: 0, weighted: 0 };
    sum.nearness += nearness;
    sum.weighted += nearness * Math.abs(logError);
    sums.set(family, sum);
  }
  return {
    families: new Map(
      [...sums].map(([family, { nearness, weighted }]) => [
        family,
        { nearness, errorSize: nearness === 0 ? 0 : weighted / nearness },
      ]),
    ),
  };
}

/** The local scale of errors and who says so. */
export interface LocalScale {
  /** A size of ln(predicted ÷ measured). */
  readonly size: number;
  /** By publisher's series: the share of its say, and its errors. */
  readonly says: readonly { readonly family: string; readonly share: number; readonly errorSize: number }[];
  /** Share of the prior's say. */
  readonly priorShare: number;
}

/** The local scale of errors; series in `without` are left out. */
export function scaleOf(around: Surroundings, priorSize: number, without: ReadonlySet<string>): LocalScale {
  const says = [...around.families]
    .filter(([family]) => !without.has(family))
    .map(([family, { nearness, errorSize }]) => ({ family, say: nearness / (nearness + HALF_SAY), errorSize }));
  const total = says.reduce((sum, { say }) => sum + say, PRIOR_SAY);
  return {
    size: says.reduce((sum, { say, errorSize }) => sum + say * errorSize, PRIOR_SAY * priorSize) / total,
    says: says.map(({ family, say, errorSize }) => ({ family, share: say / total, errorSize })),
    priorShare: PRIOR_SAY / total,
  };
}

/** Error size to expect where nothing comparable was measured: that of the publishers on whom the predictions do worse than on most. */
export function findPriorSize(runs: readonly HeldOutRun[], without: ReadonlySet<string>): number {
  const sizes = new Map<string, number[]>();
  for (const { family, logError } of runs) {
    if (!without.has(family)) sizes.set(family, [...(sizes.get(family) ?? []), Math.abs(logError)]);
  }
  return (
    quantile(
      [...sizes.values()].map((values) => quantile(values, 0.5) ?? 0),
      0.75,
    ) ?? 1
  );
}
