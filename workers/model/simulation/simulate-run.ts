/**
 * One run from its start to its end, event by event: up to the next failure or repair, the job trains or recovers, which is added up in
 * closed form. The semantics are those of the wall-time model in `reliability/exact-goodput.ts`: interruptions may strike at any time, in
 * recoveries and in checkpoints too. The time of events is running time; start-up and planned stops come on top at the end.
 */
import { peerLossProbability } from '../reliability/peer-loss.ts';
import { passClockEvent, passSharedEvent, setSharedClock } from './events.ts';
import { prepareExponential } from './exponential-variate.ts';
import { live } from './live.ts';
import { setGroupsOut, updatePace } from './pace.ts';
import { seedRandom } from './random.ts';
import { beginRegrowth, endRecoveryPhase, secondsToRecover } from './recovery.ts';
import { secondsToCheckpoint, secondsToFinish, trainToCheckpoint, trainToEnd } from './segments.ts';
import * as abi from './simulation-abi.ts';
import * as s from './simulation-arena.ts';
import {
  clocks,
  simulationInput as input,
  repairRates,
  scales,
  simulationRows,
  state,
  storageChances,
  underRepair,
  uses,
} from './simulation-arena.ts';
import { nextWeibull, weibullScale } from './weibull.ts';

/** A run that takes more is given up. */
const MOST_EVENTS: i32 = 2000000;

/** Simulates run `index` of `seed` and fills the row at `rowAt`. */
export function simulateRun(seed: i32, index: i32, rowAt: i32, isRecording: bool): void {
  prepareExponential();
  seedRandom(seed, index);
  reset(isRecording);
  startClocks();
  let isDone: bool = state[s.SEGMENTS] === 0.0;
  for (let event: i32 = 0; event < MOST_EVENTS && !isDone; event++) {
    const cause: i32 = nextClock();
    const next = cause < 0 ? state[s.SHARED_CLOCK] : clocks[cause];
    const left = secondsLeft(next - state[s.LIVED_UNTIL]);
    if (state[s.LIVED_UNTIL] + left <= next) {
      // Nothing will ever happen any more.
      if (left === Infinity) break;
      state[s.NOW] = state[s.LIVED_UNTIL] + left;
      isDone = passPhase(left);
    } else {
      state[s.NOW] = next;
      if (cause < 0) passSharedEvent();
      else passClockEvent(cause);
      setSharedClock(cause < 0);
    }
  }
  writeRow(rowAt, isDone);
}

/** Seconds, from where the job has lived to, until it does something else by itself; infinite where that is more than `within`. */
function secondsLeft(within: f64): f64 {
  const mode = state[s.MODE];
  if (mode === s.MODE_TRAINING) {
    // The work that is left takes its time at least: mostly that is enough to know.
    const work = (state[s.SEGMENTS] - 2.0 - state[s.BANKED]) * input[abi.SIM_INTERVAL];
    if (work > within && state[s.REGROW] === 0.0) return Infinity;
    const isLast = state[s.BANKED] >= state[s.SEGMENTS] - 1.0;
    return state[s.REGROW] === 1.0 && !isLast ? secondsToCheckpoint() : secondsToFinish();
  }
  if (mode === s.MODE_RECOVERING) return secondsToRecover();
  return mode === s.MODE_STALLED ? state[s.STALL_LEFT] : Infinity;
}

/** The cause whose own clock goes off next; −1 when the shared one does. */
function nextClock(): i32 {
  if (state[s.HAS_CLOCKS] === 0.0 || state[s.MODE] === s.MODE_WAITING) return -1;
  let next = state[s.SHARED_CLOCK];
  let found: i32 = -1;
  const count: i32 = i32(input[abi.SIM_CAUSE_COUNT]);
  for (let cause: i32 = 0; cause < count; cause++) {
    if (clocks[cause] < next) {
      next = clocks[cause];
      found = cause;
    }
  }
  return found;
}

/** Lets what the job does come to its end, which is now. Answers whether that is the end of the run. */
function passPhase(seconds: f64): bool {
  const mode = state[s.MODE];
  if (mode === s.MODE_TRAINING) {
    const regrows = state[s.REGROW] === 1.0 && state[s.BANKED] < state[s.SEGMENTS] - 1.0;
    if (!regrows) {
      trainToEnd();
      return true;
    }
    trainToCheckpoint();
    state[s.LIVED_UNTIL] = state[s.NOW];
    beginRegrowth();
    return false;
  }
  live(seconds);
  if (mode === s.MODE_RECOVERING) {
    endRecoveryPhase();
    setSharedClock(false);
  } else state[s.MODE] = s.MODE_TRAINING;
  return false;
}

function reset(isRecording: bool): void {
  for (let slot: i32 = 0; slot < state.length; slot++) state[slot] = 0.0;
  for (let use: i32 = 0; use < abi.USE_COUNT; use++) uses[use] = 0.0;
  const count: i32 = i32(input[abi.SIM_CAUSE_COUNT]);
  for (let cause: i32 = 0; cause < count; cause++) underRepair[cause] = 0.0;
  state[s.RECORDING] = isRecording ? 1.0 : 0.0;
  state[s.POOL] = input[abi.SIM_SPARES];
  const work = input[abi.SIM_WORK];
  const interval = input[abi.SIM_INTERVAL];
  // A last segment that only rounding has made is none.
  const segments = work > 0.0 ? Math.max(1.0, Math.ceil(work / interval - 1e-9)) : 0.0;
  state[s.SEGMENTS] = segments;
  state[s.LAST_SIZE] = work - (segments - 1.0) * interval;
  state[s.GROUP_SHARE] = 1.0;
  setGroupsOut(0.0);
  updatePace();
}

function startClocks(): void {
  let rate: f64 = 0.0;
  state[s.STRAGGLER_CAUSE] = -1.0;
  const count: i32 = i32(input[abi.SIM_CAUSE_COUNT]);
  for (let cause: i32 = 0; cause < count; cause++) {
    const at: i32 = abi.SIM_CAUSES + cause * abi.CAUSE_STRIDE;
    const each = input[at + abi.CAUSE_RATE];
    const shape = input[at + abi.CAUSE_SHAPE];
    clocks[cause] = Infinity;
    storageChances[cause] = storageChance(at);
    repairRates[cause] = 1.0 / input[at + abi.CAUSE_REPAIR];
    if (input[at + abi.CAUSE_EFFECT] === abi.STRAGGLES) state[s.STRAGGLER_CAUSE] = f64(cause);
    if (shape === 1.0) rate += each;
    else if (each > 0.0) {
      state[s.HAS_CLOCKS] = 1.0;
      scales[cause] = weibullScale(1.0 / each, shape);
      clocks[cause] = nextWeibull(scales[cause], shape);
    }
  }
  state[s.CAUSES_RATE] = rate;
  setSharedClock(true);
}

/** Chance that an event of the cause at `at` leaves no copy of some part of the checkpoint in any memory. */
function storageChance(at: i32): f64 {
  const copies = input[abi.SIM_PEER_COPIES];
  if (copies <= 0.0) return input[at + abi.CAUSE_STORAGE_CHANCE];
  const machines = input[abi.SIM_MACHINES];
  const lost = input[at + abi.CAUSE_MACHINES];
  if (lost <= 0.0) return 0.0;
  return lost >= machines ? 1.0 : peerLossProbability(machines, Math.min(copies, machines), lost);
}

function writeRow(rowAt: i32, isDone: bool): void {
  let running: f64 = 0.0;
  for (let use: i32 = 0; use < abi.USE_COUNT; use++) running += uses[use];
  const planned = input[abi.SIM_PLANNED];
  uses[abi.USE_PLANNED] = (running * planned) / (1.0 - planned);
  uses[abi.USE_STARTUP] = input[abi.SIM_STARTUP];
  const wall = running + uses[abi.USE_PLANNED] + uses[abi.USE_STARTUP];
  // Work that is done again draws as much as work that counts; everything else draws what stands idle draws.
  const training = uses[abi.USE_USEFUL] + uses[abi.USE_REDONE];
  const joules = training * input[abi.SIM_TRAINING_WATTS] + (wall - training) * input[abi.SIM_IDLE_WATTS];
  simulationRows[rowAt + abi.ROW_WALL] = wall;
  for (let use: i32 = 0; use < abi.USE_COUNT; use++) simulationRows[rowAt + abi.ROW_USES + use] = uses[use];
  simulationRows[rowAt + abi.ROW_INTERRUPTIONS] = state[s.INTERRUPTIONS];
  simulationRows[rowAt + abi.ROW_USD] =
    input[abi.SIM_USD_FIXED] + wall * input[abi.SIM_USD_PER_SECOND] + joules * input[abi.SIM_USD_PER_JOULE];
  simulationRows[rowAt + abi.ROW_JOULES] = joules;
  simulationRows[rowAt + abi.ROW_FINISHED] = isDone ? 1.0 : 0.0;
  simulationRows[rowAt + abi.ROW_MOST_IN_REPAIR] = state[s.MOST_IN_REPAIR];
}
