/**
 * Attention core: scores and weighted values, without the projections. Fused kernels (FlashAttention, arXiv 2205.14135 and 2307.08691)
 * never write the scores and skip the masked half of a causal mask; the backward pass does 2.5 times the forward work.
 */

/** Backward FLOP over forward FLOP of a fused kernel: five products against two. */
export const BACKWARD_WORK: f64 = 2.5;
/** Queries in one tile of a fused kernel. */
const QUERY_TILE: f64 = 128.0;
/** Keys at which the inner loop reaches half of its speed; from measured kernels (docs/model/constants.md). */
const KEYS_HALF: f64 = 280.0;
/** Head size at which kernels are rated, and the size that halves their speed: softmax work does not shrink with the head. */
const RATED_HEAD: f64 = 128.0;
const HEAD_HALF: f64 = 40.0;

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
 * Seconds of a fused core.
 * @param flops useful FLOP, masked half left out
 * @param rate FLOP/s at long sequences with heads of 128
 */
export function fusedCoreSeconds(
  flops: f64,
  sequences: f64,
  heads: f64,
  queries: f64,
  keys: f64,
  headDim: f64,
  rate: f64,
  units: f64,
): f64 {
  const tiles: f64 = sequences * heads * Math.ceil(queries / QUERY_TILE);
  const waves: f64 = tiles / units;
  const filled: f64 = waves / (waves + 0.5 * (Math.ceil(waves) - waves));
  const ramp: f64 = keys / (keys + KEYS_HALF);
  const head: f64 = (headDim * (RATED_HEAD + HEAD_HALF)) / (RATED_HEAD * (headDim + HEAD_HALF));
  const speed: f64 = rate * filled * ramp * Math.min(head, 1.0);
  return flops / speed;
}
