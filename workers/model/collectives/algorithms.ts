/**
 * Time of collectives: α·steps + bytes·factor/β. Sources: Thakur, Rabenseifner, Gropp, "Optimization of Collective Communication
 * Operations in MPICH" (2005) for ring and tree; NCCL's algorithms as measured by its tests. `inverse` is seconds per byte of the ring
 * over the group on the drawn levels, `latency` one hop at the outermost level. One rank talks to nobody: 0.
 */
import { treeDepth } from '../compute/numbers.ts';

/** Bytes per step below which a link runs at under half of its plateau. */
const RAMP_BYTES: f64 = 65536.0;
/** Traffic of an all-reduce inside the switch against one pass of the buffer; an estimate. */
const IN_NETWORK_TRAFFIC: f64 = 1.3;
/** Tree pipelines reach this share of the ring's rate. */
const TREE_RATE: f64 = 0.9;

/** All-gather or reduce-scatter of `bytes` in total per group (the whole buffer): ring, or doubling steps when latency rules. */
export function gatherSeconds(bytes: f64, ranks: f64, inverse: f64, latency: f64): f64 {
  if (ranks <= 1.0) return 0.0;
  const share: f64 = (ranks - 1.0) / ranks;
  const ring: f64 = bytes * share * inverse + (ranks - 1.0) * latency;
  const doubling: f64 = (bytes * share * inverse) / 0.5 + treeDepth(ranks) * (latency + RAMP_BYTES * inverse) + latency;
  return Math.min(ring, doubling);
}

/** All-reduce of a buffer of `bytes` on every rank: the fastest of ring, double tree and in-network reduction. */
export function allReduceSeconds(bytes: f64, ranks: f64, inverse: f64, latency: f64, reduction: f64): f64 {
  if (ranks <= 1.0) return 0.0;
  const share: f64 = (ranks - 1.0) / ranks;
  const ring: f64 = 2.0 * bytes * share * inverse + 2.0 * (ranks - 1.0) * latency;
  const tree: f64 = (2.0 * bytes * inverse) / TREE_RATE + 2.0 * treeDepth(ranks) * (latency + RAMP_BYTES * inverse);
  let best: f64 = Math.min(ring, tree);
  if (reduction > 0.0) best = Math.min(best, IN_NETWORK_TRAFFIC * bytes * inverse + 2.0 * latency);
  return best;
}

/** Which all-reduce is the fastest: 0 ring, 1 tree, 2 in the network. */
export function allReduceAlgorithm(bytes: f64, ranks: f64, inverse: f64, latency: f64, reduction: f64): f64 {
  if (ranks <= 1.0) return 0.0;
  const best: f64 = allReduceSeconds(bytes, ranks, inverse, latency, reduction);
  const share: f64 = (ranks - 1.0) / ranks;
  if (2.0 * bytes * share * inverse + 2.0 * (ranks - 1.0) * latency <= best) return 0.0;
  return reduction > 0.0 && IN_NETWORK_TRAFFIC * bytes * inverse + 2.0 * latency <= best ? 2.0 : 1.0;
}

/** All-to-all in which every rank sends `bytes` in total, spread evenly over the group. */
export function exchangeSeconds(bytes: f64, ranks: f64, exchangeInverse: f64, latency: f64): f64 {
  if (ranks <= 1.0) return 0.0;
  return bytes * exchangeInverse + treeDepth(ranks) * latency + latency;
}

/** One message between neighbours. */
export function sendSeconds(bytes: f64, inverse: f64, latency: f64): f64 {
  return bytes * inverse + latency;
}
