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
/** 0 blocking, 1 asynchronous, 2 peer memory. */
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
/** End of the section. */
export const RELIABILITY_INPUT_END = IN_CAUSES + CAUSE_LENGTH * MAX_CAUSES;

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
export const LOST_COUNT = 8;
/** Interruptions per day of each cause. */
export const OUT_CAUSES = OUT_LOST + LOST_COUNT;
/** End of the section. */
export const RELIABILITY_OUTPUT_END = OUT_CAUSES + MAX_CAUSES;
