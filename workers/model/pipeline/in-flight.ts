/**
 * How many micro-batches' activations a pipeline rank holds at most. A pass of one chunk counts by the chunk's share of the rank's layers;
 * activations go with the backward pass, or with the weight gradient where that runs apart.
 */
import { ALL_FORWARD, DUAL_PIPE, ZERO_BUBBLE, ZERO_BUBBLE_V } from './placement.ts';
import { warmUpPasses } from './schedule.ts';

function least(a: i32, b: i32): i32 {
  return a < b ? a : b;
}

/** Of the first `passes` passes in rounds of p, those of a round with fewer micro-batches. */
function passesOfRound(passes: i32, ranks: i32, present: i32): i32 {
  const within: i32 = passes % ranks;
  return ((passes - within) / ranks) * present + least(within, present);
}

/** With DualPipe p + 1 passes (arXiv 2412.19437 table 2), each through one of the rank's two stages; fewer in a short step. */
function inFlightBothWays(rank: i32, ranks: i32, microBatches: i32): i32 {
  const fewer: i32 = (microBatches - (microBatches & 1)) / 2;
  const near: i32 = least(rank, ranks - 1 - rank);
  const ownEnd: i32 = near === rank ? microBatches - fewer : fewer;
  return least(ownEnd, ranks - near) + least(microBatches - ownEnd, near + 1);
}

/** Micro-batches in flight on a rank, in units of all the layers that it holds. */
export function inFlight(schedule: i32, rank: i32, ranks: i32, virtual: i32, microBatches: i32): f64 {
  if (ranks === 1 && virtual === 1) return 1.0;
  if (schedule === ALL_FORWARD) return f64(microBatches);
  // Zero-bubble schedules keep on every rank what 1F1B keeps on the first.
  if (schedule === ZERO_BUBBLE || schedule === ZERO_BUBBLE_V) return f64(least(ranks, microBatches));
  if (schedule === DUAL_PIPE) return 0.5 * f64(inFlightBothWays(rank, ranks, microBatches));
  if (virtual === 1) return f64(least(ranks - rank, microBatches));
  const passes: i32 = warmUpPasses(rank, ranks, virtual, microBatches) + 1;
  const perRound: i32 = ranks * virtual;
  const first: i32 = passesOfRound(least(passes, perRound), ranks, least(microBatches, ranks));
  const rest: i32 = passes - least(passes, perRound);
  const present: i32 = least(microBatches > ranks ? microBatches - ranks : 0, ranks);
  return f64(first + passesOfRound(least(rest, perRound), ranks, present)) / f64(virtual);
}
