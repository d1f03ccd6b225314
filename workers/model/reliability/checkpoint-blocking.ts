/**
 * How long a checkpoint stops the training, and how far the last usable one lies behind, by kind:
 * blocking, the whole write; asynchronous, only the copy out of the accelerators (a fraction of the write; 7B on PyTorch: 6.3 s of
 * 148.8 s), while the rest persists in the background; in peer memory, the whole (short) copy over the network
 * (Gemini, SOSP 2023; ByteRobust, arXiv 2509.16293); in two levels, the copy to peers every time, and every so many times a write to
 * storage in the background besides.
 */

/** Kind of checkpoint: training waits until it is stored. */
export const BLOCKING = 0.0;
/** Kind of checkpoint: stored in the background. */
export const ASYNCHRONOUS = 1.0;
/** Kind of checkpoint: copied into the memory of peers. */
export const PEER_MEMORY = 2.0;
/** Kind of checkpoint: copied into the memory of peers, and every so many times stored in the background too. */
export const TWO_LEVEL = 3.0;

/** Seconds for which one checkpoint stops the training; of two levels, the write to storage alone. */
export function checkpointBlockingSeconds(kind: f64, writeSeconds: f64, asynchronousFraction: f64): f64 {
  return isInBackground(kind) ? writeSeconds * asynchronousFraction : writeSeconds;
}

/** Seconds after the training goes on until the checkpoint is safe: work that a failure loses in addition. */
export function checkpointLagSeconds(kind: f64, writeSeconds: f64, blockingSeconds: f64): f64 {
  return isInBackground(kind) ? writeSeconds - blockingSeconds : 0.0;
}

function isInBackground(kind: f64): bool {
  return kind === ASYNCHRONOUS || kind === TWO_LEVEL;
}
