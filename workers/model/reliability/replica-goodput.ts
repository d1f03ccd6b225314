/**
 * Replicas that train on when one of them fails: everybody stalls for `stallSeconds` per failure, and a failed group is missing for
 * `outageSeconds` (pattern of fault-tolerant hybrid sharding, arXiv 2602.00277). Useful share of the wall time of all groups:
 * (1 − λ s) · 1 / (1 + λ_group R_group).
 */
export function replicaGoodput(interruptionsPerSecond: f64, stallSeconds: f64, groups: f64, outageSeconds: f64): f64 {
  const running = 1.0 - interruptionsPerSecond * stallSeconds;
  if (running <= 0.0) return 0.0;
  return running / (1.0 + (interruptionsPerSecond / groups) * outageSeconds);
}
