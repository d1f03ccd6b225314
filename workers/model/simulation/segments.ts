/**
 * Training between two events in closed form. Work is cut into segments, each followed by its checkpoint; whole segments are added up at
 * once, however many fit. What a segment holds counts when its checkpoint is written; an interruption before that turns it into work done
 * again. With two levels, segments whose checkpoint is in the memory of peers only may still be lost until the next one goes to storage.
 */

import { recordBand } from './record.ts';
import * as abi from './simulation-abi.ts';
import * as s from './simulation-arena.ts';
import { simulationInput as input, state, uses } from './simulation-arena.ts';

/** Segments that hold a whole interval and are not yet safe, without the run's last one. */
function fullSegmentsLeft(): f64 {
  return state[s.SEGMENTS] - 1.0 - state[s.BANKED];
}

function segmentSize(): f64 {
  return state[s.BANKED] < state[s.SEGMENTS] - 1.0 ? input[abi.SIM_INTERVAL] : state[s.LAST_SIZE];
}

function checkpointSeconds(): f64 {
  const every = input[abi.SIM_STORAGE_EVERY];
  const goesToStorage = every > 0.0 && state[s.RISKED] + 1.0 === every;
  return goesToStorage ? input[abi.SIM_BLOCKING] + input[abi.SIM_STORAGE_BLOCKING] : input[abi.SIM_BLOCKING];
}

/** Seconds until the segment at hand has its checkpoint, if nothing happens. */
export function secondsToCheckpoint(): f64 {
  const work = (segmentSize() - state[s.PENDING_WORK]) / state[s.SPEED];
  return state[s.LAG_LEFT] + work + checkpointSeconds() - state[s.PENDING_CHECKPOINT];
}

/** Seconds until the work is done, if nothing happens. */
export function secondsToFinish(): f64 {
  const after = fullSegmentsLeft();
  let seconds = secondsToCheckpoint();
  if (after <= 0.0) return seconds;
  seconds += (after - 1.0) * state[s.PERIOD] + state[s.LAST_SIZE] / state[s.SPEED] + input[abi.SIM_BLOCKING];
  const every = input[abi.SIM_STORAGE_EVERY];
  if (every > 0.0) {
    const risked = state[s.RISKED] + 1.0 < every ? state[s.RISKED] + 1.0 : 0.0;
    seconds += Math.floor((risked + after) / every) * input[abi.SIM_STORAGE_BLOCKING];
  }
  return seconds;
}

/** Adds `seconds` of training to the segment at hand. */
function trainPart(seconds: f64): void {
  const speed = state[s.SPEED];
  const toWork = (segmentSize() - state[s.PENDING_WORK]) / speed;
  const working = seconds < toWork ? seconds : toWork;
  addWork(s.PENDING_WORK, working * speed, working);
  if (seconds > toWork) state[s.PENDING_CHECKPOINT] += seconds - toWork;
}

/** Adds work, and by what it took longer than at full speed, to the pending or the risked seconds that begin at `at`. */
function addWork(at: i32, work: f64, seconds: f64): void {
  state[at] += work;
  if (state[s.SPEED] === 1.0) return;
  const share = state[s.GROUP_SHARE];
  state[at + 4] += seconds * (1.0 - share);
  const paced = seconds * share * (1.0 - state[s.PACE]);
  if (state[s.PACED_BY_STRAGGLER] === 1.0) state[at + 3] += paced;
  else state[at + 2] += paced;
}

/** Moves what begins at `at` to the uses, as what it was meant to be. */
function settle(at: i32): void {
  uses[abi.USE_USEFUL] += state[at];
  uses[abi.USE_CHECKPOINTS] += state[at + 1];
  uses[abi.USE_SLOWED] += state[at + 2];
  uses[abi.USE_STRAGGLERS] += state[at + 3];
  uses[abi.USE_SHRUNK] += state[at + 4];
  clear(at);
}

/** Moves what begins at `at` to the work that is done again. */
function lose(at: i32): void {
  uses[abi.USE_REDONE] += state[at] + state[at + 1] + state[at + 2] + state[at + 3] + state[at + 4];
  clear(at);
}

function clear(at: i32): void {
  for (let slot: i32 = 0; slot < 5; slot++) state[at + slot] = 0.0;
}

/** The segment at hand has its checkpoint. */
function bankSegment(): void {
  state[s.BANKED] += 1.0;
  if (input[abi.SIM_STORAGE_EVERY] === 0.0) {
    settle(s.PENDING_WORK);
    return;
  }
  for (let slot: i32 = 0; slot < 5; slot++) state[s.RISKED_WORK + slot] += state[s.PENDING_WORK + slot];
  clear(s.PENDING_WORK);
  state[s.RISKED] += 1.0;
  if (state[s.RISKED] === input[abi.SIM_STORAGE_EVERY]) {
    state[s.RISKED] = 0.0;
    settle(s.RISKED_WORK);
  }
}

/** Adds whole segments with their checkpoints, to storage in `toStorage` of them, to what begins at `at`. */
function addSegments(at: i32, count: f64, toStorage: f64): void {
  const work = count * input[abi.SIM_INTERVAL];
  addWork(at, work, work / state[s.SPEED]);
  state[at + 1] += count * input[abi.SIM_BLOCKING] + toStorage * input[abi.SIM_STORAGE_BLOCKING];
  state[s.BANKED] += count;
}

/** Whole segments that fit into `seconds`, no part of one being at hand. Answers the seconds that are left. */
function trainWhole(seconds: f64): f64 {
  const period = state[s.PERIOD];
  const every = input[abi.SIM_STORAGE_EVERY];
  if (every === 0.0) {
    const fits = Math.floor(seconds / period);
    const count = Math.min(fits, fullSegmentsLeft());
    if (count <= 0.0) return seconds;
    addSegments(s.PENDING_WORK, count, 0.0);
    settle(s.PENDING_WORK);
    return seconds - count * period;
  }
  let left = seconds;
  const toStorage = every - state[s.RISKED];
  if (state[s.RISKED] > 0.0 && fullSegmentsLeft() >= toStorage) {
    const needed = toStorage * period + input[abi.SIM_STORAGE_BLOCKING];
    if (left >= needed) {
      addSegments(s.RISKED_WORK, toStorage, 1.0);
      settle(s.RISKED_WORK);
      state[s.RISKED] = 0.0;
      left -= needed;
    }
  }
  if (state[s.RISKED] === 0.0) {
    const round = every * period + input[abi.SIM_STORAGE_BLOCKING];
    const rounds = Math.min(Math.floor(left / round), Math.floor(fullSegmentsLeft() / every));
    if (rounds > 0.0) {
      addSegments(s.PENDING_WORK, rounds * every, rounds);
      settle(s.PENDING_WORK);
      left -= rounds * round;
    }
  }
  // The one that would go to storage takes longer: it is not among these.
  const before = Math.min(fullSegmentsLeft(), every - 1.0 - state[s.RISKED]);
  const count = Math.min(Math.floor(left / period), before);
  if (count > 0.0) {
    addSegments(s.RISKED_WORK, count, 0.0);
    state[s.RISKED] += count;
    left -= count * period;
  }
  return left;
}

/** Trains for `seconds`, at most until the work is done. */
export function train(seconds: f64): void {
  const kind: i32 =
    state[s.SPEED] === 1.0 ? abi.STATE_TRAINING : state[s.GROUP_SHARE] < 1.0 ? abi.STATE_SHRUNK : abi.STATE_SLOWED;
  recordBand(state[s.LIVED_UNTIL], state[s.LIVED_UNTIL] + seconds, kind);
  let left = seconds;
  if (state[s.LAG_LEFT] > 0.0) {
    const again = Math.min(left, state[s.LAG_LEFT]);
    uses[abi.USE_REDONE] += again;
    state[s.LAG_LEFT] -= again;
    left -= again;
    if (left <= 0.0) return;
  }
  if (state[s.PENDING_WORK] > 0.0) {
    const needed = secondsToCheckpoint();
    if (left < needed) {
      trainPart(left);
      return;
    }
    trainPart(needed);
    bankSegment();
    left -= needed;
  }
  left = trainWhole(left);
  if (left > 0.0 && state[s.BANKED] < state[s.SEGMENTS]) trainPart(left);
}

/** Trains to the next checkpoint, exactly. */
export function trainToCheckpoint(): void {
  const seconds = secondsToCheckpoint();
  const left = state[s.BANKED] + 1.0;
  train(seconds);
  // Rounding may leave the last of its checkpoint out.
  if (state[s.BANKED] < left) bankSegment();
}

/** Trains until the work is done: everything is settled. */
export function trainToEnd(): void {
  train(secondsToFinish());
  settle(s.PENDING_WORK);
  settle(s.RISKED_WORK);
}

/** What an interruption takes: the segment at hand, and with the memory of peers what storage does not have yet. */
export function loseWork(fromStorage: bool): void {
  state[s.LAG_LEFT] = 0.0;
  lose(s.PENDING_WORK);
  if (!fromStorage) return;
  lose(s.RISKED_WORK);
  state[s.BANKED] -= state[s.RISKED];
  state[s.RISKED] = 0.0;
}
