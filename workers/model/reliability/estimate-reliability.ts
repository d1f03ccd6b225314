/** Failures, checkpoints and the length of the run: reads the input block and fills the reliability part of the output block. */

import * as run from '../run-abi.ts';
import * as checkpoints from './checkpoint-plan.ts';
import { plan, plannedKeptShare, plannedWorkShare } from './checkpoint-plan.ts';
import { dalyInterval } from './daly-interval.ts';
import { degradedShare } from './degraded-share.ts';
import { attemptShare, recoveryShare } from './exact-goodput.ts';
import { exponential } from './exponential.ts';
import { firstOrderGoodput } from './first-order-goodput.ts';
import { writeCurve } from './goodput-curve.ts';
import { meanSecondsBetweenInterruptions } from './interruption-rate.ts';
import { logarithm } from './logarithm.ts';
import * as abi from './reliability-abi.ts';
import {
  farInRepair,
  MOST_IN_REPAIR,
  meanInRepair,
  spareMachinesInRepair,
  sparesFor,
  spreadRepairs,
} from './repair-pool.ts';
import { missingGroupShare, stalledShare } from './replica-goodput.ts';
import { spareCount } from './spare-count.ts';
import * as spares from './spare-shortage.ts';
import { shortage } from './spare-shortage.ts';
import * as causes from './sum-causes.ts';
import { sumCauses, sums } from './sum-causes.ts';
import { outsideStorageRecovery, twoLevelAttemptShare } from './two-level-goodput.ts';
import { youngInterval } from './young-interval.ts';

const HOURS_PER_DAY: f64 = 24.0;
/** Where hardly any work gets done, the wall time stays a number. */
const SMALLEST_GOODPUT: f64 = 1e-12;

// Kinds of loss, in the order of `OUT_LOST`.
const DETECTION: i32 = 0;
const REPLACEMENT: i32 = 1;
const RESTARTING: i32 = 2;
const READING: i32 = 3;
const WORK_DONE_TWICE: i32 = 4;
const CHECKPOINTS: i32 = 5;
const PLANNED_STOPS: i32 = 6;
const STARTUP: i32 = 7;
const WAITING: i32 = 8;
const DEGRADED: i32 = 9;
const FEWER_GROUPS: i32 = 10;
const STALLS: i32 = 11;
const GROUPS_RECOVERING: i32 = 12;

/** Fills `OUT_IDEAL_SECONDS`, `OUT_WALL_SECONDS` and the section of `reliability-abi.ts`. */
export function estimateReliability(
  input: StaticArray<f64>,
  inputAt: i32,
  output: StaticArray<f64>,
  outputAt: i32,
): void {
  sumCauses(input, inputAt, output, outputAt);
  const tolerance = input[inputAt + abi.IN_FAULT_TOLERANCE];
  const groups = input[inputAt + abi.IN_REPLICA_GROUPS];
  const idealSeconds = input[inputAt + run.IN_STEPS] * input[inputAt + run.IN_STEP_SECONDS];
  const stallsPerSecond = sums[causes.STALLING] / run.SECONDS_PER_HOUR;
  const groupsLostPerSecond = sums[causes.GROUPS_LOST] / run.SECONDS_PER_HOUR;

  checkpoints.planTransfers(input, inputAt);
  const replaced = input[inputAt + abi.IN_DETECT_SECONDS] + input[inputAt + abi.IN_REPLACE_SECONDS];
  const restarted = replaced + input[inputAt + abi.IN_RESTART_SECONDS];
  // A lost group reads its state from another one, over its own part of the network.
  const peers = input[inputAt + abi.IN_PEER_WRITE] * input[inputAt + run.IN_ACCELERATORS];
  const outage = restarted + (peers > 0.0 ? (plan[checkpoints.BYTES] * groups) / peers : 0.0);
  const recovering = stallsPerSecond > 0.0 ? missingGroupShare(groupsLostPerSecond, groups, outage) : 0.0;
  const restartsPerHour = sums[causes.RESTARTING] + sums[causes.STALLING] * lastGroupShare(recovering, groups);
  const mean = meanSecondsBetweenInterruptions(restartsPerHour);
  const survival = sums[causes.ALL] > 0.0 ? sums[causes.SURVIVED] / sums[causes.ALL] : 1.0;
  checkpoints.planIntervals(input, inputAt, mean, survival, idealSeconds);

  const spareMachines = Math.floor(input[inputAt + abi.IN_SPARE_MACHINES] + 1e-9);
  const inRepair = writeRepairs(input, inputAt, output, outputAt, spareMachines);
  const hasPool = input[inputAt + abi.IN_SPARE_POOL] === 1.0;
  const waiting = hasPool && tolerance === abi.RESTART ? output[outputAt + abi.OUT_WAITING_RATIO] : 0.0;
  const shrinks = hasPool && tolerance !== abi.RESTART;
  const missing = shrinks ? output[outputAt + abi.OUT_SHRUNK_SHARE] : 0.0;
  // A job that restarts to take groups back does so from a checkpoint that it waits for; replicas are taken back as they train.
  const regrowing = input[inputAt + abi.IN_RESTART_SECONDS] + plan[checkpoints.READ];
  const changing = shrinks && tolerance === abi.ELASTIC ? shortage[spares.CHANGES_PER_SECOND] * regrowing : 0.0;

  const planned = input[inputAt + abi.IN_PLANNED_STOP_FRACTION];
  const startup = input[inputAt + abi.IN_STARTUP_SECONDS];
  // Waiting and changing come on top of the time in which something can fail.
  const exposed = 1.0 / (1.0 + waiting + changing);
  const attempts = attemptsOfAll(mean);
  const interval = plan[checkpoints.INTERVAL];
  const kept = plannedKeptShare(interval);
  const work = plannedWorkShare(interval);
  const degraded = degradedShare(sums[causes.SLOWED]);
  const stalled = stalledShare(stallsPerSecond, input[inputAt + abi.IN_REPLICA_STALL_SECONDS]);
  const atSpeed = 1.0 - degraded;
  const withGroups = atSpeed * (1.0 - missing);
  const moving = withGroups * (1.0 - stalled);
  const full = moving * (1.0 - recovering);
  const useful = exposed * (attempts * kept * work) * full;
  const running = useful > SMALLEST_GOODPUT ? useful : SMALLEST_GOODPUT;
  const wallSeconds = idealSeconds / running / (1.0 - planned) + startup;
  const startupShare = wallSeconds > 0.0 ? startup / wallSeconds : 0.0;
  // What is left of the wall time after start-up and planned stops.
  const active = (1.0 - startupShare) * (1.0 - planned);

  const lost = outputAt + abi.OUT_LOST;
  const trained = active * exposed * attempts * kept * work;
  writeRecoveries(active * exposed, mean, input, inputAt, output, lost);
  output[lost + WORK_DONE_TWICE] += active * exposed * attempts * (1.0 - kept);
  output[lost + CHECKPOINTS] = active * exposed * attempts * kept * (1.0 - work);
  output[lost + PLANNED_STOPS] = (1.0 - startupShare) * planned;
  output[lost + STARTUP] = startupShare;
  output[lost + WAITING] = active * exposed * waiting;
  output[lost + DEGRADED] = trained * degraded;
  output[lost + FEWER_GROUPS] = trained * atSpeed * missing + active * exposed * changing;
  output[lost + STALLS] = trained * withGroups * stalled;
  output[lost + GROUPS_RECOVERING] = trained * moving * recovering;
  output[outputAt + abi.OUT_GOODPUT] = trained * full;

  output[outputAt + run.OUT_IDEAL_SECONDS] = idealSeconds;
  output[outputAt + run.OUT_WALL_SECONDS] = wallSeconds;
  output[outputAt + abi.OUT_INTERRUPTIONS_PER_DAY] = sums[causes.ALL] * HOURS_PER_DAY;
  output[outputAt + abi.OUT_MEAN_SECONDS_BETWEEN] = endingOrEndless(meanSecondsBetweenInterruptions(sums[causes.ALL]));
  output[outputAt + abi.OUT_INTERRUPTIONS_IN_RUN] =
    (sums[causes.ALL] / run.SECONDS_PER_HOUR) * wallSeconds * active * exposed;
  output[outputAt + abi.OUT_MEAN_SECONDS_BETWEEN_RESTARTS] = endingOrEndless(mean);
  output[outputAt + abi.OUT_PEER_SURVIVAL] = survival;
  output[outputAt + abi.OUT_GROUP_OUTAGE_SECONDS] = outage;
  output[outputAt + abi.OUT_RESTART_GOODPUT] = attempts * kept * work;
  writeCheckpoints(restartsPerHour / run.SECONDS_PER_HOUR, output, outputAt);
  writeCurve(active * exposed * attempts * full, output, outputAt + abi.OUT_CURVE);
  writeHours(input, inputAt, output, outputAt, wallSeconds, inRepair);
}

/** Chance that a group which fails is the last one that still trains. */
function lastGroupShare(recovering: f64, groups: f64): f64 {
  if (recovering <= 0.0 || groups <= 1.0) return 0.0;
  return (1.0 - recovering) * exponential((groups - 1.0) * logarithm(recovering));
}

/** Share of the time outside of recoveries and of what is done again since the newest checkpoint was not yet safe. */
function attemptsOfAll(mean: f64): f64 {
  const lag = plan[checkpoints.LAG];
  if (plan[checkpoints.HAS_LEVELS] === 0.0) return attemptShare(plan[checkpoints.RECOVERY] + lag, mean);
  return twoLevelAttemptShare(
    plan[checkpoints.SURVIVAL],
    plan[checkpoints.RECOVERY],
    plan[checkpoints.STORAGE_RECOVERY] + lag,
    mean,
  );
}

/** Writes the shares of the phases of recoveries, and what is done again since the newest checkpoint was not yet safe. */
function writeRecoveries(
  share: f64,
  mean: f64,
  input: StaticArray<f64>,
  inputAt: i32,
  output: StaticArray<f64>,
  lost: i32,
): void {
  for (let kind: i32 = 0; kind < abi.LOST_COUNT; kind++) output[lost + kind] = 0.0;
  const lag = plan[checkpoints.LAG];
  if (plan[checkpoints.HAS_LEVELS] === 0.0) {
    addRecovery(share, plan[checkpoints.RECOVERY], lag, mean, input, inputAt, output, lost);
    return;
  }
  const survival = plan[checkpoints.SURVIVAL];
  const storage = plan[checkpoints.STORAGE_RECOVERY];
  const outside = outsideStorageRecovery(survival, storage + lag, mean);
  const fromStorage = 1.0 - survival + survival * (1.0 - outside);
  addRecovery(share * survival * outside, plan[checkpoints.RECOVERY], 0.0, mean, input, inputAt, output, lost);
  addRecovery(share * fromStorage, storage, lag, mean, input, inputAt, output, lost);
}

function addRecovery(
  share: f64,
  recovered: f64,
  lag: f64,
  mean: f64,
  input: StaticArray<f64>,
  inputAt: i32,
  output: StaticArray<f64>,
  lost: i32,
): void {
  const detected = input[inputAt + abi.IN_DETECT_SECONDS];
  const replaced = detected + input[inputAt + abi.IN_REPLACE_SECONDS];
  const restarted = replaced + input[inputAt + abi.IN_RESTART_SECONDS];
  output[lost + DETECTION] += share * recoveryShare(0.0, detected, mean);
  output[lost + REPLACEMENT] += share * recoveryShare(detected, replaced, mean);
  output[lost + RESTARTING] += share * recoveryShare(replaced, restarted, mean);
  output[lost + READING] += share * recoveryShare(restarted, recovered, mean);
  output[lost + WORK_DONE_TWICE] += share * recoveryShare(recovered, recovered + lag, mean);
}

function writeCheckpoints(restartsPerSecond: f64, output: StaticArray<f64>, outputAt: i32): void {
  const isTwoLevel = plan[checkpoints.HAS_LEVELS] === 1.0;
  const blocking = plan[checkpoints.BLOCKING];
  const interval = plan[checkpoints.INTERVAL];
  const mean = plan[checkpoints.MEAN];
  const survival = plan[checkpoints.SURVIVAL];
  const every = isTwoLevel ? plan[checkpoints.EVERY] : 1.0;
  // Each level has the failures that need it.
  const levelMean = isTwoLevel ? (survival > 0.0 ? mean / survival : Infinity) : mean;
  const storageMean = survival < 1.0 ? mean / (1.0 - survival) : Infinity;
  const toStorage = isTwoLevel ? 1.0 - survival : 0.0;
  const recovery =
    plan[checkpoints.RECOVERY] + toStorage * (plan[checkpoints.STORAGE_RECOVERY] - plan[checkpoints.RECOVERY]);
  const lag = isTwoLevel ? toStorage * plan[checkpoints.LAG] : plan[checkpoints.LAG];
  output[outputAt + abi.OUT_CHECKPOINT_BYTES] = plan[checkpoints.BYTES];
  output[outputAt + abi.OUT_CHECKPOINT_WRITE_SECONDS] = plan[checkpoints.WRITE];
  output[outputAt + abi.OUT_CHECKPOINT_BLOCKING_SECONDS] = blocking;
  output[outputAt + abi.OUT_BEST_INTERVAL] = plan[checkpoints.BEST];
  output[outputAt + abi.OUT_EXACT_INTERVAL] = endingOrEndless(plan[checkpoints.UNBOUNDED]);
  output[outputAt + abi.OUT_YOUNG_INTERVAL] = endingOrEndless(youngInterval(blocking, levelMean));
  output[outputAt + abi.OUT_DALY_INTERVAL] = endingOrEndless(dalyInterval(blocking, levelMean));
  output[outputAt + abi.OUT_INTERVAL] = interval;
  output[outputAt + abi.OUT_RECOVERY_SECONDS] = recovery;
  output[outputAt + abi.OUT_STORAGE_EVERY] = plan[checkpoints.EVERY];
  output[outputAt + abi.OUT_BEST_STORAGE_EVERY] = plan[checkpoints.BEST_EVERY];
  output[outputAt + abi.OUT_STORAGE_WRITE_SECONDS] = plan[checkpoints.STORAGE_WRITE];
  output[outputAt + abi.OUT_STORAGE_BLOCKING_SECONDS] = plan[checkpoints.STORAGE_BLOCKING];
  output[outputAt + abi.OUT_YOUNG_STORAGE_INTERVAL] = isTwoLevel
    ? endingOrEndless(youngInterval(plan[checkpoints.STORAGE_BLOCKING], storageMean))
    : run.ENDLESS;
  output[outputAt + abi.OUT_READ_SECONDS] = plan[checkpoints.READ];
  output[outputAt + abi.OUT_STORAGE_READ_SECONDS] = plan[checkpoints.STORAGE_READ];
  output[outputAt + abi.OUT_FIRST_ORDER_GOODPUT] =
    interval > 0.0
      ? firstOrderGoodput(
          interval,
          blocking + plan[checkpoints.STORAGE_BLOCKING] / every,
          // What a failure that needs storage loses beyond the last segment counts with the recovery.
          recovery + lag + 0.5 * toStorage * (every - 1.0) * interval,
          restartsPerSecond,
        )
      : 0.0;
}

/** The machines under repair, and what it means that the job's own spares run out. Answers how many spares are under repair on average. */
function writeRepairs(
  input: StaticArray<f64>,
  inputAt: i32,
  output: StaticArray<f64>,
  outputAt: i32,
  spareMachines: f64,
): f64 {
  const far = farInRepair();
  const confidence = input[inputAt + abi.IN_SPARE_CONFIDENCE];
  spreadRepairs(far);
  output[outputAt + abi.OUT_MEAN_IN_REPAIR] = meanInRepair();
  // Beyond what is told apart, one machine at a time is near enough.
  output[outputAt + abi.OUT_SPARES_NEEDED] =
    far > MOST_IN_REPAIR ? spareCount(meanInRepair(), confidence) : sparesFor(confidence);
  const inRepair = spareMachinesInRepair(spareMachines);
  spares.shortageOfWaitingJob(input, inputAt, spareMachines);
  const shortPerSecond = (shortage[spares.CHANCE] * sums[causes.TAKING_MACHINES]) / run.SECONDS_PER_HOUR;
  output[outputAt + abi.OUT_CHANCE_SHORT] = shortage[spares.CHANCE];
  output[outputAt + abi.OUT_WAITING_RATIO] = shortage[spares.WAIT_PER_SECOND];
  output[outputAt + abi.OUT_WAIT_SECONDS] =
    shortPerSecond > 0.0 ? shortage[spares.WAIT_PER_SECOND] / shortPerSecond : 0.0;
  const groups = input[inputAt + abi.IN_REPLICA_GROUPS];
  spares.shortageOfShrinkingJob(input, inputAt, spareMachines, groups, input[inputAt + abi.IN_MACHINES] / groups, far);
  output[outputAt + abi.OUT_SHRUNK_SHARE] = shortage[spares.MISSING_SHARE];
  return inRepair;
}

/** Accelerator-hours by use. */
function writeHours(
  input: StaticArray<f64>,
  inputAt: i32,
  output: StaticArray<f64>,
  outputAt: i32,
  wallSeconds: f64,
  sparesInRepair: f64,
): void {
  const hours = wallSeconds / run.SECONDS_PER_HOUR;
  const accelerators = input[inputAt + run.IN_ACCELERATORS];
  const machines = input[inputAt + abi.IN_MACHINES];
  const perMachine = machines > 0.0 ? accelerators / machines : 0.0;
  const at = outputAt + abi.OUT_HOURS;
  // Rounding must not put more under repair than there are.
  const spareMachines = input[inputAt + abi.IN_SPARE_MACHINES];
  const inRepair = (sparesInRepair < spareMachines ? sparesInRepair : spareMachines) * perMachine;
  const spareAccelerators = spareMachines * perMachine;
  output[at] = accelerators * hours * output[outputAt + abi.OUT_GOODPUT];
  for (let kind: i32 = 0; kind < abi.LOST_COUNT; kind++) {
    output[at + 1 + kind] = accelerators * hours * output[outputAt + abi.OUT_LOST + kind];
  }
  output[at + 1 + abi.LOST_COUNT] = inRepair * hours;
  output[at + 2 + abi.LOST_COUNT] = (spareAccelerators - inRepair) * hours;
  output[outputAt + abi.OUT_ALLOCATED_HOURS] = (accelerators + spareAccelerators) * hours;
}

function endingOrEndless(seconds: f64): f64 {
  return seconds < Infinity ? seconds : run.ENDLESS;
}
