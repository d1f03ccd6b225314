/** Failures and checkpoints in the flat blocks (`../run-abi.ts`). New slots go to the end of a list. */
import { RUN_INPUT_END, RUN_OUTPUT_END } from '../run-abi.ts';

/** Most causes of interruption in one block. */
export const MAX_CAUSES = 24;

const IN = RUN_INPUT_END;
export const IN_DETECT_SECONDS = IN;
export const IN_REPLACE_SECONDS = IN + 1;
export const IN_RESTART_SECONDS = IN + 2;
export const IN_CHECKPOINT_BYTES_PER_PARAMETER = IN + 3;
export const IN_STORAGE_WRITE = IN + 4;
export const IN_STORAGE_READ = IN + 5;
export const IN_PEER_WRITE = IN + 6;
/** 0 blocking, 1 asynchronous, 2 peer memory, 3 two levels. */
export const IN_CHECKPOINT_KIND = IN + 7;
export const IN_ASYNCHRONOUS_BLOCKING_FRACTION = IN + 8;
/** Negative = the best one; 0 = after every step. */
export const IN_CHECKPOINT_INTERVAL = IN + 9;
export const IN_STARTUP_SECONDS = IN + 10;
export const IN_PLANNED_STOP_FRACTION = IN + 11;
export const IN_REPAIR_SECONDS = IN + 12;
export const IN_SPARE_CONFIDENCE = IN + 13;
/** Machines (hosts) of the job. */
export const IN_MACHINES = IN + 14;
/** Machines that are kept ready beyond those of the job. */
export const IN_SPARE_MACHINES = IN + 15;
export const IN_CAUSE_COUNT = IN + 16;
/** Entries of `CAUSE_LENGTH` slots each. */
export const IN_CAUSES = IN_CAUSE_COUNT + 1;

// Slots of one cause.
/** How many components. */
export const CAUSE_COMPONENTS = 0;
/** Events per component-hour. */
export const CAUSE_RATE = 1;
/** 0 an event stops the job; 1 it slows it. */
export const CAUSE_EFFECT = 2;
/** Machines that one event takes out until they are repaired. */
export const CAUSE_MACHINES_LOST = 3;
/** Until what failed is back, seconds. */
export const CAUSE_REPAIR_SECONDS = 4;
/** Share of its speed that the job keeps while the part is out; of causes that slow it. */
export const CAUSE_SPEED_FRACTION = 5;
/** Shape of the Weibull distribution of the time between events; 1 = exponential. */
export const CAUSE_WEIBULL_SHAPE = 6;
/** Length of one cause. */
export const CAUSE_LENGTH = 7;
const AFTER_CAUSES = IN_CAUSES + CAUSE_LENGTH * MAX_CAUSES;
/** Machines that hold each part of a checkpoint in memory, its own among them. */
export const IN_PEER_COPIES = AFTER_CAUSES;
/** Every so many copies to peers go to storage too; below 1 = the best number. */
export const IN_STORAGE_EVERY = AFTER_CAUSES + 1;
/** 0 restart, 1 elastic, 2 replicas. */
export const IN_FAULT_TOLERANCE = AFTER_CAUSES + 2;
/** 0 a machine is always ready; 1 the spares are counted. */
export const IN_SPARE_POOL = AFTER_CAUSES + 3;
/** Groups that hold the whole model. */
export const IN_REPLICA_GROUPS = AFTER_CAUSES + 4;
/** For how long all groups stall when one is lost, seconds. */
export const IN_REPLICA_STALL_SECONDS = AFTER_CAUSES + 5;
/** End of the section. */
export const RELIABILITY_INPUT_END = AFTER_CAUSES + 6;

/** Fault tolerance: everything restarts, on spares or when the lost machines are repaired. */
export const RESTART = 0.0;
/** Fault tolerance: without a spare, the job goes on with fewer groups. */
export const ELASTIC = 1.0;
/** Fault tolerance: the other groups train on while one recovers. */
export const REPLICAS = 2.0;

const OUT = RUN_OUTPUT_END;
export const OUT_INTERRUPTIONS_PER_DAY = OUT;
/** `ENDLESS` when nothing fails, as are the two intervals by formula. */
export const OUT_MEAN_SECONDS_BETWEEN = OUT + 1;
export const OUT_CHECKPOINT_BYTES = OUT + 2;
export const OUT_CHECKPOINT_WRITE_SECONDS = OUT + 3;
export const OUT_CHECKPOINT_BLOCKING_SECONDS = OUT + 4;
export const OUT_BEST_INTERVAL = OUT + 5;
export const OUT_YOUNG_INTERVAL = OUT + 6;
export const OUT_DALY_INTERVAL = OUT + 7;
export const OUT_INTERVAL = OUT + 8;
export const OUT_RECOVERY_SECONDS = OUT + 9;
export const OUT_INTERRUPTIONS_IN_RUN = OUT + 10;
export const OUT_SPARES_NEEDED = OUT + 11;
export const OUT_GOODPUT = OUT + 12;
/** Shares of wall time that are lost; with the goodput they sum to 1. Order of `LOST` in `unpack-reliability.ts`. */
export const OUT_LOST = OUT + 13;
/** Kinds of loss. */
export const LOST_COUNT = 13;
/** Interruptions per day of each cause. */
export const OUT_CAUSES = OUT_LOST + LOST_COUNT;
const AFTER_OUT_CAUSES = OUT_CAUSES + MAX_CAUSES;
/** Between interruptions that everything restarts from; `ENDLESS` when there are none. */
export const OUT_MEAN_SECONDS_BETWEEN_RESTARTS = AFTER_OUT_CAUSES;
/** Best interval without its bounds; `ENDLESS` when nothing fails. */
export const OUT_EXACT_INTERVAL = AFTER_OUT_CAUSES + 1;
/** Checkpoints and restarts alone, exact and in first order: no planned stops, no waiting, full speed. */
export const OUT_RESTART_GOODPUT = AFTER_OUT_CAUSES + 2;
export const OUT_FIRST_ORDER_GOODPUT = AFTER_OUT_CAUSES + 3;
/** Share of the interruptions after which a copy of everything is left in some memory. */
export const OUT_PEER_SURVIVAL = AFTER_OUT_CAUSES + 4;
/** Of two levels; 0 with one: copies to peers for each stored checkpoint, in force and the best number. */
export const OUT_STORAGE_EVERY = AFTER_OUT_CAUSES + 5;
export const OUT_BEST_STORAGE_EVERY = AFTER_OUT_CAUSES + 6;
/** Of two levels: the write to storage, and for how much longer it stops the training than the copy to peers alone. */
export const OUT_STORAGE_WRITE_SECONDS = AFTER_OUT_CAUSES + 7;
export const OUT_STORAGE_BLOCKING_SECONDS = AFTER_OUT_CAUSES + 8;
/** Of two levels: best work between stored checkpoints in first order; `ENDLESS` when peers survive everything. */
export const OUT_YOUNG_STORAGE_INTERVAL = AFTER_OUT_CAUSES + 9;
/** Reading the checkpoint: from where most interruptions read it, and, of two levels, from storage. */
export const OUT_READ_SECONDS = AFTER_OUT_CAUSES + 10;
export const OUT_STORAGE_READ_SECONDS = AFTER_OUT_CAUSES + 11;
/** Machines under repair on average. */
export const OUT_MEAN_IN_REPAIR = AFTER_OUT_CAUSES + 12;
/** Chance that an interruption which takes machines finds too few of the job's own spares. */
export const OUT_CHANCE_SHORT = AFTER_OUT_CAUSES + 13;
/** How long the job then waits for a repair, if it waits. */
export const OUT_WAIT_SECONDS = AFTER_OUT_CAUSES + 14;
/** Seconds of such waiting for each second in which the job does not wait. */
export const OUT_WAITING_RATIO = AFTER_OUT_CAUSES + 15;
/** Share of the groups that is missing for want of spares, if the job shrinks instead. */
export const OUT_SHRUNK_SHARE = AFTER_OUT_CAUSES + 16;
/** How long a lost replica group is out. */
export const OUT_GROUP_OUTAGE_SECONDS = AFTER_OUT_CAUSES + 17;
/** Accelerator-hours of the job and its spares. */
export const OUT_ALLOCATED_HOURS = AFTER_OUT_CAUSES + 18;
/** What they are for: useful, each kind of loss, spares under repair, spares that stand by. They sum to the allocated ones. */
export const OUT_HOURS = AFTER_OUT_CAUSES + 19;
/** Kinds of use. */
export const HOURS_COUNT = LOST_COUNT + 3;
/** Pairs of an interval between checkpoints and the goodput with it, the rest being as it is. */
export const OUT_CURVE = OUT_HOURS + HOURS_COUNT;
/** Points of the curve. */
export const CURVE_POINTS = 49;
/** End of the section. */
export const RELIABILITY_OUTPUT_END = OUT_CURVE + 2 * CURVE_POINTS;
