/** What it means for the job that its spares may run out: reads the causes and the machines under repair (`repair-pool.ts`). */
import * as run from '../run-abi.ts';
import * as abi from './reliability-abi.ts';
import { chanceInRepair, MOST_IN_REPAIR, meanInRepair, mostSpread, spreadRepairs } from './repair-pool.ts';
import { waitForRepair } from './spare-wait.ts';
import {
  countCauses,
  groupsOf,
  MACHINES_LOST,
  machinesLostAt,
  ratePerHourAt,
  stopsAt,
  sums,
  TAKING_MACHINES,
} from './sum-causes.ts';

/** Chances below it are left out. */
const NEXT_TO_NONE: f64 = 1e-18;

/** The answers; see the slots. */
export const shortage: StaticArray<f64> = new StaticArray<f64>(4);
/** Chance that an interruption which takes machines finds too few spares. */
export const CHANCE: i32 = 0;
/** Seconds of waiting for repairs in each second in which the job does not wait. */
export const WAIT_PER_SECOND: i32 = 1;
/** Share of the groups that is missing, if the job shrinks instead of waiting. */
export const MISSING_SHARE: i32 = 2;
/** How often per second the groups then become fewer, and as often more. */
export const CHANGES_PER_SECOND: i32 = 3;

/** A job that waits: nothing fails while it does. */
export function shortageOfWaitingJob(input: StaticArray<f64>, inputAt: i32, spares: f64): void {
  clear();
  if (spares > MOST_IN_REPAIR) return;
  spreadRepairs(spares);
  const repair = meanRepairSeconds();
  const causes = countCauses(input, inputAt);
  let short: f64 = 0.0;
  let wait: f64 = 0.0;
  for (let cause: i32 = 0; cause < causes; cause++) {
    const at = inputAt + abi.IN_CAUSES + abi.CAUSE_LENGTH * cause;
    const lost = machinesLostAt(input, at);
    if (lost <= 0.0 || !stopsAt(input, at)) continue;
    const perSecond = ratePerHourAt(input, at) / run.SECONDS_PER_HOUR;
    const own = input[at + abi.CAUSE_REPAIR_SECONDS];
    let inRepair: f64 = 0.0;
    for (let slot: i32 = 0; slot <= mostSpread(); slot++) {
      const chance = chanceInRepair(slot);
      const missing = inRepair + lost - spares;
      if (missing > 0.0 && chance > NEXT_TO_NONE) {
        short += perSecond * chance;
        wait += perSecond * chance * waitForRepair(missing, inRepair, repair, own);
      }
      inRepair += 1.0;
    }
  }
  shortage[CHANCE] = chanceOf(short);
  shortage[WAIT_PER_SECOND] = wait;
}

/** A job that goes on with the groups that are whole, until there is none. */
export function shortageOfShrinkingJob(
  input: StaticArray<f64>,
  inputAt: i32,
  spares: f64,
  groups: f64,
  machinesPerGroup: f64,
  far: f64,
): void {
  clear();
  if (spares > MOST_IN_REPAIR) return;
  const last = spares + Math.floor((groups - 1.0) * machinesPerGroup + 1e-9) + 1.0;
  spreadRepairs(last < far ? last : far);
  let missing: f64 = 0.0;
  let inRepair: f64 = 0.0;
  for (let slot: i32 = 0; slot <= mostSpread(); slot++) {
    missing += chanceInRepair(slot) * groupsMissing(inRepair - spares, groups, machinesPerGroup);
    inRepair += 1.0;
  }
  const causes = countCauses(input, inputAt);
  let short: f64 = 0.0;
  let changes: f64 = 0.0;
  for (let cause: i32 = 0; cause < causes; cause++) {
    const at = inputAt + abi.IN_CAUSES + abi.CAUSE_LENGTH * cause;
    const lost = machinesLostAt(input, at);
    if (lost <= 0.0 || !stopsAt(input, at)) continue;
    const perSecond = ratePerHourAt(input, at) / run.SECONDS_PER_HOUR;
    inRepair = 0.0;
    for (let slot: i32 = 0; slot <= mostSpread(); slot++) {
      const chance = chanceInRepair(slot);
      const before = groupsMissing(inRepair - spares, groups, machinesPerGroup);
      const after = groupsMissing(inRepair + lost - spares, groups, machinesPerGroup);
      if (after > before) changes += perSecond * chance;
      if (inRepair + lost > spares) short += perSecond * chance;
      inRepair += 1.0;
    }
  }
  shortage[CHANCE] = chanceOf(short);
  shortage[MISSING_SHARE] = missing / groups;
  shortage[CHANGES_PER_SECOND] = changes;
}

/** Seconds until a machine under repair is back, on average over the machines. */
function meanRepairSeconds(): f64 {
  const perSecond = sums[MACHINES_LOST] / run.SECONDS_PER_HOUR;
  return perSecond > 0.0 ? meanInRepair() / perSecond : 0.0;
}

function groupsMissing(machines: f64, groups: f64, machinesPerGroup: f64): f64 {
  if (machines <= 0.0) return 0.0;
  const missing = groupsOf(machines, machinesPerGroup);
  return missing < groups ? missing : groups;
}

function chanceOf(shortPerSecond: f64): f64 {
  const perSecond = sums[TAKING_MACHINES] / run.SECONDS_PER_HOUR;
  if (perSecond <= 0.0) return 0.0;
  const chance = shortPerSecond / perSecond;
  return chance < 1.0 ? chance : 1.0;
}

function clear(): void {
  for (let slot: i32 = 0; slot < 4; slot++) shortage[slot] = 0.0;
}
