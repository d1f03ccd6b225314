/**
 * The pool of spare machines and the repair crews. One event is one job for a crew and brings back, all at once, the machines that it took.
 * Repair times are exponential, so that all repairs share the clock of the failures; with fewer crews than jobs, each job goes on at its
 * share of the crews.
 */
import { catchUp } from './live.ts';
import { groupsShort, setGroupsOut, updatePace } from './pace.ts';
import { recordEvent } from './record.ts';
import { endWaiting } from './recovery.ts';
import * as abi from './simulation-abi.ts';
import * as s from './simulation-arena.ts';
import { simulationInput as input, repairRates, state, underRepair } from './simulation-arena.ts';

/** Share of the repair jobs that a crew works at. */
export function crewShare(): f64 {
  const crews = input[abi.SIM_CREWS];
  return crews > 0.0 && state[s.REPAIR_JOBS] > crews ? crews / state[s.REPAIR_JOBS] : 1.0;
}

/** Sends what an event of `cause` broke to repair, and takes its machines from the pool. */
export function sendToRepair(cause: i32): void {
  const at: i32 = abi.SIM_CAUSES + cause * abi.CAUSE_STRIDE;
  const machines = input[at + abi.CAUSE_EFFECT] === abi.SLOWS ? 0.0 : input[at + abi.CAUSE_MACHINES];
  const isPart = input[at + abi.CAUSE_EFFECT] === abi.SLOWS;
  // With machines enough, nobody waits for a repair, unless the speed or other repairs depend on it.
  if (!isPart && (machines === 0.0 || state[s.POOL] < 0.0)) return;
  underRepair[cause] += 1.0;
  state[s.REPAIR_JOBS] += 1.0;
  state[s.REPAIRS_RATE] += repairRates[cause];
  if (machines === 0.0) return;
  const ready = Math.min(state[s.POOL], machines);
  state[s.POOL] -= ready;
  state[s.MISSING] += machines - ready;
  state[s.IN_REPAIR] += machines;
  if (state[s.IN_REPAIR] > state[s.MOST_IN_REPAIR]) state[s.MOST_IN_REPAIR] = state[s.IN_REPAIR];
}

/** One of the repairs is done; `draw` picks it, uniform over the sum of the repairs' rates. */
export function finishRepair(draw: f64): void {
  const count: i32 = i32(input[abi.SIM_CAUSE_COUNT]);
  let left = draw;
  let found: i32 = -1;
  for (let cause: i32 = 0; cause < count; cause++) {
    if (underRepair[cause] === 0.0) continue;
    found = cause;
    left -= underRepair[cause] * repairRates[cause];
    if (left < 0.0) break;
  }
  if (found < 0) return;
  const at: i32 = abi.SIM_CAUSES + found * abi.CAUSE_STRIDE;
  if (state[s.MISSING] > 0.0 || input[at + abi.CAUSE_EFFECT] === abi.SLOWS) catchUp();
  underRepair[found] -= 1.0;
  state[s.REPAIR_JOBS] -= 1.0;
  // Rounding must not leave a rate of nothing.
  if (state[s.REPAIR_JOBS] === 0.0) state[s.REPAIRS_RATE] = 0.0;
  else state[s.REPAIRS_RATE] -= repairRates[found];
  if (input[at + abi.CAUSE_EFFECT] === abi.SLOWS) {
    updatePace();
    recordEvent(abi.HAPPENED_RESTORED, found);
    return;
  }
  takeBack(input[at + abi.CAUSE_MACHINES]);
  recordEvent(abi.HAPPENED_REPAIRED, found);
}

function takeBack(machines: f64): void {
  state[s.IN_REPAIR] -= machines;
  const given = Math.min(state[s.MISSING], machines);
  state[s.MISSING] -= given;
  state[s.POOL] += machines - given;
  if (given === 0.0) return;
  if (state[s.MODE] === s.MODE_WAITING) endWaiting();
  else if (input[abi.SIM_TOLERANCE] === abi.ELASTIC && state[s.MODE] === s.MODE_TRAINING) {
    if (groupsShort() < state[s.GROUPS_OUT]) state[s.REGROW] = 1.0;
  }
}

/** A replica that has its machines is back in the job. */
export function returnGroup(): void {
  catchUp();
  setGroupsOut(state[s.GROUPS_OUT] - 1.0);
  recordEvent(abi.HAPPENED_GROUP_BACK, -1);
}

/** Replicas that recover: those that are out and have their machines. */
export function groupsRecovering(): f64 {
  return Math.max(0.0, state[s.GROUPS_OUT] - groupsShort());
}
