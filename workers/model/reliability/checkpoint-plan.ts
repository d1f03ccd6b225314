/**
 * The checkpoints of a run: sizes, times, the interval in force and the best one. One of each is worked out at a time, in `plan`.
 */
import * as run from '../run-abi.ts';
import {
  ASYNCHRONOUS,
  checkpointBlockingSeconds,
  checkpointLagSeconds,
  PEER_MEMORY,
  TWO_LEVEL,
} from './checkpoint-blocking.ts';
import { checkpointBytes, transferSeconds } from './checkpoint-transfer.ts';
import { keptShare } from './exact-goodput.ts';
import { exactInterval } from './exact-interval.ts';
import * as abi from './reliability-abi.ts';
import { chanceOfStorage, twoLevelKeptShare, twoLevelWorkShare } from './two-level-goodput.ts';
import { bestPeerInterval, bestStorageEvery, setLevels, shortestPeerInterval } from './two-level-intervals.ts';

/** What is known of the checkpoints; see the slots. Seconds, bytes. */
export const plan: StaticArray<f64> = new StaticArray<f64>(24);
export const BYTES: i32 = 0;
/** 1 with two levels. */
export const HAS_LEVELS: i32 = 1;
/** Writing one, to peers where they keep it. */
export const WRITE: i32 = 2;
export const BLOCKING: i32 = 3;
/** Until the newest one that a failure may need is safe. */
export const LAG: i32 = 4;
/** Reading it back from where most failures need it. */
export const READ: i32 = 5;
/** Of two levels: writing, blocking and reading at the storage. */
export const STORAGE_WRITE: i32 = 6;
export const STORAGE_BLOCKING: i32 = 7;
export const STORAGE_READ: i32 = 8;
/** Bounds of the interval. */
export const SHORTEST: i32 = 9;
export const LONGEST: i32 = 10;
/** Share of the failures that peers survive, and the chance that a failed attempt leads back to storage. */
export const SURVIVAL: i32 = 11;
export const CHANCE_OF_STORAGE: i32 = 12;
/** Mean seconds between failures that everything restarts from. */
export const MEAN: i32 = 13;
/** Work between checkpoints, in force and best; the best one without bounds. */
export const INTERVAL: i32 = 14;
export const BEST: i32 = 15;
export const UNBOUNDED: i32 = 16;
/** Of two levels: checkpoints for each stored one, in force and best; 0 with one level. */
export const EVERY: i32 = 17;
export const BEST_EVERY: i32 = 18;
/** From a failure until training goes on, from the memory of peers or the one level there is, and from storage. */
export const RECOVERY: i32 = 19;
export const STORAGE_RECOVERY: i32 = 20;

/** Sizes and times: what does not depend on how often something fails. */
export function planTransfers(input: StaticArray<f64>, inputAt: i32): void {
  const kind = input[inputAt + abi.IN_CHECKPOINT_KIND];
  const isTwoLevel = kind === TWO_LEVEL;
  const inPeers = kind === PEER_MEMORY || isTwoLevel;
  const bytes = checkpointBytes(
    input[inputAt + run.IN_PARAMETERS],
    input[inputAt + abi.IN_CHECKPOINT_BYTES_PER_PARAMETER],
  );
  const fraction = input[inputAt + abi.IN_ASYNCHRONOUS_BLOCKING_FRACTION];
  const peers = input[inputAt + abi.IN_PEER_WRITE] * input[inputAt + run.IN_ACCELERATORS];
  const toPeers = transferSeconds(bytes, peers);
  const toStorage = transferSeconds(bytes, input[inputAt + abi.IN_STORAGE_WRITE]);
  const fromStorage = transferSeconds(bytes, input[inputAt + abi.IN_STORAGE_READ]);
  const storageBlocking = checkpointBlockingSeconds(kind, toStorage, fraction);
  plan[BYTES] = bytes;
  plan[HAS_LEVELS] = isTwoLevel ? 1.0 : 0.0;
  plan[WRITE] = inPeers ? toPeers : toStorage;
  plan[BLOCKING] = isTwoLevel || inPeers ? toPeers : storageBlocking;
  plan[READ] = inPeers ? toPeers : fromStorage;
  plan[STORAGE_WRITE] = isTwoLevel ? toStorage : 0.0;
  plan[STORAGE_BLOCKING] = isTwoLevel ? storageBlocking : 0.0;
  plan[STORAGE_READ] = isTwoLevel ? fromStorage : 0.0;
  plan[LAG] = isTwoLevel || kind === ASYNCHRONOUS ? checkpointLagSeconds(kind, toStorage, storageBlocking) : 0.0;
  const restarted =
    input[inputAt + abi.IN_DETECT_SECONDS] +
    input[inputAt + abi.IN_REPLACE_SECONDS] +
    input[inputAt + abi.IN_RESTART_SECONDS];
  plan[RECOVERY] = restarted + plan[READ];
  plan[STORAGE_RECOVERY] = restarted + plan[STORAGE_READ];
}

/** Intervals, for failures with mean `meanSecondsBetween` of which peers survive the share `survival`. */
export function planIntervals(
  input: StaticArray<f64>,
  inputAt: i32,
  meanSecondsBetween: f64,
  survival: f64,
  idealSeconds: f64,
): void {
  const step = input[inputAt + run.IN_STEP_SECONDS];
  const chosen = input[inputAt + abi.IN_CHECKPOINT_INTERVAL];
  const isTwoLevel = plan[HAS_LEVELS] === 1.0;
  plan[MEAN] = meanSecondsBetween;
  plan[SURVIVAL] = survival;
  plan[LONGEST] = idealSeconds;
  // No checkpoint more often than after every step, none before the last one is safe, and one at the end of the run at the latest.
  plan[SHORTEST] = isTwoLevel || step > plan[LAG] ? step : plan[LAG];
  if (isTwoLevel) {
    planLevels(input, inputAt, chosen);
    return;
  }
  plan[CHANCE_OF_STORAGE] = 1.0;
  plan[EVERY] = 0.0;
  plan[BEST_EVERY] = 0.0;
  plan[UNBOUNDED] = exactInterval(plan[BLOCKING], meanSecondsBetween);
  plan[BEST] = clampInterval(plan[UNBOUNDED]);
  plan[INTERVAL] = chosen < 0.0 ? plan[BEST] : clampInterval(chosen);
}

function planLevels(input: StaticArray<f64>, inputAt: i32, chosen: f64): void {
  const every = input[inputAt + abi.IN_STORAGE_EVERY];
  plan[CHANCE_OF_STORAGE] = chanceOfStorage(plan[SURVIVAL], plan[RECOVERY], plan[MEAN]);
  setLevels(
    plan[BLOCKING],
    plan[STORAGE_BLOCKING],
    plan[CHANCE_OF_STORAGE],
    plan[MEAN],
    plan[SHORTEST],
    plan[LONGEST],
    plan[LAG],
  );
  plan[BEST_EVERY] = bestStorageEvery(-1.0);
  plan[BEST] = bestPeerInterval(plan[BEST_EVERY]);
  plan[UNBOUNDED] = plan[BEST];
  if (chosen < 0.0) {
    plan[EVERY] = every < 1.0 ? plan[BEST_EVERY] : Math.floor(every);
    plan[INTERVAL] = every < 1.0 ? plan[BEST] : bestPeerInterval(plan[EVERY]);
    return;
  }
  plan[INTERVAL] = clampInterval(chosen);
  plan[EVERY] = every < 1.0 ? bestStorageEvery(plan[INTERVAL]) : Math.floor(every);
  const least = shortestPeerInterval(plan[EVERY]);
  if (plan[INTERVAL] < least) plan[INTERVAL] = least;
}

/** Share of the attempts that is kept, with an interval and everything else as planned. */
export function plannedKeptShare(interval: f64): f64 {
  const segment = interval + plan[BLOCKING];
  if (plan[HAS_LEVELS] === 0.0) return keptShare(segment, plan[MEAN]);
  return twoLevelKeptShare(segment, plan[STORAGE_BLOCKING], plan[EVERY], plan[CHANCE_OF_STORAGE], plan[MEAN]);
}

/** Share of what is kept that is work, not checkpoints. */
export function plannedWorkShare(interval: f64): f64 {
  if (plan[HAS_LEVELS] === 1.0) {
    return twoLevelWorkShare(interval, plan[BLOCKING], plan[STORAGE_BLOCKING], plan[EVERY]);
  }
  const segment = interval + plan[BLOCKING];
  return segment > 0.0 ? interval / segment : 1.0;
}

/** An interval between the bounds that the plan's levels have: with two, a stored one is safe in time, and one fits into the run. */
export function clampToLevels(seconds: f64): f64 {
  if (plan[HAS_LEVELS] === 0.0) return clampInterval(seconds);
  const low = shortestPeerInterval(plan[EVERY]);
  const pattern = plan[LONGEST] / plan[EVERY];
  const high = pattern > low ? pattern : low;
  return seconds > low ? (seconds < high ? seconds : high) : low;
}

/** An interval between the bounds. */
export function clampInterval(seconds: f64): f64 {
  const notTooShort = seconds > plan[SHORTEST] ? seconds : plan[SHORTEST];
  return notTooShort < plan[LONGEST] ? notTooShort : plan[LONGEST];
}
