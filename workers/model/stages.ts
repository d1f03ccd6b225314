/**
 * Stages of a run beside its main one: each is a step of its own, with its own sequence length and batch, and all of them are one run for
 * failures, cost and power. What the stages add up to is kept here until the main stage is estimated; the laws of the run then see the
 * mean step: its seconds, busy seconds and tokens, times the steps of all stages, are those of the run.
 */
import {
  OUT_COMPUTE_BUSY,
  OUT_LINK_BUSY,
  OUT_MEMORY_BUSY,
  OUT_MFU,
  OUT_STEP_SECONDS,
  OUT_STEPS,
  TRAIN_TOKENS,
} from './abi.ts';
import { result, scenario } from './arena.ts';
import {
  IN_COMPUTE_BUSY_SECONDS,
  IN_LINK_BUSY_SECONDS,
  IN_MEMORY_BUSY_SECONDS,
  IN_MODEL_FLOPS_UTILIZATION,
  IN_STEP_SECONDS,
  IN_STEPS,
  IN_TOKENS,
} from './run-abi.ts';

const STEPS = 0;
const TOKENS = 1;
const SECONDS = 2;
const COMPUTE_BUSY = 3;
const MEMORY_BUSY = 4;
const LINK_BUSY = 5;
/** Seconds × model FLOP utilization. */
const USEFUL_SECONDS = 6;
const LENGTH = 7;

const sums: StaticArray<f64> = new StaticArray<f64>(LENGTH);

/** Forgets the stages of an earlier run. */
export function clearStages(): void {
  for (let at: i32 = 0; at < LENGTH; at += 1) sums[at] = 0.0;
}

/** Adds the step that has just been computed, for as many steps as its tokens take. */
export function addStage(): void {
  const steps: f64 = result[OUT_STEPS];
  const seconds: f64 = result[OUT_STEP_SECONDS];
  sums[STEPS] += steps;
  sums[TOKENS] += scenario[TRAIN_TOKENS];
  sums[SECONDS] += steps * seconds;
  sums[COMPUTE_BUSY] += steps * Math.min(result[OUT_COMPUTE_BUSY], seconds);
  sums[MEMORY_BUSY] += steps * Math.min(result[OUT_MEMORY_BUSY], seconds);
  sums[LINK_BUSY] += steps * Math.min(result[OUT_LINK_BUSY], seconds);
  sums[USEFUL_SECONDS] += steps * seconds * result[OUT_MFU];
}

/** Turns the main stage's figures in the input block of the run into those of the mean step of all stages. No change without stages. */
export function combineStages(input: StaticArray<f64>, inputAt: i32): void {
  if (sums[STEPS] === 0.0) return;
  const mainSteps: f64 = input[inputAt + IN_STEPS];
  const mainSeconds: f64 = mainSteps * input[inputAt + IN_STEP_SECONDS];
  const steps: f64 = mainSteps + sums[STEPS];
  const seconds: f64 = mainSeconds + sums[SECONDS];
  input[inputAt + IN_STEPS] = steps;
  input[inputAt + IN_TOKENS] += sums[TOKENS];
  input[inputAt + IN_STEP_SECONDS] = seconds / steps;
  addBusy(input, inputAt + IN_COMPUTE_BUSY_SECONDS, sums[COMPUTE_BUSY], mainSteps, steps);
  addBusy(input, inputAt + IN_MEMORY_BUSY_SECONDS, sums[MEMORY_BUSY], mainSteps, steps);
  addBusy(input, inputAt + IN_LINK_BUSY_SECONDS, sums[LINK_BUSY], mainSteps, steps);
  const useful: f64 = mainSeconds * input[inputAt + IN_MODEL_FLOPS_UTILIZATION] + sums[USEFUL_SECONDS];
  input[inputAt + IN_MODEL_FLOPS_UTILIZATION] = useful / seconds;
}

function addBusy(input: StaticArray<f64>, slot: i32, other: f64, mainSteps: f64, steps: f64): void {
  input[slot] = (input[slot] * mainSteps + other) / steps;
}
