/**
 * Seconds of a step's pipeline. The estimate simulates every event, but with 1F1B cuts a steady state that has become periodic, and with
 * any schedule goes on at the last rounds' pace where there are more micro-batches than the arena holds. The search takes the closed form,
 * or simulates the first rounds where there is none: ZB-V, DualPipe, virtual stages that are uneven or whose last round is not full, very
 * short steps.
 */
import { MAX_EVENTS } from '../arena.ts';
import { hasClosedForm, pipelineSeconds } from './closed-form.ts';
import { simulateOneForward } from './one-forward.ts';
import { ALL_FORWARD, DUAL_PIPE, INTERLEAVED, ONE_FORWARD } from './placement.ts';
import { pairedSaving, rankSeconds, slowestRank } from './rank-work.ts';
import { simulatePipeline } from './simulate.ts';
import { isSteady, lastPace } from './steady-state.ts';

/** Rounds of p micro-batches that show whether 1F1B has become periodic. */
const STEADY_ROUNDS: i32 = 4;

/** Micro-batches that change nothing but the length of the steady state: a round of virtual stages, one from either end. */
function roundOf(schedule: i32, ranks: i32): i32 {
  if (schedule === INTERLEAVED) return ranks;
  return schedule === DUAL_PIPE ? 2 : 1;
}

/** Goes on from the most micro-batches that the arena holds at the pace of the last quarter of them. */
function extrapolate(schedule: i32, ranks: i32, virtual: i32, microBatches: f64, delay: f64): f64 {
  const held: f64 = Math.floor(f64(MAX_EVENTS) / (f64(ranks) * f64(virtual)));
  const round: f64 = f64(roundOf(schedule, ranks));
  const beyond: f64 = Math.ceil((microBatches - held) / round);
  const most: f64 = microBatches - beyond * round;
  const quarter: f64 = Math.floor(most / (4.0 * round));
  if (quarter < 1.0) {
    // So many stages that no pace shows: the slowest rank's.
    const period: f64 = rankSeconds(schedule, slowestRank(schedule, ranks, virtual), ranks, virtual);
    const few: f64 = Math.min(Math.max(held, 1.0), microBatches);
    return simulatePipeline(schedule, ranks, virtual, i32(few), delay) + (microBatches - few) * period;
  }
  const long: f64 = simulatePipeline(schedule, ranks, virtual, i32(most), delay);
  const short: f64 = simulatePipeline(schedule, ranks, virtual, i32(most - quarter * round), delay);
  return long + (beyond * (long - short)) / quarter;
}

/** Seconds from the first pass to the last, every event counted. */
function exactTime(schedule: i32, ranks: i32, virtual: i32, microBatches: f64, delay: f64): f64 {
  const stages: i32 = ranks * virtual;
  if (schedule === ALL_FORWARD) return pipelineSeconds(schedule, ranks, virtual, microBatches, delay);
  if (schedule === ONE_FORWARD && microBatches >= f64((STEADY_ROUNDS + 1) * ranks)) {
    const run: i32 = STEADY_ROUNDS * ranks + (i32(microBatches) % ranks);
    if (run * stages <= MAX_EVENTS) {
      const seconds: f64 = simulatePipeline(schedule, ranks, virtual, run, delay);
      const pace: f64 = lastPace(stages, ranks, run);
      if (isSteady(stages, ranks, run, seconds, pace)) {
        return seconds + ((microBatches - f64(run)) / f64(ranks)) * pace;
      }
    }
  }
  if (microBatches * f64(stages) > f64(MAX_EVENTS)) return extrapolate(schedule, ranks, virtual, microBatches, delay);
  return simulatePipeline(schedule, ranks, virtual, i32(microBatches), delay);
}

/** Rounds of p micro-batches that the search simulates where it has no closed form. */
const SHORT_ROUNDS: i32 = 5;

/** Simulates some micro-batches; what is not read pass by pass needs no written order. */
function simulateSome(schedule: i32, ranks: i32, virtual: i32, microBatches: i32, delay: f64): f64 {
  if (schedule === ONE_FORWARD) return simulateOneForward(ranks, microBatches, delay);
  return simulatePipeline(schedule, ranks, virtual, microBatches, delay);
}

/** Simulates the first rounds and goes on at the last one's pace, or the slowest rank's where that is slower: buffers may still fill. */
function shortTime(schedule: i32, ranks: i32, virtual: i32, microBatches: f64, delay: f64): f64 {
  const over: f64 = microBatches - Math.floor(microBatches / f64(ranks)) * f64(ranks);
  const run: f64 = f64(SHORT_ROUNDS * ranks) + over;
  if (schedule === ONE_FORWARD && microBatches <= run) return simulateOneForward(ranks, i32(microBatches), delay);
  if (microBatches <= run || run * f64(ranks * virtual) > f64(MAX_EVENTS)) {
    return exactTime(schedule, ranks, virtual, microBatches, delay);
  }
  let pace: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    const own: f64 = rankSeconds(schedule, rank, ranks, virtual) - pairedSaving(schedule, rank, ranks, virtual);
    pace = Math.max(pace, own);
  }
  const fewer: f64 = simulateSome(schedule, ranks, virtual, i32(run) - ranks, delay);
  const seconds: f64 = simulateSome(schedule, ranks, virtual, i32(run), delay);
  return seconds + (microBatches - run) * Math.max(pace, (seconds - fewer) / f64(ranks));
}

/** Seconds from the first pass to the last; with ZB-V those of the longest rank. */
export function pipelineTime(
  exactly: bool,
  schedule: i32,
  ranks: i32,
  virtual: i32,
  microBatches: f64,
  delay: f64,
): f64 {
  if (ranks === 1) return microBatches * rankSeconds(schedule, 0, ranks, virtual);
  if (exactly) return exactTime(schedule, ranks, virtual, microBatches, delay);
  if (!hasClosedForm(schedule, ranks, virtual, microBatches))
    return shortTime(schedule, ranks, virtual, microBatches, delay);
  return pipelineSeconds(schedule, ranks, virtual, microBatches, delay);
}
