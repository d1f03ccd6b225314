/**
 * What capital costs per year. Annuity: (C − S (1 + i)^−n) · i / (1 − (1 + i)^−n) with salvage S after n years at interest i, the
 * capital-recovery factor of engineering economics; it splits into straight-line depreciation (C − S)/n and interest.
 */
import { exponential, exponentialMinusOne } from '../reliability/exponential.ts';
import { logarithmOfOnePlus } from '../reliability/logarithm.ts';

const NO_INTEREST: f64 = 1e-15;

/** Depreciation per year, the same each year. */
export function straightLinePerYear(capitalUsd: f64, residualFraction: f64, years: f64): f64 {
  return (capitalUsd * (1.0 - residualFraction)) / years;
}

/** Equal yearly payment that covers depreciation and interest. */
export function annuityPerYear(capitalUsd: f64, residualFraction: f64, years: f64, interestPerYear: f64): f64 {
  // Below it the two differ by less than the last digit, and the quotient would lose all of its own.
  if (interestPerYear < NO_INTEREST) return straightLinePerYear(capitalUsd, residualFraction, years);
  const growth = years * logarithmOfOnePlus(interestPerYear);
  const factor = interestPerYear / -exponentialMinusOne(-growth);
  return capitalUsd * (1.0 - residualFraction * exponential(-growth)) * factor;
}
