import { ESTIMATE_LENGTH, SCENARIO_LENGTH } from './abi.ts';

/** The packed Scenario; offsets in `abi.ts`. */
export const scenario: StaticArray<f64> = new StaticArray<f64>(SCENARIO_LENGTH);
/** The packed Estimate; offsets in `abi.ts`. */
export const result: StaticArray<f64> = new StaticArray<f64>(ESTIMATE_LENGTH);

/** Fills `result` from `scenario`. Answers 0, or the number of what is wrong. */
export function estimate(): i32 {
  result[0] = scenario[0] * 2.0;
  return 0;
}
