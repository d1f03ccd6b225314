/**
 * Closed form of the pipeline's time, for layers that divide evenly over the stages (the last may do more). In the steady state the
 * slowest rank sets the pace; with 1F1B a rank also cannot have more than p − r micro-batches under way, so a round trip to the last
 * stage and back limits it when sends are slow. Filling and draining cost one pass of every other rank (arXiv 2104.04473: (p−1)/m of
 * the ideal time, (p−1)/(v·m) with v virtual stages).
 */
import { STAGE_BACKWARD, STAGE_FORWARD, work } from '../arena.ts';
import { ALL_FORWARD, ONE_FORWARD } from './placement.ts';
import { rankSeconds, slowestRank } from './rank-work.ts';

/** Seconds of one pass, forward and backward, through a virtual stage. */
function stageSeconds(stage: i32): f64 {
  return work[STAGE_FORWARD + stage] + work[STAGE_BACKWARD + stage];
}

/**
 * 1F1B. The critical path goes through some rank r: it fills up to r, follows r through most micro-batches and drains. While r waits
 * for its first backward pass it runs ahead by p − 1 − r forward passes, so that for as many micro-batches at the end the slower of its
 * backward pass and of the ranks behind it counts. The longest such path is the time.
 */
function oneForwardOneBackward(ranks: i32, microBatches: f64, delay: f64): f64 {
  let sum: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) sum += stageSeconds(rank);
  let longest: f64 = 0.0;
  let behind: f64 = 0.0;
  let roundTrip: f64 = 0.0;
  for (let rank: i32 = ranks - 1; rank >= 0; rank -= 1) {
    const own: f64 = stageSeconds(rank);
    const after: f64 = f64(ranks - 1 - rank);
    roundTrip += own;
    const pace: f64 = Math.max(own, (roundTrip + 2.0 * after * delay) / (after + 1.0));
    const ahead: f64 = Math.min(microBatches - 1.0, after);
    const draining: f64 = Math.min(Math.max(work[STAGE_BACKWARD + rank], behind), own);
    const path: f64 = sum + (microBatches - 1.0 - ahead) * pace + ahead * Math.max(draining, pace - own);
    longest = Math.max(longest, path);
    behind = Math.max(behind, own);
  }
  return longest + 2.0 * (f64(ranks) - 1.0) * delay;
}

/** GPipe: both directions are a line of machines with fixed times, which takes one pass of each and the slowest for every further one. */
function allForward(ranks: i32, microBatches: f64): f64 {
  let seconds: f64 = 0.0;
  let forward: f64 = 0.0;
  let backward: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    seconds += stageSeconds(rank);
    forward = Math.max(forward, work[STAGE_FORWARD + rank]);
    backward = Math.max(backward, work[STAGE_BACKWARD + rank]);
  }
  return seconds + (microBatches - 1.0) * (forward + backward);
}

/** Seconds from the first forward pass to the last backward pass. */
export function pipelineSeconds(schedule: i32, ranks: i32, virtual: i32, microBatches: f64, delay: f64): f64 {
  const sends: f64 = 2.0 * (f64(ranks) - 1.0) * delay;
  if (schedule === ALL_FORWARD) return allForward(ranks, microBatches) + sends;
  if (schedule === ONE_FORWARD) return oneForwardOneBackward(ranks, microBatches, delay);
  const slowest: i32 = slowestRank(schedule, ranks, virtual);
  const last: i32 = (virtual - 1) * ranks;
  let fill: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    if (rank !== slowest) fill += stageSeconds((rank < slowest ? 0 : last) + rank);
  }
  const period: f64 = rankSeconds(schedule, slowest, ranks, virtual);
  return microBatches * period + fill + sends;
}
