/** Writes collective rows of the estimate. */
import { COLLECTIVE_STRIDE, MAX_COLLECTIVES, OUT_COLLECTIVE_ROWS } from '../abi.ts';
import {
  BLOCK_SLOT,
  COLLECTIVE_COUNT,
  DETAIL,
  G_LEVEL,
  G_RANKS,
  GROUP_STRIDE,
  GROUPS,
  result,
  work,
} from '../arena.ts';

/** Algorithms by number: 0 ring, 1 tree, 2 in the network, 3 exchange, 4 send. */
export const RING: f64 = 0.0;
export const TREE: f64 = 1.0;
export const IN_SWITCH: f64 = 2.0;
export const EXCHANGE: f64 = 3.0;
export const SEND: f64 = 4.0;

/** Slot of collectives that belong to no layer. */
export const NO_LAYER_SLOT: i32 = 9;

/**
 * One row. Collectives of a layer carry the block that is being built; its layers multiply their repeats later.
 * @param category index in CATEGORIES
 */
export function recordCollective(
  name: i32,
  category: f64,
  algorithm: f64,
  group: i32,
  bytes: f64,
  repeats: f64,
  seconds: f64,
  exposed: f64,
): void {
  if (work[DETAIL] === 0.0 || seconds <= 0.0) return;
  const count: i32 = i32(work[COLLECTIVE_COUNT]);
  if (count >= MAX_COLLECTIVES) return;
  const at: i32 = OUT_COLLECTIVE_ROWS + count * COLLECTIVE_STRIDE;
  result[at] = f64(name);
  result[at + 1] = category;
  result[at + 2] = algorithm;
  result[at + 3] = work[GROUPS + group * GROUP_STRIDE + G_RANKS];
  result[at + 4] = bytes;
  result[at + 5] = work[GROUPS + group * GROUP_STRIDE + G_LEVEL];
  result[at + 6] = repeats;
  result[at + 7] = seconds;
  result[at + 8] = exposed * repeats;
  result[at + 9] = work[BLOCK_SLOT];
  work[COLLECTIVE_COUNT] = f64(count + 1);
}
