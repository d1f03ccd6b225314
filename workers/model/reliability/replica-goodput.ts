/**
 * Replicas that train on when one of them fails: everybody stalls for `stallSeconds` per failure, and a failed group is missing for
 * `outageSeconds` (pattern of fault-tolerant hybrid sharding, arXiv 2602.00277). Useful share of the wall time of all groups, as
 * published: (1 − λ s) · 1 / (1 + λ_group R_group). Stalls that overlap are one: e^(−λ s), of which 1 − λ s is the first order.
 */
import { exponentialMinusOne } from './exponential.ts';

/** The published form; 0 where the stalls would take more than all time. */
export function replicaGoodput(interruptionsPerSecond: f64, stallSeconds: f64, groups: f64, outageSeconds: f64): f64 {
  const running = 1.0 - interruptionsPerSecond * stallSeconds;
  if (running <= 0.0) return 0.0;
  return running * (1.0 - missingGroupShare(interruptionsPerSecond, groups, outageSeconds));
}

/** Share of time in which all groups stand still: at least one stall is under way. */
export function stalledShare(interruptionsPerSecond: f64, stallSeconds: f64): f64 {
  return -exponentialMinusOne(-interruptionsPerSecond * stallSeconds);
}

/** Share of the groups that is missing: each fails at its part of the rate when it runs, and is out for `outageSeconds`. */
export function missingGroupShare(interruptionsPerSecond: f64, groups: f64, outageSeconds: f64): f64 {
  const out = (interruptionsPerSecond / groups) * outageSeconds;
  return out < Infinity ? out / (1.0 + out) : 1.0;
}
