/**
 * Chance that `lost` nodes, lost together and at random, hold every copy of some part of a checkpoint that is kept in groups of
 * `copies` nodes: about (N/m) · C(N − m, k − m)/C(N, k) = (N/m) · Π (k − i)/(N − i). Combinatorics; 1/(N − 1) for two of two.
 */
export function peerLossProbability(nodes: f64, copies: f64, lost: f64): f64 {
  if (lost < copies || nodes < copies) return 0.0;
  let chance = nodes / copies;
  for (let i: f64 = 0.0; i < copies; i += 1.0) chance *= (lost - i) / (nodes - i);
  return chance < 1.0 ? chance : 1.0;
}
