/**
 * Exponential random numbers by the ziggurat of Marsaglia and Tsang (J. Stat. Softw. 5, 2000): 256 layers of equal area under e^(−x), so
 * that all but two draws in a hundred need one product and one comparison. The tables come from the model's own exponential and logarithm,
 * so that both builds have the same bits.
 */
import { exponential } from '../reliability/exponential.ts';
import { logarithm } from '../reliability/logarithm.ts';
import { nextBits, nextUniform } from './random.ts';

/** Where the tail begins, and the area of each layer, for 256 layers. */
const TAIL: f64 = 7.69711747013105;
const AREA: f64 = 0.003949659822581557;
const LAYERS: i32 = 256;
/** 2^−24. */
const PER_WORD: f64 = 5.9604644775390625e-8;

/** Right edge of each layer, and e^(−edge). */
const edges: StaticArray<f64> = new StaticArray<f64>(257);
const heights: StaticArray<f64> = new StaticArray<f64>(257);
let isReady: bool = false;

/** Fills the tables, once. */
export function prepareExponential(): void {
  if (isReady) return;
  edges[0] = AREA * exponential(TAIL);
  edges[1] = TAIL;
  for (let layer: i32 = 2; layer < LAYERS; layer++) {
    edges[layer] = -logarithm(AREA / edges[layer - 1] + exponential(-edges[layer - 1]));
  }
  edges[LAYERS] = 0.0;
  for (let layer: i32 = 0; layer <= LAYERS; layer++) heights[layer] = exponential(-edges[layer]);
  isReady = true;
}

/** Exponential with mean 1; the tables have to be filled. */
export function nextExponential(): f64 {
  let beyond: f64 = 0.0;
  while (true) {
    const bits: i32 = nextBits();
    const layer: i32 = bits & 255;
    const x = (f64(bits >>> 8) + 0.5) * PER_WORD * edges[layer];
    if (x < edges[layer + 1]) return beyond + x;
    if (layer === 0) {
      // Beyond the edge the distribution begins again.
      beyond += TAIL;
      continue;
    }
    const y = heights[layer] + nextUniform() * (heights[layer + 1] - heights[layer]);
    if (y < exponential(-x)) return beyond + x;
  }
}
