/**
 * The order in which a pipeline rank works through its passes: GPipe (arXiv 1811.06965), 1F1B (arXiv 2006.15704, 1811.02084), interleaved
 * virtual stages (arXiv 2104.04473) and ZB-H1 (arXiv 2401.10241). With virtual stages a rank takes the micro-batches in rounds of p
 * through all its chunks; a last round that is not full leaves out what it lacks.
 */
import { BACKWARD, FORWARD, INPUT_GRADIENT, passCode, WEIGHT_GRADIENT } from './pass-code.ts';
import { order } from './pipeline-arena.ts';
import { ALL_FORWARD, ZERO_BUBBLE } from './placement.ts';

/** Micro-batches filled up to whole rounds of p. */
function wholeRounds(microBatches: i32, ranks: i32): i32 {
  const over: i32 = microBatches % ranks;
  return over === 0 ? microBatches : microBatches + ranks - over;
}

/** Forward passes before the first backward pass, those that a last round lacks counted. */
export function warmUpPasses(rank: i32, ranks: i32, virtual: i32, microBatches: i32): i32 {
  const wanted: i32 = virtual === 1 ? ranks - rank - 1 : (ranks - rank - 1) * 2 + (virtual - 1) * ranks;
  const total: i32 = virtual === 1 ? microBatches : wholeRounds(microBatches, ranks) * virtual;
  return wanted < total ? wanted : total;
}

/** Writes one pass of a round-robin order, the `pass`-th of its direction on the rank; answers where the next one goes. */
function putInterleaved(
  at: i32,
  backward: bool,
  pass: i32,
  rank: i32,
  ranks: i32,
  virtual: i32,
  microBatches: i32,
): i32 {
  const perRound: i32 = ranks * virtual;
  const within: i32 = pass % perRound;
  const place: i32 = within % ranks;
  const microBatch: i32 = (pass - within) / virtual + place;
  if (microBatch >= microBatches) return at;
  const chunk: i32 = (within - place) / ranks;
  const stage: i32 = (backward ? virtual - 1 - chunk : chunk) * ranks + rank;
  order[at] = passCode(backward ? BACKWARD : FORWARD, stage, microBatch);
  return at + 1;
}

/** 1F1B over virtual stages: warm-up, one forward and one backward pass in turn, the rest of the backward passes. */
export function orderInterleaved(first: i32, rank: i32, ranks: i32, virtual: i32, microBatches: i32): i32 {
  const warmUp: i32 = warmUpPasses(rank, ranks, virtual, microBatches);
  const total: i32 = wholeRounds(microBatches, ranks) * virtual;
  let at: i32 = first;
  for (let pass: i32 = 0; pass < warmUp; pass += 1) {
    at = putInterleaved(at, false, pass, rank, ranks, virtual, microBatches);
  }
  for (let pass: i32 = 0; pass < total; pass += 1) {
    if (pass + warmUp < total) at = putInterleaved(at, false, pass + warmUp, rank, ranks, virtual, microBatches);
    at = putInterleaved(at, true, pass, rank, ranks, virtual, microBatches);
  }
  return at - first;
}

/**
 * GPipe, 1F1B and ZB-H1. ZB-H1 puts off a rank's weight gradients by as many micro-batches as it warms up less than the first rank, so
 * that all ranks hold the first one's activations; those left at the end fill the time in which gradients drain.
 */
export function orderPlain(schedule: i32, first: i32, rank: i32, ranks: i32, microBatches: i32): i32 {
  const ahead: i32 = schedule === ALL_FORWARD ? microBatches : ranks - rank;
  const splits: bool = schedule === ZERO_BUBBLE;
  let at: i32 = first;
  let forwards: i32 = 0;
  for (; forwards < ahead && forwards < microBatches; forwards += 1) {
    order[at] = passCode(FORWARD, rank, forwards);
    at += 1;
  }
  for (let microBatch: i32 = 0; microBatch < microBatches; microBatch += 1) {
    order[at] = passCode(splits ? INPUT_GRADIENT : BACKWARD, rank, microBatch);
    at += 1;
    if (splits && microBatch >= rank) {
      order[at] = passCode(WEIGHT_GRADIENT, rank, microBatch - rank);
      at += 1;
    }
    if (forwards < microBatches) {
      order[at] = passCode(FORWARD, rank, forwards);
      forwards += 1;
      at += 1;
    }
  }
  const putOff: i32 = rank < microBatches ? rank : microBatches;
  for (let late: i32 = 0; splits && late < putOff; late += 1) {
    order[at] = passCode(WEIGHT_GRADIENT, rank, microBatches - putOff + late);
    at += 1;
  }
  return at - first;
}
