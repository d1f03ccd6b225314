/** From a failure until training goes on: detection, replacement, waiting for a machine, restart, reading the checkpoint. */
import { groupsShort, setGroupsOut } from './pace.ts';
import { recordBand, recordEvent } from './record.ts';
import * as abi from './simulation-abi.ts';
import * as s from './simulation-arena.ts';
import { clocks, simulationInput as input, state, uses } from './simulation-arena.ts';

/** Seconds of a recovery after which the machines have to be there. */
function replacedSeconds(): f64 {
  return input[abi.SIM_DETECT] + input[abi.SIM_REPLACE];
}

/** Begins a recovery after an interruption. */
export function beginRecovery(): void {
  begin(0.0, 0.0, 0.0);
}

/** Begins to swap a slow machine: found already, and nothing is lost. */
export function beginSwap(): void {
  state[s.FROM_STORAGE] = 0.0;
  begin(input[abi.SIM_DETECT], 1.0, 0.0);
}

/** Begins to take machines back that were missing: they are there, and nothing is lost. */
export function beginRegrowth(): void {
  state[s.FROM_STORAGE] = 0.0;
  begin(replacedSeconds(), 1.0, 1.0);
}

function begin(elapsed: f64, keepsPending: f64, hasMachines: f64): void {
  state[s.MODE] = s.MODE_RECOVERING;
  state[s.ELAPSED] = elapsed;
  state[s.KEEPS_PENDING] = keepsPending;
  state[s.HAS_MACHINES] = hasMachines;
  state[s.READ_SECONDS] = state[s.FROM_STORAGE] === 1.0 ? input[abi.SIM_STORAGE_READ] : input[abi.SIM_READ];
  state[s.REGROW] = 0.0;
}

/** Whether the recovery still has to ask for machines that are not there. */
function asksForMachines(): bool {
  return state[s.HAS_MACHINES] === 0.0 && state[s.MISSING] > 0.0;
}

/** Whether the job can go on with the machines that there are. */
function canGoOn(): bool {
  if (state[s.MISSING] <= 0.0) return true;
  return input[abi.SIM_TOLERANCE] === abi.ELASTIC && groupsShort() < input[abi.SIM_GROUPS];
}

/** Seconds until the recovery ends, or asks for its machines. */
export function secondsToRecover(): f64 {
  const replaced = replacedSeconds();
  if (asksForMachines()) return Math.max(0.0, replaced - state[s.ELAPSED]);
  return replaced + input[abi.SIM_RESTART] + state[s.READ_SECONDS] - state[s.ELAPSED];
}

/** Lets `seconds` of the recovery pass. */
export function recover(seconds: f64): void {
  const from = state[s.ELAPSED];
  const detected = input[abi.SIM_DETECT];
  const replaced = replacedSeconds();
  const restarted = replaced + input[abi.SIM_RESTART];
  const to = from + seconds;
  passPhase(from, to, 0.0, detected, abi.USE_DETECTION, abi.STATE_DETECTION);
  passPhase(from, to, detected, replaced, abi.USE_REPLACEMENT, abi.STATE_REPLACEMENT);
  passPhase(from, to, replaced, restarted, abi.USE_RESTART, abi.STATE_RESTART);
  passPhase(from, to, restarted, Infinity, abi.USE_READING, abi.STATE_READING);
  state[s.ELAPSED] = to;
}

function passPhase(from: f64, to: f64, begins: f64, ends: f64, use: i32, kind: i32): void {
  const first = from > begins ? from : begins;
  const last = to < ends ? to : ends;
  if (last <= first) return;
  uses[use] += last - first;
  recordBand(state[s.LIVED_UNTIL] + (first - from), state[s.LIVED_UNTIL] + (last - from), kind);
}

/** What comes when {@link secondsToRecover} are over. */
export function endRecoveryPhase(): void {
  if (asksForMachines()) {
    if (canGoOn()) state[s.HAS_MACHINES] = 1.0;
    else {
      state[s.MODE] = s.MODE_WAITING;
      state[s.WAITING_SINCE] = state[s.NOW];
    }
    return;
  }
  if (input[abi.SIM_TOLERANCE] === abi.ELASTIC) {
    const before = state[s.GROUPS_OUT];
    setGroupsOut(groupsShort());
    if (state[s.GROUPS_OUT] > before) recordEvent(abi.HAPPENED_SHRUNK, -1);
    if (state[s.GROUPS_OUT] < before) recordEvent(abi.HAPPENED_REGROWN, -1);
  }
  state[s.MODE] = s.MODE_TRAINING;
  const lags = input[abi.SIM_STORAGE_EVERY] === 0.0 || state[s.FROM_STORAGE] === 1.0;
  if (state[s.KEEPS_PENDING] === 0.0 && lags) state[s.LAG_LEFT] = input[abi.SIM_LAG];
  state[s.FROM_STORAGE] = 0.0;
}

/** A machine came back while the job was waiting: it goes on when there are enough. */
export function endWaiting(): void {
  if (!canGoOn()) return;
  state[s.HAS_MACHINES] = 1.0;
  state[s.MODE] = s.MODE_RECOVERING;
  if (state[s.HAS_CLOCKS] === 0.0) return;
  // Nothing broke meanwhile: the clocks stood still.
  const waited = state[s.NOW] - state[s.WAITING_SINCE];
  const count: i32 = i32(input[abi.SIM_CAUSE_COUNT]);
  for (let cause: i32 = 0; cause < count; cause++) clocks[cause] += waited;
}
