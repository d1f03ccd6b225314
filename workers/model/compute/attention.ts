/**
 * Attention core: scores and weighted values, without the projections. Fused kernels (FlashAttention, arXiv 2205.14135 and 2307.08691)
 * never write the scores and skip the masked half of a causal mask; the backward pass does 2.5 times the forward work.
 */

/** Backward FLOP over forward FLOP of a fused kernel: five products against two. */
export const BACKWARD_WORK: f64 = 2.5;
/** Keys at which the inner loop reaches half of its speed; from measured kernels (docs/model/constants.md). */
const KEYS_HALF: f64 = 300.0;
/** Head size at which kernels are rated. Below it, softmax work does not shrink with the head; above it, fewer tiles fit on a unit. */
const RATED_HEAD: f64 = 128.0;
const HEAD_HALF: f64 = 40.0;
const SLOWEST_WIDE_HEAD: f64 = 0.75;
/**
 * Waves that pass while the last tiles finish: under a causal mask the longest tile has twice the mean work. Forward tiles are rows of
 * queries; backward tiles are blocks of keys, which finish more evenly. From measured kernels with 4 to 128 heads.
 */
export const FORWARD_TAIL: f64 = 1.15;
export const BACKWARD_TAIL: f64 = 0.55;

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

/** Speed by head size against heads of 128. */
function headSpeed(headDim: f64): f64 {
  if (headDim > RATED_HEAD) return Math.max(RATED_HEAD / headDim, SLOWEST_WIDE_HEAD);
  return (headDim * (RATED_HEAD + HEAD_HALF)) / (RATED_HEAD * (headDim + HEAD_HALF));
}

/**
 * Seconds of a fused core.
 * @param flops useful FLOP, masked half left out
 * @param rate FLOP/s at long sequences with heads of 128
 * @param tail FORWARD_TAIL or BACKWARD_TAIL
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
  tileRows: f64,
  tail: f64,
): f64 {
  const waves: f64 = (sequences * heads * Math.ceil(queries / tileRows)) / units;
  const filled: f64 = waves / (waves + tail);
  const ramp: f64 = keys / (keys + KEYS_HALF);
  return flops / (rate * filled * ramp * headSpeed(headDim));
}
