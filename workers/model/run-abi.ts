/**
 * The flat layout of what failures, power and cost are computed from and of what they answer: an input block and an output block, each of
 * one section after the other: this one, `reliability/reliability-abi.ts`, `power/power-abi.ts`, `cost/cost-abi.ts`.
 * Units: seconds, bytes, watts, US dollars, kilograms; rates per hour. Offsets are relative to the start of each block.
 */

/** What stands in the output block for an amount without end: the block holds finite numbers only. */
export const ENDLESS = -1.0;

/** Seconds of an hour. */
export const SECONDS_PER_HOUR = 3600.0;

// Input: the training step.
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
/** End of the section. */
export const RUN_INPUT_END = 9;

// Output: the run.
export const OUT_IDEAL_SECONDS = 0;
export const OUT_WALL_SECONDS = 1;
export const OUT_ACCELERATOR_HOURS = 2;
/** End of the section. */
export const RUN_OUTPUT_END = 3;
