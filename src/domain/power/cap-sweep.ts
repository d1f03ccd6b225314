/** What power caps cost in speed and save in power, energy and money. */
import type { PowerInputs } from '../assumptions/power-inputs.ts';
import type { Estimate } from '../estimate/estimate.ts';

/** The run under one cap. */
export interface PowerCapRow {
  readonly capWatts: number;
  /** Clock of the compute units ÷ without a cap. */
  readonly clockShare: number;
  readonly stepSeconds: number;
  readonly wallSeconds: number;
  readonly averageFacilityWatts: number;
  readonly peakFacilityWatts: number;
  readonly energyJoules: number;
  readonly energyJoulesPerToken: number;
  readonly rentedUsdPerMillionTokens: number;
  readonly ownedUsdPerMillionTokens: number;
  readonly operationalCarbonKg: number;
  /** Whether all drawn limits hold. */
  readonly fitsLimits: boolean;
}

/** The caps of a sweep with the least of each; null where no cap does. */
export interface BestCaps {
  readonly energyWatts: number | null;
  readonly rentedWatts: number | null;
  readonly ownedWatts: number | null;
  /** The fastest with which all drawn limits hold. */
  readonly fitsLimitsWatts: number | null;
}

const STEPS = 12;

/** Caps to look at, ascending: even steps from the lowest to the limit, and those that are asked for. */
export function listCaps(power: PowerInputs, more: readonly (number | null)[]): readonly number[] {
  const { acceleratorLowestCapWatts: lowest, acceleratorLimitWatts: limit, acceleratorPeakWatts: inForce } = power;
  const caps = new Set([lowest, limit, inForce]);
  for (let step = 1; step < STEPS; step++) {
    // Whole watts, as people set them.
    const cap = Math.round(lowest + ((limit - lowest) * step) / STEPS);
    if (cap > lowest && cap < limit) caps.add(cap);
  }
  for (const cap of more) if (cap !== null && cap >= lowest && cap <= limit) caps.add(cap);
  return [...caps].sort((a, b) => a - b);
}

/** One cap of a sweep. */
export function toCapRow(capWatts: number, estimate: Estimate, tokens: number, fitCap: number | null): PowerCapRow {
  const { power, cost, step, run } = estimate;
  const millions = tokens / 1e6;
  return {
    capWatts,
    clockShare: power.clockShare,
    stepSeconds: step.seconds,
    wallSeconds: run.wallSeconds,
    averageFacilityWatts: power.averageFacilityWatts,
    peakFacilityWatts: power.peakFacilityWatts,
    energyJoules: power.energyJoules,
    energyJoulesPerToken: power.energyJoules / tokens,
    rentedUsdPerMillionTokens: cost.rented.totalUsd / millions,
    ownedUsdPerMillionTokens: cost.owned.totalUsd / millions,
    operationalCarbonKg: power.operationalCarbonKg,
    fitsLimits: fitCap !== null && capWatts <= fitCap * (1 + 1e-9),
  };
}

/** The best caps of a sweep; of equals the higher one, which is the faster. */
export function findBestCaps(rows: readonly PowerCapRow[]): BestCaps {
  const least = (of: (row: PowerCapRow) => number): number | null => {
    let best: PowerCapRow | null = null;
    for (const row of rows) if (best === null || of(row) <= of(best)) best = row;
    return best?.capWatts ?? null;
  };
  const fitting = rows.filter(({ fitsLimits }) => fitsLimits);
  return {
    energyWatts: least((row) => row.energyJoules),
    rentedWatts: least((row) => row.rentedUsdPerMillionTokens),
    ownedWatts: least((row) => row.ownedUsdPerMillionTokens),
    fitsLimitsWatts: fitting.at(-1)?.capWatts ?? null,
  };
}

/** The highest cap with which limits hold, for `toCapRow`: without end where none is needed. */
export function fitCapOf(fit: { readonly status: string; readonly capWatts: number | null }): number | null {
  return fit.status === 'impossible' ? null : (fit.capWatts ?? Number.POSITIVE_INFINITY);
}
