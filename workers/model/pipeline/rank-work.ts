/** How long a pipeline rank works on one micro-batch, on average over those that enter at either end. */
import { STAGE_BACKWARD, STAGE_FORWARD, work } from '../arena.ts';
import { chunkShare, chunksOnRank, DUAL_PIPE, stageOnRank } from './placement.ts';
import { pairSeconds } from './simulate.ts';

/** Seconds of the forward passes of one micro-batch on a rank, all its chunks. */
export function rankForwardSeconds(schedule: i32, rank: i32, ranks: i32, virtual: i32): f64 {
  let seconds: f64 = 0.0;
  for (let chunk: i32 = 0; chunk < chunksOnRank(schedule, virtual); chunk += 1) {
    seconds += work[STAGE_FORWARD + stageOnRank(schedule, rank, chunk, ranks)];
  }
  return seconds * chunkShare(schedule);
}

/** Forward and backward seconds of one micro-batch on a rank, all its chunks, each pass by itself. */
export function rankSeconds(schedule: i32, rank: i32, ranks: i32, virtual: i32): f64 {
  let seconds: f64 = 0.0;
  for (let chunk: i32 = 0; chunk < chunksOnRank(schedule, virtual); chunk += 1) {
    const stage: i32 = stageOnRank(schedule, rank, chunk, ranks);
    seconds += work[STAGE_FORWARD + stage] + work[STAGE_BACKWARD + stage];
  }
  return seconds * chunkShare(schedule);
}

/** Seconds of one micro-batch that a rank saves by running forward passes of one direction with backward passes of the other. */
export function pairedSaving(schedule: i32, rank: i32, ranks: i32, virtual: i32): f64 {
  if (schedule !== DUAL_PIPE) return 0.0;
  const near: i32 = stageOnRank(schedule, rank, 0, ranks);
  const far: i32 = stageOnRank(schedule, rank, 1, ranks);
  const paired: f64 = 0.5 * (pairSeconds(near, far) + pairSeconds(far, near));
  return Math.max(rankSeconds(schedule, rank, ranks, virtual) - paired, 0.0);
}

/** The rank with the most work; the first of equals. */
export function slowestRank(schedule: i32, ranks: i32, virtual: i32): i32 {
  let slowest: i32 = 0;
  let most: f64 = -1.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    const seconds: f64 = rankSeconds(schedule, rank, ranks, virtual);
    if (seconds > most) {
      most = seconds;
      slowest = rank;
    }
  }
  return slowest;
}
