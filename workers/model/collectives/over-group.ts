/** Time of collectives over a placed group: the fastest algorithm that its network offers. */
import {
  G_EXCHANGE_INVERSE,
  G_INNER_INVERSE,
  G_LATENCY,
  G_NEXT_INVERSE,
  G_RAMP,
  G_RANKS,
  G_REDUCTION,
  G_RING_INVERSE,
  G_RING_LATENCY,
  G_TREE_ACROSS,
  G_TREE_LATENCY,
  GROUP_STRIDE,
  GROUPS,
  work,
} from '../arena.ts';
import {
  exchangeSeconds,
  gatherSeconds,
  ringReduceSeconds,
  sendSeconds,
  switchReduceSeconds,
  treeReduceSeconds,
} from './algorithms.ts';
import { IN_SWITCH, RING, TREE } from './record.ts';

function field(group: i32, name: i32): f64 {
  return work[GROUPS + group * GROUP_STRIDE + name];
}

/** All-gather or reduce-scatter of a buffer of `bytes`, all shards together. */
export function gatherOver(group: i32, bytes: f64): f64 {
  return gatherSeconds(
    bytes,
    field(group, G_RANKS),
    field(group, G_RING_INVERSE),
    field(group, G_RING_LATENCY),
    field(group, G_RAMP),
  );
}

function ringOver(group: i32, bytes: f64): f64 {
  return ringReduceSeconds(
    bytes,
    field(group, G_RANKS),
    field(group, G_RING_INVERSE),
    field(group, G_RING_LATENCY),
    field(group, G_RAMP),
  );
}

/** A tree pays between domains; inside one it would be a chain, no faster than the ring. */
function treeOver(group: i32, bytes: f64): f64 {
  return treeReduceSeconds(
    bytes,
    field(group, G_RANKS),
    field(group, G_INNER_INVERSE),
    field(group, G_TREE_ACROSS),
    field(group, G_TREE_LATENCY),
    field(group, G_RAMP),
  );
}

function switchOver(group: i32, bytes: f64): f64 {
  return switchReduceSeconds(
    bytes,
    field(group, G_REDUCTION),
    field(group, G_TREE_ACROSS),
    field(group, G_TREE_LATENCY),
    field(group, G_RAMP),
  );
}

/** All-reduce of a buffer of `bytes` on every rank. */
export function allReduceOver(group: i32, bytes: f64): f64 {
  if (field(group, G_RANKS) <= 1.0) return 0.0;
  let best: f64 = ringOver(group, bytes);
  if (field(group, G_TREE_ACROSS) > 0.0) best = Math.min(best, treeOver(group, bytes));
  if (field(group, G_REDUCTION) > 0.0) best = Math.min(best, switchOver(group, bytes));
  return best;
}

/** The algorithm that {@link allReduceOver} takes. */
export function allReduceKind(group: i32, bytes: f64): f64 {
  const best: f64 = allReduceOver(group, bytes);
  if (field(group, G_RANKS) <= 1.0 || ringOver(group, bytes) <= best) return RING;
  return field(group, G_REDUCTION) > 0.0 && switchOver(group, bytes) <= best ? IN_SWITCH : TREE;
}

/** All-to-all of `bytes` on every rank; `inverse` may be less than the group's where copies for one domain are sent once. */
export function exchangeOver(group: i32, bytes: f64, inverse: f64): f64 {
  return exchangeSeconds(bytes, field(group, G_RANKS), inverse, field(group, G_LATENCY), field(group, G_RAMP));
}

/** Plain all-to-all of `bytes` on every rank. */
export function plainExchangeOver(group: i32, bytes: f64): f64 {
  return exchangeOver(group, bytes, field(group, G_EXCHANGE_INVERSE));
}

/** One message of `bytes` to the next rank. */
export function sendOver(group: i32, bytes: f64): f64 {
  return sendSeconds(bytes, field(group, G_NEXT_INVERSE), field(group, G_LATENCY), field(group, G_RAMP));
}
