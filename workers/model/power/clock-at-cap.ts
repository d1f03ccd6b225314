/**
 * What a power cap leaves of an accelerator's clock. Dynamic power goes with f·V² (Chandrakasan, Sheng, Brodersen, IEEE JSSC 1992);
 * where the voltage follows the clock as V ∝ f^k, the compute part of the dynamic power goes with f^(1 + 2k), whose exponent is an
 * input. Memory and links keep their clocks, so what they may draw is set aside, and compute lives on the rest: the cap holds
 * whatever the accelerator does.
 */
import { exponential } from '../reliability/exponential.ts';
import { logarithm } from '../reliability/logarithm.ts';

/** Least share of its dynamic power that compute is left: below it no clock is low enough. */
export const LEAST_COMPUTE_POWER: f64 = 0.02;

/** Share of its dynamic power, 0–1, that compute keeps under a cap, watts; 1 where the cap is no lower than the limit. */
export function computePowerAtCap(limitWatts: f64, idleWatts: f64, capWatts: f64, computeShare: f64): f64 {
  if (capWatts >= limitWatts || computeShare <= 0.0) return 1.0;
  const dynamic = (capWatts - idleWatts) / (limitWatts - idleWatts);
  const left = (dynamic - (1.0 - computeShare)) / computeShare;
  return Math.min(Math.max(left, LEAST_COMPUTE_POWER), 1.0);
}

/** Clock of the compute units ÷ the clock at the limit, 0–1, from the share of its dynamic power that compute keeps. */
export function clockAtPower(computePower: f64, exponent: f64): f64 {
  return computePower >= 1.0 ? 1.0 : exponential(logarithm(computePower) / exponent);
}

/** Clock of the compute units under a cap ÷ the clock at the limit; exactly 1 where the cap is no lower than the limit. */
export function clockAtCap(limitWatts: f64, idleWatts: f64, capWatts: f64, computeShare: f64, exponent: f64): f64 {
  return clockAtPower(computePowerAtCap(limitWatts, idleWatts, capWatts, computeShare), exponent);
}
