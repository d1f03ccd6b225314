/** Finds the one factor that makes bands hold their share, and checks by cross-validation over publishers that they do. */
import { BAND_SHARE, findPriorSize, type HeldOutRun, lookAround, type Surroundings, scaleOf } from './error-scale.ts';
import { quantile } from './quantile.ts';

/** One run's band as it was when nothing of its publisher was known: neither in the tuned numbers nor in the band's own scale and factor. */
export interface HeldOutBand {
  /** Half the band's width as a size of ln(predicted ÷ measured). */
  readonly halfWidth: number;
  readonly isInside: boolean;
}

/** What the cross-validation found. */
export interface BandCheck {
  /** Band half-widths are this times the local scale. */
  readonly factor: number;
  readonly priorSize: number;
  /** In the order of the runs. */
  readonly bands: readonly HeldOutBand[];
  /** Share of the runs inside their band. */
  readonly coverage: number | null;
}

/** Checks the bands of all runs. */
export function crossValidateBand(runs: readonly HeldOutRun[]): BandCheck {
  const families = [...new Set(runs.map((run) => run.family))];
  const around = runs.map((run) => lookAround(run.features, runs));
  const bands: HeldOutBand[] = runs.map(() => ({ halfWidth: Number.NaN, isInside: false }));
  for (const family of families) {
    const { factor, priorSize } = findFactor(runs, around, family);
    const without = new Set([family]);
    runs.forEach((run, at) => {
      if (run.family !== family) return;
      const surroundings = around[at];
      if (surroundings === undefined) return;
      const halfWidth = factor * scaleOf(surroundings, priorSize, without).size;
      bands[at] = { halfWidth, isInside: Math.abs(run.logError) <= halfWidth };
    });
  }
  const { factor, priorSize } = findFactor(runs, around, null);
  const inside = bands.filter(({ isInside }) => isInside).length;
  return { factor, priorSize, bands, coverage: runs.length === 0 ? null : inside / runs.length };
}

/** The factor from all runs but those of one publisher; each run's scale rests on other publishers than its own. */
function findFactor(
  runs: readonly HeldOutRun[],
  around: readonly Surroundings[],
  left: string | null,
): { readonly factor: number; readonly priorSize: number } {
  const prior = findPriorSize(runs, new Set(left === null ? [] : [left]));
  const scores = runs.flatMap((run, at) => {
    const surroundings = around[at];
    if (surroundings === undefined || run.family === left) return [];
    const without = new Set(left === null ? [run.family] : [run.family, left]);
    return [Math.abs(run.logError) / scaleOf(surroundings, prior, without).size];
  });
  return { factor: quantile(scores, BAND_SHARE) ?? Number.POSITIVE_INFINITY, priorSize: prior };
}
