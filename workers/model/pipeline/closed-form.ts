/**
 * Closed form of the pipeline's time. In the steady state the slowest rank sets the pace; with 1F1B a rank also cannot have more than
 * p − r micro-batches under way, so a round trip to the last stage and back limits it when sends are slow. Filling and draining cost
 * one pass of every other rank (arXiv 2104.04473: (p−1)/m of the ideal time, (p−1)/(v·m) with v virtual stages).
 */
import { STAGE_BACKWARD, STAGE_FORWARD, work } from '../arena.ts';

/** Forward and backward seconds of one micro-batch on a rank, all its chunks. */
export function rankSeconds(rank: i32, ranks: i32, virtual: i32): f64 {
  let seconds: f64 = 0.0;
  for (let chunk: i32 = 0; chunk < virtual; chunk += 1) {
    seconds += work[STAGE_FORWARD + chunk * ranks + rank] + work[STAGE_BACKWARD + chunk * ranks + rank];
  }
  return seconds;
}

/** The rank with the most work; the first of equals. */
export function slowestRank(ranks: i32, virtual: i32): i32 {
  let slowest: i32 = 0;
  let most: f64 = -1.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    const seconds: f64 = rankSeconds(rank, ranks, virtual);
    if (seconds > most) {
      most = seconds;
      slowest = rank;
    }
  }
  return slowest;
}

/** Seconds that one more micro-batch adds. */
export function pipelinePeriod(ranks: i32, virtual: i32, delay: f64): f64 {
  let period: f64 = rankSeconds(slowestRank(ranks, virtual), ranks, virtual);
  if (virtual > 1) return period;
  let roundTrip: f64 = 0.0;
  for (let rank: i32 = ranks - 1; rank >= 0; rank -= 1) {
    roundTrip += work[STAGE_FORWARD + rank] + work[STAGE_BACKWARD + rank];
    const underWay: f64 = f64(ranks - rank);
    period = Math.max(period, (roundTrip + 2.0 * (underWay - 1.0) * delay) / underWay);
  }
  return period;
}

/** Seconds from the first forward pass to the last backward pass. */
export function pipelineSeconds(ranks: i32, virtual: i32, microBatches: f64, delay: f64): f64 {
  const slowest: i32 = slowestRank(ranks, virtual);
  const period: f64 = pipelinePeriod(ranks, virtual, delay);
  const last: i32 = (virtual - 1) * ranks;
  let fill: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    if (rank === slowest) continue;
    const chunk: i32 = rank < slowest ? 0 : last;
    fill += work[STAGE_FORWARD + chunk + rank] + work[STAGE_BACKWARD + chunk + rank];
  }
  const own: f64 = virtual === 1 ? rankSeconds(slowest, ranks, virtual) : period;
  return (microBatches - 1.0) * period + own + fill + 2.0 * (f64(ranks) - 1.0) * delay;
}
