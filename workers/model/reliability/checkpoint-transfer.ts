/**
 * Size of a checkpoint and time to move it. Mixed precision with Adam keeps 2 (bf16 weights) + 4 (master weights) + 4 + 4 (moments)
 * bytes per parameter; the time is bandwidth-bound at the storage (BLOOM: 2.3 TB in 40 s, bigscience chronicles).
 */

/** Bytes of one checkpoint. */
export function checkpointBytes(parameters: f64, bytesPerParameter: f64): f64 {
  return parameters * bytesPerParameter;
}

/** Seconds to move `bytes`; 0 for nothing, infinite without bandwidth. */
export function transferSeconds(bytes: f64, bytesPerSecond: f64): f64 {
  if (bytes <= 0.0) return 0.0;
  return bytesPerSecond > 0.0 ? bytes / bytesPerSecond : Infinity;
}

/** Bytes per second at which `bytes` move in `seconds`. */
export function transferBandwidth(bytes: f64, seconds: f64): f64 {
  return bytes / seconds;
}

/** Bytes per parameter, or per accelerator, of something that takes `bytes` over all of them. */
export function bytesEach(bytes: f64, count: f64): f64 {
  return bytes / count;
}
