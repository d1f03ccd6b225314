/**
 * The flat layout of what failures, cost and power are computed from and of what they answer, relative to the start of each block.
 * Units as in `economy-inputs.ts` and `economy-estimate.ts`: seconds, bytes, watts, US dollars, kilograms; rates per hour.
 */

/** Most causes of interruption in one block. */
export const MAX_CAUSES = 24;
/** Most items of capital in one block. */
export const MAX_CAPITAL = 24;

// Input: the training step. The caller of `estimateEconomy` fills these.
/** Accelerators that the job uses. */
export const IN_ACCELERATORS = 0;
/** Parameters of the model. */
export const IN_PARAMETERS = 1;
/** Seconds of one training step. */
export const IN_STEP_SECONDS = 2;
/** Steps of the run. */
export const IN_STEPS = 3;
/** Tokens of the run. */
export const IN_TOKENS = 4;
/** Of one step, on one accelerator: seconds in which compute-bound kernels run. */
export const IN_COMPUTE_BUSY_SECONDS = 5;
/** Of one step, on one accelerator: bytes moved ÷ memory bandwidth. */
export const IN_MEMORY_BUSY_SECONDS = 6;
/** Of one step, on one accelerator: seconds in which it communicates, hidden or not. */
export const IN_LINK_BUSY_SECONDS = 7;
/** Model FLOP utilization of one step, 0–1. */
export const IN_MODEL_FLOPS_UTILIZATION = 8;

// Input: failures and checkpoints.
export const IN_DETECT_SECONDS = 9;
export const IN_REPLACE_SECONDS = 10;
export const IN_RESTART_SECONDS = 11;
export const IN_CHECKPOINT_BYTES_PER_PARAMETER = 12;
export const IN_STORAGE_WRITE = 13;
export const IN_STORAGE_READ = 14;
export const IN_PEER_WRITE = 15;
/** 0 blocking, 1 asynchronous, 2 peer memory. */
export const IN_CHECKPOINT_KIND = 16;
export const IN_ASYNCHRONOUS_BLOCKING_FRACTION = 17;
/** Negative = the best one; 0 = after every step. */
export const IN_CHECKPOINT_INTERVAL = 18;
export const IN_STARTUP_SECONDS = 19;
export const IN_PLANNED_STOP_FRACTION = 20;
export const IN_REPAIR_SECONDS = 21;
export const IN_SPARE_CONFIDENCE = 22;

// Input: money.
/** 0 rent, 1 own. */
export const IN_BASIS = 23;
export const IN_RENT_RATE = 24;
export const IN_SPARE_ACCELERATORS = 25;
export const IN_CAPITAL_SHARE_USED = 26;
export const IN_DEPRECIATION_YEARS = 27;
export const IN_INTEREST_PER_YEAR = 28;
export const IN_RESIDUAL_FRACTION = 29;
export const IN_MAINTENANCE_FRACTION = 30;
export const IN_STAFF_PER_YEAR = 31;
export const IN_COLOCATION_RATE = 32;
export const IN_ELECTRICITY_RATE = 33;
export const IN_STORAGE_PER_MONTH = 34;
export const IN_OWNED_UTILIZATION = 35;

// Input: power, cooling, carbon.
export const IN_POWER_ACCELERATORS = 36;
export const IN_ACCELERATOR_IDLE_WATTS = 37;
export const IN_ACCELERATOR_PEAK_WATTS = 38;
export const IN_COMPUTE_SHARE = 39;
export const IN_MEMORY_SHARE = 40;
export const IN_LINK_SHARE = 41;
export const IN_HOST_IDLE_WATTS = 42;
export const IN_HOST_PEAK_WATTS = 43;
export const IN_SWITCH_WATTS = 44;
export const IN_OPTICS_WATTS = 45;
export const IN_STORAGE_WATTS = 46;
export const IN_FACILITY_FACTOR = 47;
export const IN_GRID_CARBON = 48;
export const IN_WATER_RATE = 49;
export const IN_EMBODIED_KG = 50;
export const IN_LIFETIME_YEARS = 51;

// Input: lists.
export const IN_CAUSE_COUNT = 52;
/** Pairs of components and interruptions per component-hour. */
export const IN_CAUSES = 53;
export const IN_CAPITAL_COUNT = IN_CAUSES + 2 * MAX_CAUSES;
/** US dollars of each item. */
export const IN_CAPITAL = IN_CAPITAL_COUNT + 1;
/** Length of the input block. */
export const ECONOMY_INPUT_LENGTH = IN_CAPITAL + MAX_CAPITAL;

/** What stands in the output block for an amount without end: the block holds finite numbers only. */
export const ENDLESS = -1.0;

// Output: the run.
export const OUT_IDEAL_SECONDS = 0;
export const OUT_WALL_SECONDS = 1;
export const OUT_ACCELERATOR_HOURS = 2;

// Output: failures and checkpoints.
export const OUT_INTERRUPTIONS_PER_DAY = 3;
/** `ENDLESS` when nothing fails, as are the two intervals by formula. */
export const OUT_MEAN_SECONDS_BETWEEN = 4;
export const OUT_CHECKPOINT_BYTES = 5;
export const OUT_CHECKPOINT_WRITE_SECONDS = 6;
export const OUT_CHECKPOINT_BLOCKING_SECONDS = 7;
export const OUT_BEST_INTERVAL = 8;
export const OUT_YOUNG_INTERVAL = 9;
export const OUT_DALY_INTERVAL = 10;
export const OUT_INTERVAL = 11;
export const OUT_RECOVERY_SECONDS = 12;
export const OUT_INTERRUPTIONS_IN_RUN = 13;
export const OUT_SPARES_NEEDED = 14;
export const OUT_GOODPUT = 15;
/** Shares of wall time that are lost; with the goodput they sum to 1. Order of `LOST_KEYS`. */
export const OUT_LOST = 16;
const LOST_COUNT = 8;

// Output: money.
/** Rented: accelerators, spares, storage. */
export const OUT_RENTED = OUT_LOST + LOST_COUNT;
export const RENTED_COUNT = 3;
/** Owned: depreciation, interest, maintenance, staff, colocation, energy. Bought storage is among the capital. */
export const OUT_OWNED = OUT_RENTED + RENTED_COUNT;
export const OWNED_COUNT = 6;
export const OUT_RENTED_TOTAL = OUT_OWNED + OWNED_COUNT;
export const OUT_OWNED_TOTAL = OUT_RENTED_TOTAL + 1;
export const OUT_HEADLINE = OUT_OWNED_TOTAL + 1;
export const OUT_USD_PER_MILLION_TOKENS = OUT_HEADLINE + 1;
/** `ENDLESS` when no hour is useful. */
export const OUT_USD_PER_USEFUL_HOUR = OUT_USD_PER_MILLION_TOKENS + 1;
export const OUT_LOST_USD = OUT_USD_PER_USEFUL_HOUR + 1;
/** `ENDLESS` when renting costs no more than the electricity. */
export const OUT_BREAK_EVEN = OUT_LOST_USD + 1;
export const OUT_CAPITAL_TOTAL = OUT_BREAK_EVEN + 1;

// Output: power, energy, carbon.
export const OUT_AVERAGE_IT_WATTS = OUT_CAPITAL_TOTAL + 1;
export const OUT_PEAK_IT_WATTS = OUT_AVERAGE_IT_WATTS + 1;
export const OUT_AVERAGE_FACILITY_WATTS = OUT_PEAK_IT_WATTS + 1;
export const OUT_PEAK_FACILITY_WATTS = OUT_AVERAGE_FACILITY_WATTS + 1;
/** Average facility watts: accelerators, hosts, switches, optics, storage, facility overhead. */
export const OUT_WATTS = OUT_PEAK_FACILITY_WATTS + 1;
const WATTS_COUNT = 6;
export const OUT_ENERGY_JOULES = OUT_WATTS + WATTS_COUNT;
export const OUT_ACCELERATOR_ONLY_JOULES = OUT_ENERGY_JOULES + 1;
export const OUT_OPERATIONAL_KG = OUT_ACCELERATOR_ONLY_JOULES + 1;
export const OUT_EMBODIED_KG = OUT_OPERATIONAL_KG + 1;
export const OUT_WATER_LITRES = OUT_EMBODIED_KG + 1;

/** Interruptions per day of each cause. */
export const OUT_CAUSES = OUT_WATER_LITRES + 1;
/** Length of the output block. */
export const ECONOMY_OUTPUT_LENGTH = OUT_CAUSES + MAX_CAUSES;
