/**
 * The natural logarithm from additions, multiplications and divisions alone, so that TypeScript and WebAssembly give the same bits:
 * powers of two are taken out, the rest goes through ln m = 2 artanh((m − 1)/(m + 1)) (Abramowitz and Stegun 4.1.27).
 */

const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;
const SQRT_2: f64 = Math.SQRT2;

/** ln x; −∞ for 0, not a number below. */
export function logarithm(x: f64): f64 {
  if (x < 0.0) return NaN;
  if (x === 0.0) return -Infinity;
  if (x === Infinity) return Infinity;
  let mantissa = x;
  let doublings: f64 = 0.0;
  while (mantissa > 4294967296.0) {
    mantissa *= 2.3283064365386963e-10;
    doublings += 32.0;
  }
  while (mantissa < 2.3283064365386963e-10) {
    mantissa *= 4294967296.0;
    doublings -= 32.0;
  }
  while (mantissa > SQRT_2) {
    mantissa *= 0.5;
    doublings += 1.0;
  }
  while (mantissa < 0.5 * SQRT_2) {
    mantissa *= 2.0;
    doublings -= 1.0;
  }
  return doublings * LN2_HIGH + (doubleArtanh((mantissa - 1.0) / (mantissa + 1.0)) + doublings * LN2_LOW);
}

/** ln(1 + x), precise for small x too. */
export function logarithmOfOnePlus(x: f64): f64 {
  if (x > -0.29 && x < 0.41) return doubleArtanh(x / (2.0 + x));
  return logarithm(1.0 + x);
}

/** 2 artanh s for |s| ≤ 0.172: twelve terms leave less than one unit of the last place. */
function doubleArtanh(s: f64): f64 {
  const square = s * s;
  let sum: f64 = 0.0;
  for (let odd: f64 = 23.0; odd > 2.0; odd -= 2.0) sum = square * (1.0 / odd + sum);
  return 2.0 * s * (1.0 + sum);
}
