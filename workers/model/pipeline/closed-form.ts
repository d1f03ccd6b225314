/**
 * Closed form of the pipeline's time, for stages that may all differ. The time is that of the longest way through the passes, and such a
 * way follows one rank: passes of other ranks until the rank starts; its own forward passes until its first gradient comes back, or that
 * first round trip, whichever lasts longer; its steady state; the last round trip or its own last gradients; and gradients on to the
 * first rank. With one rank of equal ones this gives the published bubbles (arXiv 2104.04473, 2401.10241). Each function takes the
 * longest over all ranks, in a number of operations that grows with the virtual stages only.
 */
import { STAGE_BACKWARD, STAGE_FORWARD, work } from '../arena.ts';
import { stageWeight } from './pipeline-arena.ts';
import { ALL_FORWARD, INTERLEAVED, ONE_FORWARD, ZERO_BUBBLE } from './placement.ts';
import { rankSeconds, slowestRank } from './rank-work.ts';

/** Where between its two bounds the time with virtual stages lies: the simulation of stages as planners cut them is within 2 % of it. */
const BETWEEN_BOUNDS: f64 = 0.4;
/** How much more the slowest stages of all chunks may take together than the slowest rank does. */
const LEAD_TOLERANCE: f64 = 1.01;
/** Rounds of p micro-batches that a step has at least: where stages are near each other, and where they are not. */
const LEAST_ROUNDS: f64 = 2.0;
const LEAST_UNEVEN_ROUNDS: f64 = 6.0;
/** Share of the longest stage's time under which the shortest is not near it, without virtual stages. */
const UNEVEN: f64 = 0.5;
/** The same with virtual stages, and the share under which no number of rounds will do. */
const UNLIKE_CHUNK: f64 = 0.85;
const UNEVEN_CHUNK: f64 = 0.7;
/** Times that the search for the slowest cycle of ranks is refined; it settles after two or three. */
const REFINEMENTS: i32 = 4;

/** Slots of `cycle`: seconds of one micro-batch on the ranks that hold each other up the most, and the first and the last of them. */
const PACE: i32 = 0;
const FROM: i32 = 1;
const TO: i32 = 2;
const cycle: StaticArray<f64> = new StaticArray<f64>(3);

/** Seconds of one pass, forward and backward, through a virtual stage. */
function stageSeconds(stage: i32): f64 {
  return work[STAGE_FORWARD + stage] + work[STAGE_BACKWARD + stage];
}

/**
 * With 1F1B, ranks a to b pass one micro-batch round and back for each one that they have under way, b − a + 1, so that slow sends set
 * the pace to the mean of their seconds and of two sends for each border. Finds the ranks of the largest mean.
 */
function findCycle(ranks: i32, delay: f64): void {
  cycle[PACE] = stageSeconds(0);
  cycle[FROM] = 0.0;
  cycle[TO] = 0.0;
  for (let rank: i32 = 1; rank < ranks; rank += 1) {
    if (stageSeconds(rank) <= cycle[PACE]) continue;
    cycle[PACE] = stageSeconds(rank);
    cycle[FROM] = f64(rank);
    cycle[TO] = f64(rank);
  }
  if (delay === 0.0) return;
  for (let turn: i32 = 0; turn < REFINEMENTS; turn += 1) {
    // Ranks whose sum beyond the pace so far is largest have a larger mean, or none have.
    const pace: f64 = cycle[PACE];
    let most: f64 = 1e-12 * pace;
    let sum: f64 = 0.0;
    let first: i32 = 0;
    let better: f64 = 0.0;
    for (let rank: i32 = 0; rank < ranks; rank += 1) {
      if (sum <= 0.0) {
        sum = 0.0;
        first = rank;
      }
      sum += stageSeconds(rank) + 2.0 * delay - pace;
      if (sum - 2.0 * delay > most) {
        most = sum - 2.0 * delay;
        better = pace + most / f64(rank - first + 1);
        cycle[FROM] = f64(first);
        cycle[TO] = f64(rank);
      }
    }
    if (better === 0.0) return;
    cycle[PACE] = better;
  }
}

/** 1F1B, of at least as many micro-batches as ranks. */
function oneForwardOneBackward(ranks: i32, microBatches: f64, delay: f64): f64 {
  let after: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) after += stageSeconds(rank);
  findCycle(ranks, delay);
  let longest: f64 = 0.0;
  let before: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    const own: f64 = stageSeconds(rank);
    before += own;
    after -= own;
    const behind: f64 = f64(ranks - 1 - rank);
    const trip: f64 = after + 2.0 * behind * delay;
    const pace: f64 = f64(rank) >= cycle[FROM] && f64(rank) <= cycle[TO] ? cycle[PACE] : own;
    const first: f64 = Math.max(behind * work[STAGE_FORWARD + rank], trip);
    const last: f64 = Math.max(behind * work[STAGE_BACKWARD + rank], trip);
    longest = Math.max(longest, before + first + (microBatches - 1.0 - behind) * pace + last + 2.0 * f64(rank) * delay);
  }
  return longest;
}

/** ZB-H1, of at least as many micro-batches as ranks: a rank's last weight gradients may come after its gradients have left. */
function zeroBubble(ranks: i32, microBatches: f64, delay: f64): f64 {
  let after: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) after += stageSeconds(rank) - stageWeight[rank];
  let longest: f64 = 0.0;
  let forwards: f64 = 0.0;
  let backwards: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    const forward: f64 = work[STAGE_FORWARD + rank];
    const weight: f64 = stageWeight[rank];
    const input: f64 = work[STAGE_BACKWARD + rank] - weight;
    after -= forward + input;
    const behind: f64 = f64(ranks - 1 - rank);
    const trip: f64 = after + 2.0 * behind * delay;
    const weights: f64 = microBatches - 1.0 - f64(rank);
    const late: f64 = Math.min(behind, weights);
    const first: f64 = Math.max(behind * forward, trip);
    const last: f64 = Math.max(behind * input + late * weight, trip);
    const steady: f64 = (microBatches - 1.0 - behind) * (forward + input) + (weights - late) * weight;
    const busy: f64 = forwards + f64(rank) * delay + forward + first + steady + last + input;
    longest = Math.max(longest, busy + backwards + f64(rank) * delay + stageWeight[0]);
    longest = Math.max(longest, busy + f64(rank + 1) * weight);
    forwards += forward;
    backwards += input;
  }
  return longest;
}

/** Seconds in which the first of p micro-batches goes once round all ranks through the chunks but the last, at `offset` in the arena. */
function roundTrips(offset: i32, ranks: i32, virtual: i32, delay: f64): f64 {
  let seconds: f64 = 0.0;
  for (let chunk: i32 = 0; chunk < virtual - 1; chunk += 1) {
    let sum: f64 = 0.0;
    let most: f64 = 0.0;
    for (let rank: i32 = 0; rank < ranks; rank += 1) {
      const pass: f64 = work[offset + chunk * ranks + rank];
      sum += pass;
      most = Math.max(most, pass);
    }
    seconds += Math.max(f64(ranks) * most, sum + f64(ranks) * delay);
  }
  return seconds;
}

/** Seconds of a rank's first `passes` passes of one direction, in rounds of p through its chunks; at most two rounds. */
function firstPasses(offset: i32, passes: i32, rank: i32, ranks: i32, virtual: i32): f64 {
  let seconds: f64 = 0.0;
  let left: i32 = passes;
  for (let turn: i32 = 0; turn < 2 * virtual && left > 0; turn += 1) {
    const taken: i32 = left < ranks ? left : ranks;
    seconds += f64(taken) * work[offset + (turn % virtual) * ranks + rank];
    left -= taken;
  }
  return seconds;
}

/**
 * Interleaved 1F1B, of two whole rounds of micro-batches or more. Following one rank gives too little where that rank is slow with some
 * of its chunks only; all other ranks' passes on top of the slowest rank's work give too much.
 */
function interleaved(ranks: i32, virtual: i32, microBatches: f64, delay: f64): f64 {
  const end: i32 = (virtual - 1) * ranks;
  const forwardTrips: f64 = roundTrips(STAGE_FORWARD, ranks, virtual, delay);
  const backwardTrips: f64 = roundTrips(STAGE_BACKWARD, ranks, virtual, delay);
  const slowest: i32 = slowestRank(INTERLEAVED, ranks, virtual);
  let after: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) after += stageSeconds(end + rank);
  let longest: f64 = 0.0;
  let before: f64 = 0.0;
  let fill: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    after -= stageSeconds(end + rank);
    if (rank !== slowest) fill += stageSeconds(rank < slowest ? rank : end + rank);
    const passes: i32 = 2 * (ranks - 1 - rank) + end + 1;
    const ownForward: f64 = firstPasses(STAGE_FORWARD, passes, rank, ranks, virtual);
    const ownBackward: f64 = firstPasses(STAGE_BACKWARD, passes, rank, ranks, virtual);
    const trip: f64 = after + 2.0 * f64(ranks - 1 - rank) * delay;
    const first: f64 = Math.max(ownForward, forwardTrips + work[STAGE_FORWARD + end + rank] + trip);
    const last: f64 = Math.max(ownBackward, backwardTrips + work[STAGE_BACKWARD + end + rank] + trip);
    const steady: f64 = microBatches * rankSeconds(INTERLEAVED, rank, ranks, virtual) - ownForward - ownBackward;
    longest = Math.max(longest, before + 2.0 * f64(rank) * delay + first + steady + last);
    before += stageSeconds(rank);
  }
  const busy: f64 = microBatches * rankSeconds(INTERLEAVED, slowest, ranks, virtual);
  const most: f64 = busy + fill + 2.0 * (f64(ranks) - 1.0) * delay;
  return longest + BETWEEN_BOUNDS * Math.max(most - longest, 0.0);
}

/** GPipe: both directions are a line of machines with fixed times, which takes one pass of each and the slowest for every further one. */
function allForward(ranks: i32, microBatches: f64, delay: f64): f64 {
  let seconds: f64 = 2.0 * (f64(ranks) - 1.0) * delay;
  let forward: f64 = 0.0;
  let backward: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    seconds += stageSeconds(rank);
    forward = Math.max(forward, work[STAGE_FORWARD + rank]);
    backward = Math.max(backward, work[STAGE_BACKWARD + rank]);
  }
  return seconds + (microBatches - 1.0) * (forward + backward);
}

/**
 * Whether one rank is the slowest with all its chunks, or nearly. Where it is not, ranks hold each other up in turns that no one way
 * shows, with a mixture of experts in every other stage for one.
 */
function sameRankLeads(ranks: i32, virtual: i32): bool {
  let apart: f64 = 0.0;
  for (let chunk: i32 = 0; chunk < virtual; chunk += 1) {
    let most: f64 = 0.0;
    for (let rank: i32 = 0; rank < ranks; rank += 1) most = Math.max(most, stageSeconds(chunk * ranks + rank));
    apart += most;
  }
  return apart <= LEAD_TOLERANCE * rankSeconds(INTERLEAVED, slowestRank(INTERLEAVED, ranks, virtual), ranks, virtual);
}

/** Whether one of so many stages takes less than a share of another's time. */
function areUneven(stages: i32, share: f64): bool {
  let least: f64 = stageSeconds(0);
  let most: f64 = least;
  for (let stage: i32 = 1; stage < stages; stage += 1) {
    least = Math.min(least, stageSeconds(stage));
    most = Math.max(most, stageSeconds(stage));
  }
  return least < share * most;
}

/** Whether the closed form holds for the schedule, the stages and so many micro-batches: in shorter steps ways change ranks more than once. */
export function hasClosedForm(schedule: i32, ranks: i32, virtual: i32, microBatches: f64): bool {
  if (schedule === ALL_FORWARD) return true;
  if (microBatches < LEAST_ROUNDS * f64(ranks)) return false;
  if (schedule === ONE_FORWARD || schedule === ZERO_BUBBLE) {
    return microBatches >= LEAST_UNEVEN_ROUNDS * f64(ranks) || !areUneven(ranks, UNEVEN);
  }
  if (schedule !== INTERLEAVED || Math.floor(microBatches / f64(ranks)) * f64(ranks) !== microBatches) return false;
  if (areUneven(ranks * virtual, UNEVEN_CHUNK) || !sameRankLeads(ranks, virtual)) return false;
  return microBatches >= LEAST_UNEVEN_ROUNDS * f64(ranks) || !areUneven(ranks * virtual, UNLIKE_CHUNK);
}

/** Seconds from the first pass to the last, where {@link hasClosedForm} says so. */
export function pipelineSeconds(schedule: i32, ranks: i32, virtual: i32, microBatches: f64, delay: f64): f64 {
  if (schedule === ALL_FORWARD) return allForward(ranks, microBatches, delay);
  if (schedule === ZERO_BUBBLE) return zeroBubble(ranks, microBatches, delay);
  if (schedule === INTERLEAVED) return interleaved(ranks, virtual, microBatches, delay);
  return oneForwardOneBackward(ranks, microBatches, delay);
}
