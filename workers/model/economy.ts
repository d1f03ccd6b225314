/**
 * Failures, cost and power of one run, after the training step is known. The caller writes the step's figures into the first
 * slots of the input block (`run-abi.ts`) and finds the answer in the output block.
 */
import { COST_INPUT_END, COST_OUTPUT_END } from './cost/cost-abi.ts';
import { estimateCost } from './cost/estimate-cost.ts';
import { estimatePower } from './power/estimate-power.ts';
import { estimateReliability } from './reliability/estimate-reliability.ts';

/** Length of the input block. */
export const ECONOMY_INPUT_LENGTH = COST_INPUT_END;
/** Length of the output block. */
export const ECONOMY_OUTPUT_LENGTH = COST_OUTPUT_END;

/** Fills the output block at `outputAt` from the input block at `inputAt`. The order matters: money needs energy, energy needs time. */
export function estimateEconomy(input: StaticArray<f64>, inputAt: i32, output: StaticArray<f64>, outputAt: i32): void {
  estimateReliability(input, inputAt, output, outputAt);
  estimatePower(input, inputAt, output, outputAt);
  estimateCost(input, inputAt, output, outputAt);
}
