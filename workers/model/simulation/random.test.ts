import '../../build/portable-globals.ts';
import { describe, expect, it } from 'vitest';
import { nextExponential, prepareExponential } from './exponential-variate.ts';
import { nextBits, nextUniform, seedRandom } from './random.ts';
import { logGamma, nextWeibull, weibullScale } from './weibull.ts';

const WORD = 1n << 32n;

/** The generator and its seeding as they are published, in whole numbers without end. */
function* published(seed: number, index: number): Generator<number> {
  const word = (value: bigint): bigint => BigInt.asUintN(32, value);
  const mix = (value: bigint): bigint => {
    let mixed = word(value);
    mixed = word((mixed ^ (mixed >> 16n)) * 0x85ebca6bn);
    mixed = word((mixed ^ (mixed >> 13n)) * 0xc2b2ae35n);
    return mixed ^ (mixed >> 16n);
  };
  const rotate = (value: bigint, by: bigint): bigint => word((value << by) | (value >> (32n - by)));
  const base = mix(mix(BigInt(seed) + 0x61c88647n) ^ word(BigInt(index)));
  let [a, b, c, d] = [1640531527n, 1013904242n, 387276957n, WORD - 239350328n].map((each) => mix(base + each)) as [
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  d |= 1n;
  for (;;) {
    yield Number(BigInt.asIntN(32, rotate(word(b * 5n), 7n) * 9n));
    const shifted = word(b << 9n);
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11n);
  }
}

prepareExponential();

describe('random numbers', () => {
  it.each([
    [0, 0],
    [1, 0],
    [1, 9999],
    [-5, 123],
    [2_147_483_647, 77],
  ])('are those of the published generator, seed %i, run %i', (seed, index) => {
    const expected = published(seed, index);
    seedRandom(seed, index);
    const drawn = Array.from({ length: 1000 }, () => nextBits());
    expect(drawn).toEqual(drawn.map(() => expected.next().value));
  });

  it('lie between 0 and 1, evenly', () => {
    seedRandom(3, 4);
    const bins = new Array<number>(20).fill(0);
    let isWithin = true;
    for (let draw = 0; draw < 100_000; draw += 1) {
      const value = nextUniform();
      isWithin &&= value > 0 && value <= 1;
      bins[Math.min(19, Math.floor(value * 20))]! += 1;
    }
    expect(isWithin).toBe(true);
    // Chi-square with 19 degrees of freedom: 43.8 is passed once in a thousand times.
    const chi = bins.reduce((sum, count) => sum + (count - 5000) ** 2 / 5000, 0);
    expect(chi).toBeLessThan(43.8);
  });

  it('differ from run to run: the first numbers of neighbours are not related', () => {
    let product = 0;
    const runs = 20_000;
    let before = 0;
    for (let run = 0; run < runs; run += 1) {
      seedRandom(1, run);
      const value = nextUniform() - 0.5;
      product += value * before;
      before = value;
    }
    // Each product has the variance 1/144.
    expect(Math.abs(product / runs)).toBeLessThan(4 / 12 / Math.sqrt(runs));
  });

  it('follow the exponential distribution, tail and all', () => {
    seedRandom(11, 12);
    const draws = 100_000;
    const values = Float64Array.from({ length: draws }, () => nextExponential()).sort();
    // Kolmogorov and Smirnov: 1.95 ÷ √n is passed once in a thousand times.
    let worst = 0;
    values.forEach((value, at) => {
      worst = Math.max(worst, Math.abs(1 - Math.exp(-value) - (at + 0.5) / draws));
    });
    expect(worst).toBeLessThan(1.95 / Math.sqrt(draws));
    const beyond = values.filter((value) => value > 7.69711747013105).length;
    expect(Math.abs(beyond - draws * Math.exp(-7.69711747013105))).toBeLessThan(4 * Math.sqrt(45));
  });

  it('are exponential with mean 1 and variance 1', () => {
    seedRandom(5, 6);
    const draws = 200_000;
    let [sum, squares] = [0, 0];
    for (let draw = 0; draw < draws; draw += 1) {
      const value = nextExponential();
      sum += value;
      squares += value * value;
    }
    expect(Math.abs(sum / draws - 1)).toBeLessThan(3 / Math.sqrt(draws));
    // The variance of the square of an exponential is 20.
    expect(Math.abs(squares / draws - 2)).toBeLessThan(3 * Math.sqrt(20 / draws));
  });
});

describe('Weibull times', () => {
  it('know the gamma function', () => {
    expect(logGamma(1)).toBeCloseTo(0, 13);
    expect(logGamma(2)).toBeCloseTo(0, 13);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13);
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 12);
    expect(logGamma(30)).toBeCloseTo(71.257038967168, 11);
  });

  it.each([0.5, 0.7, 1, 1.5, 3])('have the mean that is asked for, shape %d', (shape) => {
    seedRandom(7, 8);
    const scale = weibullScale(1000, shape);
    const draws = 100_000;
    let sum = 0;
    for (let draw = 0; draw < draws; draw += 1) sum += nextWeibull(scale, shape);
    const second = Math.exp(logGamma(1 + 2 / shape) - 2 * logGamma(1 + 1 / shape));
    expect(Math.abs(sum / draws - 1000)).toBeLessThan(3 * 1000 * Math.sqrt((second - 1) / draws));
  });

  it('of shape 1 are exponential', () => {
    seedRandom(9, 10);
    const exponential = Array.from({ length: 50 }, () => 60 * nextExponential());
    seedRandom(9, 10);
    const scale = weibullScale(60, 1);
    for (const value of exponential) expect(nextWeibull(scale, 1)).toBeCloseTo(value, 9);
  });
});
