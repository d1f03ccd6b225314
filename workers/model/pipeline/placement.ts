/**
 * Which virtual stages lie on which pipeline rank. Most schedules deal them round and round; ZB-V lays them down the ranks and up again
 * (arXiv 2405.15362 §4), so that the first rank holds both ends of the model; DualPipe (arXiv 2412.19437 §3.2.1) keeps every stage twice,
 * on a rank and on its mirror image, since micro-batches enter at both ends.
 */
import { PLAN_PIPELINE, PLAN_SCHEDULE, PLAN_VIRTUAL } from '../abi.ts';
import { scenario } from '../arena.ts';

/** Schedules in the order of `PLAN_SCHEDULE`. */
export const ONE_FORWARD: i32 = 0;
export const INTERLEAVED: i32 = 1;
export const ALL_FORWARD: i32 = 2;
export const ZERO_BUBBLE: i32 = 3;
export const ZERO_BUBBLE_V: i32 = 4;
export const DUAL_PIPE: i32 = 5;

/** The schedule of the strategy. Without a pipeline all are the same; 1F1B with virtual stages is interleaved, and the other way round. */
export function currentSchedule(): i32 {
  const schedule: i32 = i32(scenario[PLAN_SCHEDULE]);
  if (schedule > INTERLEAVED && scenario[PLAN_PIPELINE] > 1.0) return schedule;
  return scenario[PLAN_VIRTUAL] > 1.0 ? INTERLEAVED : ONE_FORWARD;
}

/** Whether a strategy of `ranks` with `virtual` stages on each can run the schedule. */
export function canRun(schedule: i32, ranks: f64, virtual: f64): bool {
  if (schedule <= INTERLEAVED || ranks === 1.0) return true;
  if (schedule === ZERO_BUBBLE_V) return virtual === 2.0;
  if (virtual !== 1.0) return false;
  return schedule !== DUAL_PIPE || Math.floor(ranks / 2.0) * 2.0 === ranks;
}

/** Stages that a rank holds, of `virtual` that the model is cut into for each rank. */
export function chunksOnRank(schedule: i32, virtual: i32): i32 {
  return schedule === DUAL_PIPE ? 2 : virtual;
}

/** Share of the micro-batches that pass through one chunk of a rank. */
export function chunkShare(schedule: i32): f64 {
  return schedule === DUAL_PIPE ? 0.5 : 1.0;
}

/** The virtual stage that is a rank's chunk. */
export function stageOnRank(schedule: i32, rank: i32, chunk: i32, ranks: i32): i32 {
  if (chunk > 0 && schedule === ZERO_BUBBLE_V) return 2 * ranks - 1 - rank;
  if (chunk > 0 && schedule === DUAL_PIPE) return ranks - 1 - rank;
  return chunk * ranks + rank;
}

/** The rank that holds a virtual stage; with DualPipe the one of the two that the first half of the micro-batches uses. */
export function rankOfStage(schedule: i32, stage: i32, ranks: i32): i32 {
  if (schedule === ZERO_BUBBLE_V && stage >= ranks) return 2 * ranks - 1 - stage;
  return stage % ranks;
}

/** Whether what a virtual stage sends to the next goes to another rank. */
export function sendsOn(schedule: i32, stage: i32, ranks: i32): bool {
  return schedule !== ZERO_BUBBLE_V || stage !== ranks - 1;
}

/** Whether a rank holds the embedding. */
export function holdsFirstStage(rank: i32): bool {
  return rank === 0 || (rank === i32(scenario[PLAN_PIPELINE]) - 1 && currentSchedule() === DUAL_PIPE);
}

/** Whether a rank holds the output layer. */
export function holdsLastStage(rank: i32): bool {
  const schedule: i32 = currentSchedule();
  if (schedule === ZERO_BUBBLE_V) return rank === 0;
  return rank === i32(scenario[PLAN_PIPELINE]) - 1 || (rank === 0 && schedule === DUAL_PIPE);
}
