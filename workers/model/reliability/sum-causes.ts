/** What the causes of interruption come to together: reads the input block. */
import * as run from '../run-abi.ts';
import { causeRatePerHour } from './interruption-rate.ts';
import { peerSurvival } from './peer-survival.ts';
import * as abi from './reliability-abi.ts';
import { addRepairs, clearRepairs } from './repair-pool.ts';

/** The sums, per hour; see the slots. */
export const sums: StaticArray<f64> = new StaticArray<f64>(8);
/** All interruptions. */
export const ALL: i32 = 0;
/** Those that everything restarts from. */
export const RESTARTING: i32 = 1;
/** Those that only some replica groups are lost with, and how many groups these are. */
export const STALLING: i32 = 2;
export const GROUPS_LOST: i32 = 3;
/** Those after which a copy of everything is left in some memory. */
export const SURVIVED: i32 = 4;
/** Those that take machines, and how many machines these are. */
export const TAKING_MACHINES: i32 = 5;
export const MACHINES_LOST: i32 = 7;
/** Not per hour: parts that slow the job out at one moment × the speed that each takes. */
export const SLOWED: i32 = 6;

/** Machines that one event of the cause at `at` takes, whole. */
export function machinesLostAt(input: StaticArray<f64>, at: i32): f64 {
  const lost = input[at + abi.CAUSE_MACHINES_LOST];
  if (lost <= 0.0) return 0.0;
  return lost < 1.0 ? 1.0 : Math.floor(lost + 0.5);
}

/** Whether the cause at `at` stops the job. */
export function stopsAt(input: StaticArray<f64>, at: i32): bool {
  return input[at + abi.CAUSE_EFFECT] === 0.0;
}

/** Events of the cause at `at` per hour. */
export function ratePerHourAt(input: StaticArray<f64>, at: i32): f64 {
  return causeRatePerHour(input[at + abi.CAUSE_COMPONENTS], input[at + abi.CAUSE_RATE]);
}

/** How many causes the block holds. */
export function countCauses(input: StaticArray<f64>, inputAt: i32): i32 {
  const count = input[inputAt + abi.IN_CAUSE_COUNT];
  let causes: i32 = 0;
  for (let position: f64 = 0.0; position < count && causes < abi.MAX_CAUSES; position += 1.0) causes += 1;
  return causes;
}

/** Fills the sums and the repairs (`repair-pool.ts`), and writes each cause's interruptions per day. */
export function sumCauses(input: StaticArray<f64>, inputAt: i32, output: StaticArray<f64>, outputAt: i32): void {
  for (let slot: i32 = 0; slot < 8; slot++) sums[slot] = 0.0;
  clearRepairs();
  const machines = input[inputAt + abi.IN_MACHINES];
  const groups = input[inputAt + abi.IN_REPLICA_GROUPS];
  const isReplicated = input[inputAt + abi.IN_FAULT_TOLERANCE] === abi.REPLICAS;
  const copies = input[inputAt + abi.IN_PEER_COPIES];
  const causes = countCauses(input, inputAt);
  for (let cause: i32 = 0; cause < abi.MAX_CAUSES; cause++) {
    const at = inputAt + abi.IN_CAUSES + abi.CAUSE_LENGTH * cause;
    output[outputAt + abi.OUT_CAUSES + cause] = 0.0;
    if (cause >= causes) continue;
    const rate = ratePerHourAt(input, at);
    const eventsInRepair = (rate / run.SECONDS_PER_HOUR) * input[at + abi.CAUSE_REPAIR_SECONDS];
    if (!stopsAt(input, at)) {
      sums[SLOWED] += eventsInRepair * (1.0 - input[at + abi.CAUSE_SPEED_FRACTION]);
      continue;
    }
    output[outputAt + abi.OUT_CAUSES + cause] = rate * 24.0;
    sums[ALL] += rate;
    const lost = machinesLostAt(input, at);
    if (lost > 0.0) sums[TAKING_MACHINES] += rate;
    sums[MACHINES_LOST] += rate * lost;
    sums[SURVIVED] += rate * peerSurvival(machines, copies, lost);
    addRepairs(lost, eventsInRepair);
    const groupsLost = lost > 0.0 ? groupsOf(lost, machines / groups) : 1.0;
    if (!isReplicated || groupsLost >= groups) {
      sums[RESTARTING] += rate;
    } else {
      sums[STALLING] += rate;
      sums[GROUPS_LOST] += rate * groupsLost;
    }
  }
}

/** Whole groups that a number of machines is, at least; `machinesPerGroup` may be a fraction. */
export function groupsOf(machines: f64, machinesPerGroup: f64): f64 {
  // A quotient that is whole but for rounding stays what it is.
  return Math.ceil(machines / machinesPerGroup - 1e-9);
}
