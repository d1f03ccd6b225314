/**
 * Years after which what was bought has cost less than renting would have: discounted payback. Equal savings A at the end of each year
 * are worth A (1 − (1 + i)^−n)/i today; they reach the capital C at n = −ln(1 − iC/A) / ln(1 + i). What could be sold then is left out.
 * The inverse of the annuity without salvage: where the saving is the annuity over n years, the answer is n.
 */
import { logarithm, logarithmOfOnePlus } from '../reliability/logarithm.ts';

const NO_INTEREST: f64 = 1e-9;

/** Years; infinite when the savings never reach the capital with its interest. */
export function paybackYears(capitalUsd: f64, savedUsdPerYear: f64, interestPerYear: f64): f64 {
  if (capitalUsd <= 0.0) return 0.0;
  if (savedUsdPerYear <= 0.0) return Infinity;
  const plain = capitalUsd / savedUsdPerYear;
  // Below it the two differ by less than what the quotient loses.
  if (interestPerYear < NO_INTEREST) return plain;
  const owed = interestPerYear * plain;
  if (owed >= 1.0) return Infinity;
  return -logarithm(1.0 - owed) / logarithmOfOnePlus(interestPerYear);
}
