/**
 * How many machines to keep ready: failures that are under repair at one moment are Poisson-distributed with mean rate × repair time
 * (Little's law; Palm's theorem), so the spares must reach its quantile. ByteRobust sizes its standby machines for the 99th
 * percentile (arXiv 2509.16293).
 */
import { exponential } from './exponential.ts';
import { logarithm } from './logarithm.ts';

/** Smallest whole number s with P(X ≤ s) ≥ `confidence`, X Poisson with mean `meanInRepair`. */
export function spareCount(meanInRepair: f64, confidence: f64): f64 {
  if (meanInRepair <= 0.0) return 0.0;
  const logMean = logarithm(meanInRepair);
  // In logarithms, since e^−mean underflows for large fleets; the search ends where the distribution has long faded.
  const last = meanInRepair + 40.0 * Math.sqrt(meanInRepair) + 40.0;
  let logTerm = -meanInRepair;
  let reached = exponential(logTerm);
  let spares: f64 = 0.0;
  while (reached < confidence && spares < last) {
    spares += 1.0;
    logTerm += logMean - logarithm(spares);
    reached += exponential(logTerm);
  }
  return spares;
}
