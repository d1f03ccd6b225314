/**
 * Random numbers that are the same bits in TypeScript and in WebAssembly: xoshiro128** (Blackman and Vigna, ACM Trans. Math. Softw. 47,
 * 2021), which needs 32-bit shifts, exclusive ors and products with 5 and 9 only; these stay below 2^53, where TypeScript's numbers are
 * exact. The four words of state come from the seed and the run's index through MurmurHash3's finalizer (Appleby, public domain), so that
 * every run has a stream of its own and can be run again alone.
 */

let word0: i32 = 1;
let word1: i32 = 0;
let word2: i32 = 0;
let word3: i32 = 0;

/** The low 32 bits of a product, exact in both builds: one factor is taken in halves. */
function multiply32(a: i32, b: i32): i32 {
  const low: i32 = a & 0xffff;
  const high: i32 = (a >>> 16) & 0xffff;
  return (low * b + (((high * b) & 0xffff) << 16)) | 0;
}

/** Spreads 32 bits so that each one of the input moves half of the output's. */
function mix(value: i32): i32 {
  let mixed: i32 = value | 0;
  mixed = multiply32(mixed ^ (mixed >>> 16), -2048144789);
  mixed = multiply32(mixed ^ (mixed >>> 13), -1028477387);
  return mixed ^ (mixed >>> 16);
}

function rotate(value: i32, by: i32): i32 {
  return (value << by) | (value >>> (32 - by));
}

/** Starts the stream of run `index` of `seed`. */
export function seedRandom(seed: i32, index: i32): void {
  // Seed and index pass the mixer one after the other: sums of the two would give neighbours the same stream.
  const base: i32 = mix((mix((seed + 1640531527) | 0) ^ index) | 0);
  word0 = mix((base + 1640531527) | 0);
  word1 = mix((base + 1013904242) | 0);
  word2 = mix((base + 387276957) | 0);
  // Never all zero: the one state that the generator does not leave.
  word3 = mix((base - 239350328) | 0) | 1;
}

/** 32 random bits. */
export function nextBits(): i32 {
  const bits: i32 = (rotate((word1 * 5) | 0, 7) * 9) | 0;
  const shifted: i32 = word1 << 9;
  word2 = word2 ^ word0;
  word3 = word3 ^ word1;
  word1 = word1 ^ word2;
  word0 = word0 ^ word3;
  word2 = word2 ^ shifted;
  word3 = rotate(word3, 11);
  return bits;
}

/** Uniform between 0 and 1, 53 bits, never 0. */
export function nextUniform(): f64 {
  const high: i32 = nextBits() >>> 6;
  const low: i32 = nextBits() >>> 5;
  return (f64(high) * 134217728.0 + f64(low) + 0.5) * 1.1102230246251565e-16;
}
