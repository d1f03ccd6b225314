/** What renting and owning cost, over the share of use and over the years: two lines each, and where they cross. */
import type { CostEstimate } from '../estimate/cost-estimate.ts';

const HOURS_PER_YEAR = 8760;
const POINTS = 60;
/** Shares of use that are drawn. */
const LEAST_USE = 0.1;

/** Two lines over one measure. Money in US dollars. */
export interface BreakEvenCurves {
  readonly points: readonly { readonly at: number; readonly rentUsd: number; readonly ownUsd: number }[];
  /** Where they cross; null = not within what is drawn, or nowhere. */
  readonly crossing: number | null;
}

/** Price of an hour in use of one accelerator, over the share of the calendar in use. */
export function curvesOverUse({ breakEven }: Pick<CostEstimate, 'breakEven'>, accelerators: number): BreakEvenCurves {
  const { rentUsdPerHourInUse, ownedFixedUsdPerYear, electricityUsdPerHour, utilization } = breakEven;
  const points = Array.from({ length: POINTS + 1 }, (_, index) => {
    const at = LEAST_USE + ((1 - LEAST_USE) * index) / POINTS;
    const ownUsd = (ownedFixedUsdPerYear / (HOURS_PER_YEAR * at) + electricityUsdPerHour) / accelerators;
    return { at, rentUsd: rentUsdPerHourInUse / accelerators, ownUsd };
  });
  return { points, crossing: utilization >= LEAST_USE && utilization <= 1 ? utilization : null };
}

/**
 * What has been spent after so many years at the plan's share of use, worth today: the capital at once, everything else at the end of each
 * year with the plan's interest. What could be sold is left out.
 */
export function curvesOverYears(
  { breakEven, capitalUsedUsd, capitalRecoveryUsdPerYear }: CostEstimate,
  plan: { readonly utilization: number; readonly interestPerYear: number; readonly years: number },
): BreakEvenCurves {
  const hours = HOURS_PER_YEAR * plan.utilization;
  const rentPerYear = breakEven.rentUsdPerHourInUse * hours;
  const runningPerYear =
    breakEven.ownedFixedUsdPerYear - capitalRecoveryUsdPerYear + breakEven.electricityUsdPerHour * hours;
  const points = Array.from({ length: POINTS + 1 }, (_, index) => {
    const at = (plan.years * index) / POINTS;
    const worth = presentYears(at, plan.interestPerYear);
    return { at, rentUsd: rentPerYear * worth, ownUsd: capitalUsedUsd + runningPerYear * worth };
  });
  return { points, crossing: breakEven.paybackYears <= plan.years ? breakEven.paybackYears : null };
}

/** What a dollar a year over so many years is worth today. */
function presentYears(years: number, interest: number): number {
  return interest > 1e-9 ? -Math.expm1(-years * Math.log1p(interest)) / interest : years;
}
