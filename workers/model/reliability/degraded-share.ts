/**
 * Share of training time that is lost while parts are out which slow the job but do not stop it. Parts out at one moment are
 * Poisson-distributed with mean rate × repair time; each leaves the speed fraction f, and if those of several multiply, the expected
 * speed is e^(−Σ rate × repair × (1 − f)). Where few are out at once, which is what this is for, that is 1 − Σ rate × repair × (1 − f),
 * whatever several of them do together.
 */
import { exponentialMinusOne } from './exponential.ts';

/** Share lost, from the sum of rate × repair time × (1 − speed fraction) over the causes. */
export function degradedShare(slowedPartsAtOnce: f64): f64 {
  return -exponentialMinusOne(-slowedPartsAtOnce);
}
