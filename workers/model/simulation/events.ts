/**
 * What can happen to a run. Everything memoryless — exponential failures, repairs, replicas that come back, slow machines that are found —
 * shares one clock, whose rate is the sum of theirs; Weibull causes have clocks of their own.
 */
import { nextExponential } from './exponential-variate.ts';
import { catchUp } from './live.ts';
import { setGroupsOut, updatePace } from './pace.ts';
import { nextUniform } from './random.ts';
import { recordEvent } from './record.ts';
import { beginRecovery, beginSwap } from './recovery.ts';
import { crewShare, finishRepair, groupsRecovering, returnGroup, sendToRepair } from './repairs.ts';
import { loseWork } from './segments.ts';
import * as abi from './simulation-abi.ts';
import * as s from './simulation-arena.ts';
import { clocks, simulationInput as input, scales, state, storageChances } from './simulation-arena.ts';
import { nextWeibull } from './weibull.ts';

function noticeRate(): f64 {
  return state[s.STRAGGLERS] > 0.0 ? state[s.STRAGGLERS] / input[abi.SIM_NOTICE] : 0.0;
}

function groupReturnRate(): f64 {
  if (state[s.GROUPS_OUT] === 0.0 || input[abi.SIM_TOLERANCE] !== abi.REPLICAS) return 0.0;
  return groupsRecovering() / input[abi.SIM_GROUP_OUTAGE];
}

/** Share of the causes' rates at which things break: nothing while the job waits for a machine, and replicas that are out do not. */
function runningShare(): f64 {
  if (state[s.MODE] === s.MODE_WAITING) return 0.0;
  return input[abi.SIM_TOLERANCE] === abi.REPLICAS ? state[s.GROUP_SHARE] : 1.0;
}

/** Interruptions and slow parts per second under the shared clock. */
function failureRate(): f64 {
  return state[s.CAUSES_RATE] * runningShare();
}

/** Sets the shared clock, if it went off or its rate has changed; what is memoryless may be drawn anew at any time. */
export function setSharedClock(wentOff: bool): void {
  const rate = failureRate() + state[s.REPAIRS_RATE] * crewShare() + noticeRate() + groupReturnRate();
  if (!wentOff && rate === state[s.SHARED_RATE]) return;
  state[s.SHARED_RATE] = rate;
  state[s.SHARED_CLOCK] = rate > 0.0 ? state[s.NOW] + nextExponential() / rate : Infinity;
}

/** The shared clock went off: picks what happened. */
export function passSharedEvent(): void {
  let left = nextUniform() * state[s.SHARED_RATE];
  if (left < failureRate()) {
    pickCause(left / runningShare());
    return;
  }
  left -= failureRate();
  const repairs = state[s.REPAIRS_RATE] * crewShare();
  if (left < repairs) {
    finishRepair(left / crewShare());
    return;
  }
  left -= repairs;
  if (left < noticeRate()) noticeStraggler();
  else if (groupReturnRate() > 0.0) returnGroup();
}

function pickCause(draw: f64): void {
  const count: i32 = i32(input[abi.SIM_CAUSE_COUNT]);
  let left = draw;
  let found: i32 = -1;
  for (let cause: i32 = 0; cause < count; cause++) {
    const at: i32 = abi.SIM_CAUSES + cause * abi.CAUSE_STRIDE;
    const rate = input[at + abi.CAUSE_RATE];
    if (rate === 0.0 || input[at + abi.CAUSE_SHAPE] !== 1.0) continue;
    found = cause;
    left -= rate;
    if (left < 0.0) break;
  }
  if (found >= 0) strike(found);
}

/** A Weibull clock went off. */
export function passClockEvent(cause: i32): void {
  const shape = input[abi.SIM_CAUSES + cause * abi.CAUSE_STRIDE + abi.CAUSE_SHAPE];
  clocks[cause] = state[s.NOW] + nextWeibull(scales[cause], shape);
  strike(cause);
}

/** Something of `cause` breaks. */
function strike(cause: i32): void {
  catchUp();
  const effect = input[abi.SIM_CAUSES + cause * abi.CAUSE_STRIDE + abi.CAUSE_EFFECT];
  if (effect === abi.STOPS) {
    interrupt(cause);
    return;
  }
  if (effect === abi.STRAGGLES) state[s.STRAGGLERS] += 1.0;
  else sendToRepair(cause);
  updatePace();
  recordEvent(effect === abi.STRAGGLES ? abi.HAPPENED_STRAGGLER : abi.HAPPENED_SLOWED, cause);
}

function interrupt(cause: i32): void {
  state[s.INTERRUPTIONS] += 1.0;
  sendToRepair(cause);
  recordEvent(abi.HAPPENED_INTERRUPTION, cause);
  if (losesGroupsOnly(cause)) return;
  const chance = storageChances[cause];
  const fromStorage = input[abi.SIM_STORAGE_EVERY] > 0.0 && chance > 0.0 && (chance >= 1.0 || nextUniform() < chance);
  loseWork(fromStorage);
  // A recovery from storage that is broken off has to begin with storage again.
  if (fromStorage) {
    state[s.FROM_STORAGE] = 1.0;
    recordEvent(abi.HAPPENED_STORAGE_RESTORE, cause);
  }
  state[s.STALL_LEFT] = 0.0;
  if (input[abi.SIM_TOLERANCE] === abi.REPLICAS) setGroupsOut(0.0);
  beginRecovery();
}

/** Whether other replicas train on; takes out those that were hit, and stalls the others. */
function losesGroupsOnly(cause: i32): bool {
  if (input[abi.SIM_TOLERANCE] !== abi.REPLICAS) return false;
  if (state[s.MODE] !== s.MODE_TRAINING && state[s.MODE] !== s.MODE_STALLED) return false;
  const machines = input[abi.SIM_CAUSES + cause * abi.CAUSE_STRIDE + abi.CAUSE_MACHINES];
  const hit = Math.max(1.0, Math.ceil(machines / input[abi.SIM_MACHINES_PER_GROUP]));
  if (state[s.GROUPS_OUT] + hit >= input[abi.SIM_GROUPS]) return false;
  setGroupsOut(state[s.GROUPS_OUT] + hit);
  if (input[abi.SIM_STALL] > 0.0) {
    // Stalls that overlap are one.
    state[s.STALL_LEFT] = input[abi.SIM_STALL];
    state[s.MODE] = s.MODE_STALLED;
  }
  return true;
}

/** A slow machine is found. It is swapped if there is a spare; a job that stands still anyway does without it at once. */
function noticeStraggler(): void {
  if (state[s.POOL] === 0.0) return;
  catchUp();
  state[s.STRAGGLERS] -= 1.0;
  sendToRepair(i32(state[s.STRAGGLER_CAUSE]));
  updatePace();
  recordEvent(abi.HAPPENED_SWAP, i32(state[s.STRAGGLER_CAUSE]));
  if (state[s.MODE] === s.MODE_TRAINING) beginSwap();
}
