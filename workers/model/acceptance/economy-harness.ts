/** Entry that compiles failures, cost and power alone, so that tests can run the same calls as TypeScript and as WebAssembly. */
import { ECONOMY_INPUT_LENGTH, ECONOMY_OUTPUT_LENGTH, estimateEconomy } from '../economy.ts';
import { exponential, exponentialMinusOne } from '../reliability/exponential.ts';
import { logarithm, logarithmOfOnePlus } from '../reliability/logarithm.ts';

/** The input block. */
export const input: StaticArray<f64> = new StaticArray<f64>(ECONOMY_INPUT_LENGTH);
/** The output block. */
export const output: StaticArray<f64> = new StaticArray<f64>(ECONOMY_OUTPUT_LENGTH);

/** Fills `output` from `input`. */
export function run(): void {
  estimateEconomy(input, 0, output, 0);
}

/** e^x, e^x − 1, ln |x| and ln(1 + |x|) of `input[0]`, into the first slots of `output`. */
export function runElementary(): void {
  const x = input[0];
  const size = x < 0.0 ? -x : x;
  output[0] = exponential(x);
  output[1] = exponentialMinusOne(x);
  output[2] = logarithm(size);
  output[3] = logarithmOfOnePlus(size);
}
