/**
 * Failures, cost and power of one run, after the training step is known. The caller writes the step's figures into the first
 * slots of the input block (`economy-abi.ts`) and finds the answer in the output block.
 */

/** Fills the output block at `outputAt` from the input block at `inputAt`. */
export function estimateEconomy(
  input: StaticArray<f64>,
  inputAt: i32,
  output: StaticArray<f64>,
  outputAt: i32,
): void {
  output[outputAt] = input[inputAt];
}
