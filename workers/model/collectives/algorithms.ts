/**
 * Time of collectives: launch + latency of the hops + bytes/β + ramp. Pure functions of a group's constants (`groups.ts`).
 *
 * Ring and double binary tree as NCCL runs them; Thakur, Rabenseifner, Gropp, "Optimization of Collective Communication Operations in
 * MPICH" (2005); Sanders, Speck, Träff, "Two-tree algorithms for full bandwidth broadcast, reduction and scan" (2009). A message that is
 * cut into pieces takes at best `(√(latency) + √(bytes/β))²`: the mixed term is the ramp, `√(bytes/β · rampSeconds)`. The launch, the
 * chunk that fills the ring and the constants of the switches are fitted on measured collectives (`npm run fit:kernels`).
 * One rank talks to nobody: 0.
 */

/** Seconds from the call to the first byte: kernel launch and handshake: mean of 4.1 µs on H200 to 8.5 µs on GB200. */
export const LAUNCH_SECONDS: f64 = 6.4e-6;
/** A rank handles its own part once more, in chunks of bytes ÷ ranks: this share of a chunk is not hidden. Set by hand. */
export const FILL: f64 = 0.4;
/** Seconds to post one message of an all-to-all to one peer. Set by hand. */
const PEER_SECONDS: f64 = 0.5e-6;
/** Seconds of an all-reduce of nothing in the switches, and of its ramp. Set by hand. */
const SWITCH_SECONDS: f64 = 29.0e-6;
const SWITCH_RAMP_SECONDS: f64 = 28.0e-6;

/** Bytes over a link of `inverse` seconds per byte, with the ramp to the plateau. */
function transferSeconds(bytes: f64, inverse: f64, ramp: f64): f64 {
  const seconds: f64 = bytes * inverse;
  return seconds + Math.sqrt(seconds * ramp);
}

/**
 * All-gather or reduce-scatter over a ring.
 * @param bytes the whole buffer of one group: all shards
 * @param inverse seconds per byte of the ring
 * @param pass seconds of latency of one pass around the ring: grows with the ranks
 */
export function gatherSeconds(bytes: f64, ranks: f64, inverse: f64, pass: f64, ramp: f64): f64 {
  if (ranks <= 1.0) return 0.0;
  return LAUNCH_SECONDS + pass + transferSeconds((bytes * (ranks - 1.0 + FILL)) / ranks, inverse, ramp);
}

/** All-reduce over a ring: every byte goes round twice. */
export function ringReduceSeconds(bytes: f64, ranks: f64, inverse: f64, pass: f64, ramp: f64): f64 {
  if (ranks <= 1.0) return 0.0;
  const moved: f64 = (bytes * (2.0 * (ranks - 1.0) + FILL)) / ranks;
  return LAUNCH_SECONDS + 2.0 * pass + transferSeconds(moved, inverse, ramp);
}

/**
 * All-reduce over a double binary tree of nodes, chains inside them.
 * @param depth seconds of latency from the leaves to the root
 * @param inside seconds per byte of the innermost domain's links, `across` per byte of buffer between the domains
 */
export function treeReduceSeconds(bytes: f64, ranks: f64, inside: f64, across: f64, depth: f64, ramp: f64): f64 {
  if (ranks <= 1.0) return 0.0;
  return LAUNCH_SECONDS + 2.0 * depth + transferSeconds(bytes, Math.max(2.0 * inside, across), ramp);
}

/**
 * All-reduce added up in the switches of the innermost domains, and over a tree between them.
 * @param reduction seconds per byte of buffer in the switch
 */
export function switchReduceSeconds(bytes: f64, reduction: f64, across: f64, depth: f64, ramp: f64): f64 {
  const hops: f64 = across > 0.0 ? 2.0 * depth : 0.0;
  return (
    SWITCH_SECONDS + hops + transferSeconds(bytes, Math.max(reduction, across), Math.max(SWITCH_RAMP_SECONDS, ramp))
  );
}

/** All-to-all in which every rank holds `bytes`, its own share included, spread evenly over the group. */
export function exchangeSeconds(bytes: f64, ranks: f64, exchangeInverse: f64, latency: f64, ramp: f64): f64 {
  if (ranks <= 1.0) return 0.0;
  return latency + (ranks - 1.0) * PEER_SECONDS + transferSeconds(bytes, exchangeInverse, ramp);
}

/** One message between neighbours. */
export function sendSeconds(bytes: f64, inverse: f64, latency: f64, ramp: f64): f64 {
  return latency + transferSeconds(bytes, inverse, ramp);
}
