/**
 * The exponential function from additions, multiplications and divisions alone, so that TypeScript and WebAssembly give the same
 * bits: argument reduction by multiples of ln 2 (in two parts, as usual since Cody and Waite, "Software Manual for the Elementary
 * Functions", 1980), then the Taylor series.
 */

const LOG2_E: f64 = Math.LOG2E;
// ln 2 in two parts: the first has trailing zero bits, so that its product with a small whole number is exact.
const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;
/** Above it the result overflows. */
const LARGEST: f64 = 709.782712893384;
/** Below it the result is 0. */
const SMALLEST: f64 = -745.2;

/** e^x. */
export function exponential(x: f64): f64 {
  if (x > LARGEST) return Infinity;
  if (x < SMALLEST) return 0.0;
  const halvings = Math.floor(x * LOG2_E + 0.5);
  const rest = x - halvings * LN2_HIGH - halvings * LN2_LOW;
  return multiplyByPowerOfTwo(1.0 + seriesMinusOne(rest), halvings);
}

/** e^x − 1, precise for small x too. */
export function exponentialMinusOne(x: f64): f64 {
  if (x > -0.35 && x < 0.35) return seriesMinusOne(x);
  return exponential(x) - 1.0;
}

/** e^x − 1 for |x| ≤ 0.35: fifteen terms leave less than one unit of the last place. */
function seriesMinusOne(x: f64): f64 {
  let sum: f64 = 1.0;
  for (let n: f64 = 15.0; n > 1.0; n -= 1.0) sum = 1.0 + (x / n) * sum;
  return x * sum;
}

/** `value` · 2^`exponent`, `exponent` being whole and between −1076 and 1024. */
function multiplyByPowerOfTwo(value: f64, exponent: f64): f64 {
  let factor: f64 = exponent < 0.0 ? 0.5 : 2.0;
  let left: f64 = exponent < 0.0 ? -exponent : exponent;
  let result = value;
  while (left > 0.0) {
    const half = Math.floor(left * 0.5);
    if (left - 2.0 * half > 0.0) result *= factor;
    factor *= factor;
    left = half;
  }
  return result;
}
