/**
 * The order in which a pipeline rank works: 1F1B (arXiv 2006.15704, 1811.02084) and interleaved virtual stages (arXiv 2104.04473).
 * A rank first runs some forward passes (warm-up), then one forward and one backward pass in turn, then the rest of the backward
 * passes. With virtual stages it takes the micro-batches in groups of p, through all its chunks.
 */

/** Forward passes before the first backward pass. */
export function warmUpPasses(rank: i32, ranks: i32, virtual: i32, microBatches: i32): i32 {
  const total: i32 = microBatches * virtual;
  const wanted: i32 = virtual === 1 ? ranks - rank - 1 : (ranks - rank - 1) * 2 + (virtual - 1) * ranks;
  return wanted < total ? wanted : total;
}

/** Whether a rank's pass at `position` is a forward pass: all of them at first, then every other one, then none. */
export function isForwardAt(position: i32, warmUp: i32, total: i32): bool {
  if (position < warmUp) return true;
  const after: i32 = position - warmUp;
  return after < 2 * (total - warmUp) && (after & 1) === 0;
}
