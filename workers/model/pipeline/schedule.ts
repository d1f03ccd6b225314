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

/** Which pass a rank runs at `position`: forward number n as n, backward number n as −1 − n. */
export function passAt(position: i32, warmUp: i32, total: i32): i32 {
  if (position < warmUp) return position;
  const after: i32 = position - warmUp;
  const steady: i32 = total - warmUp;
  if (after >= 2 * steady) return -1 - (after - steady);
  const pair: i32 = after >> 1;
  return (after & 1) === 0 ? warmUp + pair : -1 - pair;
}

/** Micro-batch of the n-th pass of a rank. */
export function microBatchOf(pass: i32, ranks: i32, virtual: i32, microBatches: i32): i32 {
  const group: i32 = i32(Math.floor(f64(pass) / f64(ranks * virtual)));
  const size: i32 = microBatches - group * ranks < ranks ? microBatches - group * ranks : ranks;
  return group * ranks + ((pass - group * ranks * virtual) % size);
}

/** Chunk of the n-th forward pass of a rank; a backward pass takes them in the opposite order. */
export function chunkOf(pass: i32, ranks: i32, virtual: i32, microBatches: i32): i32 {
  const group: i32 = i32(Math.floor(f64(pass) / f64(ranks * virtual)));
  const size: i32 = microBatches - group * ranks < ranks ? microBatches - group * ranks : ranks;
  return i32(Math.floor(f64(pass - group * ranks * virtual) / f64(size)));
}
