/**
 * Ways into the performance model. The host writes `scenario` (offsets in `abi.ts`), calls `estimate` and reads `result`; or writes rows
 * of `strategies`, calls `evaluate` and reads `evaluations`. In WebAssembly the arrays are exported as addresses in `memory`.
 */
import { ESTIMATE_LENGTH, STATUS_NOT_FINITE, STATUS_OK } from './abi.ts';
import { result, scenario } from './arena.ts';
import { checkScenario } from './check.ts';
import { evaluateStrategies, evaluations, strategies } from './search/evaluate.ts';
import { computeStep } from './step.ts';

export { evaluations, result, scenario, strategies };

/** One strategy in full detail. Answers STATUS_OK, or what is wrong. */
export function estimate(): i32 {
  const status: i32 = checkScenario();
  if (status != STATUS_OK) return status;
  for (let at: i32 = 0; at < ESTIMATE_LENGTH; at += 1) result[at] = 0.0;
  computeStep(true, true);
  for (let at: i32 = 0; at < ESTIMATE_LENGTH; at += 1) {
    if (result[at] - result[at] != 0.0) return STATUS_NOT_FINITE;
  }
  return STATUS_OK;
}

/** Headline figures of the first `count` rows of `strategies`. Answers STATUS_OK. */
export function evaluate(count: i32): i32 {
  evaluateStrategies(count);
  return STATUS_OK;
}
