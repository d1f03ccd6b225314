/** Refuses what the laws do not hold for, before anything is computed. */
import {
  CHIP_CEILING,
  CHIP_MEMORY_BANDWIDTH,
  CHIP_PEAK,
  MAX_LEVELS,
  MAX_STAGES,
  MODEL_EXPERTS,
  NET_COUNT,
  PLAN_ACCELERATORS,
  PLAN_CONTEXT,
  PLAN_DATA,
  PLAN_EXPERT,
  PLAN_EXPERT_TENSOR,
  PLAN_MICRO_BATCH,
  PLAN_PIPELINE,
  PLAN_SCHEDULE,
  PLAN_SHARDING_GROUP,
  PLAN_TENSOR,
  PLAN_VIRTUAL,
  SCENARIO_LENGTH,
  STATUS_FORMAT,
  STATUS_INDIVISIBLE,
  STATUS_NOT_FINITE,
  STATUS_OK,
  STATUS_TOO_LARGE,
  TRAIN_FORMAT,
} from './abi.ts';
import { MAX_CHUNKS, scenario } from './arena.ts';
import { canRun } from './pipeline/placement.ts';

function divides(part: f64, whole: f64): bool {
  return part >= 1.0 && Math.floor(whole / part) * part === whole;
}

/** Whether all of `scenario` is finite, and the accelerator offers the number format: what holds for every strategy alike. */
export function checkNumbers(): i32 {
  for (let at: i32 = 0; at < SCENARIO_LENGTH; at += 1) {
    // What is not finite does not come to zero when taken from itself.
    if (scenario[at] - scenario[at] !== 0.0) return STATUS_NOT_FINITE;
  }
  const levels: f64 = scenario[NET_COUNT];
  if (levels < 1.0 || levels > f64(MAX_LEVELS)) return STATUS_TOO_LARGE;
  const format: i32 = i32(scenario[TRAIN_FORMAT]);
  if (scenario[CHIP_PEAK + format] <= 0.0 || scenario[CHIP_CEILING + format] <= 0.0) return STATUS_FORMAT;
  return scenario[CHIP_MEMORY_BANDWIDTH] > 0.0 ? STATUS_OK : STATUS_NOT_FINITE;
}

/** Whether the strategy in `scenario` divides: STATUS_OK, or what is wrong with it. */
export function checkStrategy(): i32 {
  const pipeline: f64 = scenario[PLAN_PIPELINE];
  if (pipeline > f64(MAX_STAGES) || pipeline * scenario[PLAN_VIRTUAL] > f64(MAX_CHUNKS)) return STATUS_TOO_LARGE;
  const perStage: f64 = scenario[PLAN_TENSOR] * scenario[PLAN_CONTEXT] * scenario[PLAN_DATA];
  if (pipeline < 1.0 || scenario[PLAN_VIRTUAL] < 1.0 || perStage * pipeline !== scenario[PLAN_ACCELERATORS]) {
    return STATUS_INDIVISIBLE;
  }
  if (!canRun(i32(scenario[PLAN_SCHEDULE]), pipeline, scenario[PLAN_VIRTUAL])) return STATUS_INDIVISIBLE;
  if (!divides(scenario[PLAN_SHARDING_GROUP], scenario[PLAN_DATA])) return STATUS_INDIVISIBLE;
  const expertRanks: f64 = scenario[PLAN_EXPERT] * scenario[PLAN_EXPERT_TENSOR];
  if (scenario[MODEL_EXPERTS] > 0.0) {
    if (!divides(expertRanks, perStage) || !divides(scenario[PLAN_EXPERT], scenario[MODEL_EXPERTS])) {
      return STATUS_INDIVISIBLE;
    }
  } else if (expertRanks !== 1.0) {
    return STATUS_INDIVISIBLE;
  }
  return scenario[PLAN_MICRO_BATCH] > 0.0 ? STATUS_OK : STATUS_INDIVISIBLE;
}
