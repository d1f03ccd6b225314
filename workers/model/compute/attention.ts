/**
 * Attention core: scores and weighted values, without the projections. Fused kernels (FlashAttention, arXiv 2205.14135, 2307.08691,
 * 2407.08608) never write the scores and skip the masked half of a causal mask; the backward pass does 2.5 times the forward work.
 *
 * A kernel cuts the queries of each head into row tiles (backward: the keys into blocks) that the compute units work off in waves. A tile
 * costs what its keys cost, plus a fixed amount at its start and end, as much as `keysHalf` more keys; so short sequences and windows
 * run slower. Softmax costs the same for every score whatever the head size, as much as `headHalf` more head elements. While the last
 * tiles finish, units idle. Constants here are fitted on measured kernels, or from the papers (docs/model/constants.md).
 */

/** Backward FLOP over forward FLOP of a fused kernel: five products against two. */
export const BACKWARD_WORK: f64 = 2.5;

/** Kernels by generation: scores written out; the first FlashAttention; the second; the best that there is for the accelerator. */
export const UNFUSED: f64 = 0.0;
export const FLASH_1: f64 = 1.0;
export const FLASH_2: f64 = 2.0;

/** Head size at which kernels are rated. */
const RATED_HEAD: f64 = 128.0;
/** Heads wider than rated: softmax weighs less, but fewer tiles fit on a unit, in the backward pass most. */
const WIDEST_GAIN: f64 = 1.12;
const WIDE_BACKWARD: f64 = 0.85;
/** Keys and values of different size (latent attention, 192 and 128): tiles are padded or need a kernel of their own. */
const UNEVEN_FORWARD: f64 = 0.9;
const UNEVEN_BACKWARD: f64 = 0.79;
/** Waves that pass while the last tiles finish, with tiles of uneven work under a causal mask, and with tiles of even work. */
const FORWARD_TAIL: f64 = 0.8;
const EVEN_TAIL: f64 = 0.5;
const BACKWARD_TAIL: f64 = 0.55;
/** Keys in one block of the backward pass. */
export const BACKWARD_BLOCK: f64 = 128.0;
/** What a block's start and end cost in the backward pass against `keysHalf`: its work by key is 2.5 times as long. */
export const BACKWARD_OVERHEAD: f64 = 0.4;
/** The longest block of keys in the backward pass against the mean one: nothing finishes sooner. */
const LONGEST_BLOCK: f64 = 2.0;
/** FlashAttention 2 is "around 2 times" as fast as FlashAttention (arXiv 2307.08691, abstract). */
const FLASH_1_SHARE: f64 = 0.5;

/** Mean keys that a query sees, of `sequence` tokens under a causal mask and an optional window (kind 1 sliding, 2 chunked). */
export function keysSeen(sequence: f64, kind: f64, span: f64): f64 {
  if (kind === 0.0 || sequence <= span) return sequence * 0.5;
  if (kind === 2.0) return span * 0.5;
  return span - (span * span) / (2.0 * sequence);
}

/** FLOP of the forward core: 2 per multiply-add of scores and of values. */
export function coreFlops(sequences: f64, heads: f64, queries: f64, keys: f64, keyDim: f64, valueDim: f64): f64 {
  return 2.0 * sequences * heads * queries * keys * (keyDim + valueDim);
}

/**
 * What a generation of kernels reaches against the best ones of the accelerator, 0 to 1.
 * @param flash2Share what the second generation reaches on it: written for Ampere, it leaves part of later units idle
 */
export function generationShare(generation: f64, flash2Share: f64): f64 {
  if (generation > FLASH_2) return 1.0;
  return generation > FLASH_1 ? flash2Share : flash2Share * FLASH_1_SHARE;
}

/** Speed by head size against heads of 128, where softmax costs as much as `headHalf` elements of a head. */
export function headSpeed(keyDim: f64, valueDim: f64, headHalf: f64, backward: bool): f64 {
  const mean: f64 = 0.5 * (keyDim + valueDim);
  const gain: f64 = (mean * (RATED_HEAD + headHalf)) / (RATED_HEAD * (mean + headHalf));
  if (keyDim !== valueDim) return Math.min(gain, 1.0) * (backward ? UNEVEN_BACKWARD : UNEVEN_FORWARD);
  if (mean <= RATED_HEAD) return gain;
  return backward ? WIDE_BACKWARD : Math.min(gain, WIDEST_GAIN);
}

/** Keys that a sliding window's tiles touch beyond what a causal mask's would: they have a border on either side (kinds of `keysSeen`). */
export function borderKeys(sequence: f64, kind: f64, span: f64, tileRows: f64): f64 {
  return kind === 1.0 && sequence > span ? tileRows * 0.5 : 0.0;
}

/** Waves of tiles, the tail included, that the forward pass of `heads` heads in all takes; `even` where all tiles have the same work. */
export function forwardWaves(heads: f64, queries: f64, tileRows: f64, units: f64, even: bool): f64 {
  return (heads * Math.ceil(queries / tileRows)) / units + (even ? EVEN_TAIL : FORWARD_TAIL);
}

/** The same for the backward pass, in blocks of keys: at least the longest block. */
export function backwardWaves(heads: f64, queries: f64, units: f64, even: bool): f64 {
  const waves: f64 = (heads * Math.ceil(queries / BACKWARD_BLOCK)) / units;
  return Math.max(waves + BACKWARD_TAIL, even ? 1.0 : LONGEST_BLOCK);
}

/**
 * Seconds of a fused core.
 * @param waves from forwardWaves or backwardWaves
 * @param queries of one sequence on this rank
 * @param keys mean keys that a query sees
 * @param pairDim key and value head size together
 * @param overhead keys' worth of work at a tile's start and end
 * @param rate FLOP/s at long sequences with heads of 128, of the whole accelerator
 * @param speed from headSpeed
 */
export function fusedCoreSeconds(
  waves: f64,
  units: f64,
  queries: f64,
  tileRows: f64,
  keys: f64,
  pairDim: f64,
  overhead: f64,
  rate: f64,
  speed: f64,
): f64 {
  // A tile that is not full costs no less, but libraries pick lower tiles for few queries.
  const rows: f64 = Math.min(queries / Math.ceil(queries / tileRows), tileRows);
  const tileFlops: f64 = 2.0 * rows * (keys + overhead) * pairDim;
  return (waves * units * tileFlops) / (rate * speed);
}
