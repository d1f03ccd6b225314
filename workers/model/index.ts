/**
 * Ways into the performance model. The host writes `scenario` (offsets in `abi.ts`), calls `estimate` and reads `result`; or writes rows
 * of `strategies`, calls `evaluate` and reads `evaluations`; or writes `economyInput` as well (offsets in `run-abi.ts`; all but the
 * training step's figures), calls `estimateRun` and reads `result` and `economyResult` (for a run in stages, before that: `forgetStages`, and for
 * each stage but the main one its scenario and `estimateStage`); or calls `timeline` and reads `timelineHead`,
 * `boxes` and `memorySteps` (offsets in `pipeline/timeline-abi.ts`). In WebAssembly the arrays are exported as
 * addresses in `memory`.
 */
import {
  ESTIMATE_LENGTH,
  OUT_COMPUTE_BUSY,
  OUT_LINK_BUSY,
  OUT_MEMORY_BUSY,
  OUT_MFU,
  OUT_STEP_SECONDS,
  OUT_STEPS,
  PLAN_ACCELERATORS,
  STATUS_NOT_FINITE,
  STATUS_OK,
  TRAIN_TOKENS,
} from './abi.ts';
import { result, scenario } from './arena.ts';
import { checkNumbers, checkStrategy } from './check.ts';
import { ECONOMY_INPUT_LENGTH, ECONOMY_OUTPUT_LENGTH, estimateEconomy } from './economy.ts';
import { writeTimeline } from './pipeline/timeline.ts';
import { boxes, memorySteps, timelineHead } from './pipeline/timeline-arena.ts';
import { clockAtCap } from './power/clock-at-cap.ts';
import {
  IN_ACCELERATORS,
  IN_COMPUTE_BUSY_SECONDS,
  IN_LINK_BUSY_SECONDS,
  IN_MEMORY_BUSY_SECONDS,
  IN_MODEL_FLOPS_UTILIZATION,
  IN_STEP_SECONDS,
  IN_STEPS,
  IN_TOKENS,
} from './run-abi.ts';
import { evaluateStrategies, evaluations, strategies } from './search/evaluate.ts';
import { forgetBlocks } from './search/reuse.ts';
import { simulateRuns, simulateTimeline } from './simulation/simulate.ts';
import {
  simulationBands,
  simulationEvents,
  simulationHead,
  simulationInput,
  simulationRows,
} from './simulation/simulation-arena.ts';
import { addStage, clearStages, combineStages } from './stages.ts';
import { computeStep } from './step.ts';

export {
  boxes,
  clockAtCap,
  evaluations,
  memorySteps,
  result,
  scenario,
  simulateRuns,
  simulateTimeline,
  simulationBands,
  simulationEvents,
  simulationHead,
  simulationInput,
  simulationRows,
  strategies,
  timelineHead,
};

/** Inputs of failures, cost and power; the host leaves the training step's slots to the model, but writes the parameter count. */
export const economyInput: StaticArray<f64> = new StaticArray<f64>(ECONOMY_INPUT_LENGTH);
/** Failures, cost and power. */
export const economyResult: StaticArray<f64> = new StaticArray<f64>(ECONOMY_OUTPUT_LENGTH);

/** One strategy in full detail. Answers STATUS_OK, or what is wrong. */
export function estimate(): i32 {
  const numbers: i32 = checkNumbers();
  if (numbers !== STATUS_OK) return numbers;
  const status: i32 = checkStrategy();
  if (status !== STATUS_OK) return status;
  for (let at: i32 = 0; at < ESTIMATE_LENGTH; at += 1) result[at] = 0.0;
  computeStep(true, true);
  for (let at: i32 = 0; at < ESTIMATE_LENGTH; at += 1) {
    if (result[at] - result[at] !== 0.0) return STATUS_NOT_FINITE;
  }
  return STATUS_OK;
}

/** The step time alone, by the pipeline's closed form where it holds: `result[OUT_STEP_SECONDS]`. Answers STATUS_OK, or what is wrong. */
export function headline(): i32 {
  const numbers: i32 = checkNumbers();
  if (numbers !== STATUS_OK) return numbers;
  const status: i32 = checkStrategy();
  if (status !== STATUS_OK) return status;
  forgetBlocks();
  computeStep(false, false);
  return STATUS_OK;
}

/** Begins a run without stages. A run that is estimated ends with this, too. */
export function forgetStages(): void {
  clearStages();
}

/** A stage beside the main one, in full detail: it is part of the run that is estimated next. Answers STATUS_OK, or what is wrong. */
export function estimateStage(): i32 {
  const status: i32 = estimate();
  if (status === STATUS_OK) addStage();
  return status;
}

/** One strategy in full detail, with failures, cost and power of the whole run. */
export function estimateRun(): i32 {
  const status: i32 = estimate();
  if (status !== STATUS_OK) return status;
  economyInput[IN_ACCELERATORS] = scenario[PLAN_ACCELERATORS];
  economyInput[IN_STEP_SECONDS] = result[OUT_STEP_SECONDS];
  economyInput[IN_STEPS] = result[OUT_STEPS];
  economyInput[IN_TOKENS] = scenario[TRAIN_TOKENS];
  economyInput[IN_COMPUTE_BUSY_SECONDS] = Math.min(result[OUT_COMPUTE_BUSY], result[OUT_STEP_SECONDS]);
  economyInput[IN_MEMORY_BUSY_SECONDS] = Math.min(result[OUT_MEMORY_BUSY], result[OUT_STEP_SECONDS]);
  economyInput[IN_LINK_BUSY_SECONDS] = Math.min(result[OUT_LINK_BUSY], result[OUT_STEP_SECONDS]);
  economyInput[IN_MODEL_FLOPS_UTILIZATION] = result[OUT_MFU];
  combineStages(economyInput, 0);
  clearStages();
  estimateEconomy(economyInput, 0, economyResult, 0);
  for (let at: i32 = 0; at < ECONOMY_OUTPUT_LENGTH; at += 1) {
    if (economyResult[at] - economyResult[at] !== 0.0) return STATUS_NOT_FINITE;
  }
  return STATUS_OK;
}

/** The simulated step of one strategy, pass by pass. Answers STATUS_OK, or what is wrong. */
export function timeline(): i32 {
  const numbers: i32 = checkNumbers();
  if (numbers !== STATUS_OK) return numbers;
  const status: i32 = checkStrategy();
  if (status !== STATUS_OK) return status;
  computeStep(true, true);
  return writeTimeline();
}

/** Headline figures of the first `count` rows of `strategies`. Answers STATUS_OK, or what is wrong with the scenario. */
export function evaluate(count: i32): i32 {
  return evaluateStrategies(count);
}
