/**
 * Machines under repair at one moment. Events of one kind are under repair Poisson-distributed with mean rate × repair time, whatever the
 * distribution of the repair (Palm's theorem), and each kind takes its own number of machines: the sum is compound Poisson, by Panjer's
 * recursion n P(n) = Σ m ρ_m P(n − m) (ASTIN Bulletin 12, 1981). Repairs do not wait for each other.
 *
 * Where the job stops for want of a machine, nothing more fails until one is back: the same chances cut off where it stops, exactly so for
 * machines that fail one by one (Erlang's loss formula: Sevastyanov 1957 for any repair). The weights are relative; divide by their sum.
 */

import { MAX_CAUSES } from './reliability-abi.ts';

/** Most machines under repair that are told apart. */
export const MOST_IN_REPAIR: f64 = 8191.0;
/** Weights above it are scaled down, so that none overflows. */
const LARGEST: f64 = 1e200;

const sizes: StaticArray<f64> = new StaticArray<f64>(MAX_CAUSES);
const means: StaticArray<f64> = new StaticArray<f64>(MAX_CAUSES);
const weights: StaticArray<f64> = new StaticArray<f64>(8192);
let sizeCount: i32 = 0;
let spread: i32 = 0;
let total: f64 = 0.0;

/** Empties the pool. */
export function clearRepairs(): void {
  sizeCount = 0;
  spread = 0;
  total = 0.0;
}

/** Adds a kind of event that takes `machines` whole machines, of which `meanEvents` are under repair on average. */
export function addRepairs(machines: f64, meanEvents: f64): void {
  if (machines < 1.0 || meanEvents <= 0.0) return;
  for (let at: i32 = 0; at < sizeCount; at++) {
    if (sizes[at] === machines) {
      means[at] += meanEvents;
      return;
    }
  }
  sizes[sizeCount] = machines;
  means[sizeCount] = meanEvents;
  sizeCount += 1;
}

/** Machines under repair on average, if the job never stops. */
export function meanInRepair(): f64 {
  let mean: f64 = 0.0;
  for (let at: i32 = 0; at < sizeCount; at++) mean += sizes[at] * means[at];
  return mean;
}

/** Machines beyond which next to nothing is left of the distribution. */
export function farInRepair(): f64 {
  let mean: f64 = 0.0;
  let variance: f64 = 0.0;
  let largest: f64 = 0.0;
  for (let at: i32 = 0; at < sizeCount; at++) {
    mean += sizes[at] * means[at];
    variance += sizes[at] * sizes[at] * means[at];
    if (sizes[at] > largest) largest = sizes[at];
  }
  return Math.ceil(mean + 12.0 * Math.sqrt(variance) + 40.0 * largest);
}

/** Works out the weights of 0 … `most` machines under repair. */
export function spreadRepairs(most: f64): void {
  spread = 0;
  const last = most < MOST_IN_REPAIR ? most : MOST_IN_REPAIR;
  weights[0] = 1.0;
  total = 1.0;
  for (let n: f64 = 1.0; n <= last; n += 1.0) {
    spread += 1;
    let sum: f64 = 0.0;
    for (let at: i32 = 0; at < sizeCount; at++) {
      const size = sizes[at];
      if (size <= n) sum += size * means[at] * weights[spread - i32(size)];
    }
    const weight = sum / n;
    weights[spread] = weight;
    total += weight;
    if (weight > LARGEST) scaleDown();
  }
}

function scaleDown(): void {
  for (let at: i32 = 0; at <= spread; at++) weights[at] *= 1e-200;
  total *= 1e-200;
}

/** Chance of `machines` under repair, a whole number. */
export function chanceInRepair(machines: i32): f64 {
  return machines >= 0 && machines <= spread ? weights[machines] / total : 0.0;
}

/** Most machines under repair that have a weight. */
export function mostSpread(): i32 {
  return spread;
}

/** Smallest number of spares that suffice with `confidence`; needs weights up to `farInRepair`. */
export function sparesFor(confidence: f64): f64 {
  let reached: f64 = 0.0;
  for (let machines: i32 = 0; machines <= spread; machines++) {
    reached += weights[machines];
    if (reached >= confidence * total) return f64(machines);
  }
  return f64(spread);
}

/** Machines under repair, at most `spares`, on average: E[min(X, `spares`)]. */
export function spareMachinesInRepair(spares: f64): f64 {
  let mean: f64 = 0.0;
  let under: f64 = 0.0;
  for (let machines: i32 = 0; machines <= spread; machines++) {
    mean += weights[machines] * (under < spares ? under : spares);
    under += 1.0;
  }
  return mean / total;
}
