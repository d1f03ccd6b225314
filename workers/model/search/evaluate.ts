/**
 * Many strategies of one scenario, headline figures only. Strategies share the operations of a layer as long as what shapes them
 * stays the same; the caller orders rows so that it does.
 */
import {
  EVALUATION_STRIDE,
  MAX_STRATEGIES,
  OUT_MEMORY_FITS,
  OUT_MEMORY_TOTAL,
  OUT_MFU,
  OUT_STEP_SECONDS,
  PLAN_ACCELERATORS,
  PLAN_CONTEXT,
  PLAN_DATA,
  PLAN_EXPERT,
  PLAN_MICRO_BATCH,
  PLAN_PIPELINE,
  PLAN_RECOMPUTE,
  PLAN_SCHEDULE,
  PLAN_SHARDING,
  PLAN_SHARDING_GROUP,
  PLAN_TENSOR,
  PLAN_VIRTUAL,
  SCENARIO_LENGTH,
  STATUS_OK,
  STRATEGY_STRIDE,
} from '../abi.ts';
import { result, scenario } from '../arena.ts';
import { checkNumbers, checkStrategy } from '../check.ts';
import { canRun } from '../pipeline/placement.ts';
import { computeStep } from '../step.ts';
import { forgetBlocks } from './reuse.ts';

/** Rows of strategies, written by the host. */
export const strategies: StaticArray<f64> = new StaticArray<f64>(MAX_STRATEGIES * STRATEGY_STRIDE);
/** Rows of headline figures; zeros where a strategy is not possible. */
export const evaluations: StaticArray<f64> = new StaticArray<f64>(MAX_STRATEGIES * EVALUATION_STRIDE);
/** What a row replaces lies between these fields of the scenario. */
const FIRST_PLACED: i32 = PLAN_TENSOR;
const LAST_PLACED: i32 = PLAN_RECOMPUTE;
const kept: StaticArray<f64> = new StaticArray<f64>(SCENARIO_LENGTH);

function placeStrategy(row: i32): void {
  const at: i32 = row * STRATEGY_STRIDE;
  const tensor: f64 = strategies[at];
  const context: f64 = strategies[at + 1];
  const pipeline: f64 = strategies[at + 2];
  const data: f64 = Math.floor(scenario[PLAN_ACCELERATORS] / (tensor * context * pipeline));
  scenario[PLAN_TENSOR] = tensor;
  scenario[PLAN_CONTEXT] = context;
  scenario[PLAN_PIPELINE] = pipeline;
  scenario[PLAN_VIRTUAL] = strategies[at + 3];
  // The scenario's schedule where the strategy can run it, else 1F1B, interleaved where there are virtual stages.
  const possible: bool = canRun(i32(kept[PLAN_SCHEDULE]), pipeline, strategies[at + 3]);
  scenario[PLAN_SCHEDULE] = possible ? kept[PLAN_SCHEDULE] : 0.0;
  scenario[PLAN_EXPERT] = strategies[at + 4];
  scenario[PLAN_MICRO_BATCH] = strategies[at + 5];
  scenario[PLAN_SHARDING] = strategies[at + 6];
  scenario[PLAN_RECOMPUTE] = strategies[at + 7];
  scenario[PLAN_DATA] = data;
  // A hybrid group stays as it is where it still divides; otherwise all data ranks are one group.
  const group: f64 = kept[PLAN_SHARDING_GROUP];
  const hybrid: bool = group < kept[PLAN_DATA] && Math.floor(data / group) * group === data;
  scenario[PLAN_SHARDING_GROUP] = hybrid ? group : data;
}

/** Fills `evaluations` from the first `count` rows of `strategies`; `scenario` is left as it was. Answers STATUS_OK, or what is wrong. */
export function evaluateStrategies(count: i32): i32 {
  const status: i32 = checkNumbers();
  if (status !== STATUS_OK) return status;
  for (let at: i32 = FIRST_PLACED; at <= LAST_PLACED; at += 1) kept[at] = scenario[at];
  forgetBlocks();
  for (let row: i32 = 0; row < count; row += 1) {
    placeStrategy(row);
    const out: i32 = row * EVALUATION_STRIDE;
    const possible: bool = checkStrategy() === STATUS_OK;
    if (possible) computeStep(false, false);
    evaluations[out] = possible ? result[OUT_STEP_SECONDS] : 0.0;
    evaluations[out + 1] = possible ? result[OUT_MEMORY_TOTAL] : 0.0;
    evaluations[out + 2] = possible ? result[OUT_MEMORY_FITS] : 0.0;
    evaluations[out + 3] = possible ? result[OUT_MFU] : 0.0;
  }
  for (let at: i32 = FIRST_PLACED; at <= LAST_PLACED; at += 1) scenario[at] = kept[at];
  return STATUS_OK;
}
