/**
 * Seconds of a step's pipeline. The estimate simulates every event, but with 1F1B cuts a steady state that has become periodic. The search takes the
 * closed form where stages are alike and micro-batches fill whole rounds, which is where it holds, and else simulates a few rounds of p
 * micro-batches and goes on at the pace of the last.
 */
import { MAX_EVENTS, STAGE_BACKWARD, STAGE_FORWARD, work } from '../arena.ts';
import { pipelineSeconds, rankSeconds, slowestRank } from './closed-form.ts';
import { simulatePipeline } from './simulate.ts';
import { isSteady, lastPace } from './steady-state.ts';

/** Rounds that are simulated before going on at a pace, with 1F1B and with virtual stages. */
const PLAIN_ROUNDS: f64 = 4.0;
const VIRTUAL_ROUNDS: f64 = 5.0;

/** Rounds that show a pace where the arena holds few. */
const PACE_ROUNDS: f64 = 2.0;

/** Largest difference between stages that still counts as alike. */
const ALIKE: f64 = 0.01;

/** Whether all stages but the last, which may do more, take the same time. */
function areAlike(stages: i32): bool {
  const usual: f64 = work[STAGE_FORWARD] + work[STAGE_BACKWARD];
  for (let stage: i32 = 1; stage < stages - 1; stage += 1) {
    const seconds: f64 = work[STAGE_FORWARD + stage] + work[STAGE_BACKWARD + stage];
    if (Math.abs(seconds - usual) > ALIKE * usual) return false;
  }
  return work[STAGE_FORWARD + stages - 1] + work[STAGE_BACKWARD + stages - 1] >= usual * (1.0 - ALIKE);
}

/** Virtual stages take micro-batches in whole rounds of p; what is over counts by its share of a round. */
function simulateRounds(ranks: i32, virtual: i32, microBatches: i32, delay: f64): f64 {
  const over: i32 = microBatches % ranks;
  if (virtual === 1 || over === 0 || microBatches < ranks) return simulatePipeline(ranks, virtual, microBatches, delay);
  const fewer: f64 = simulatePipeline(ranks, virtual, microBatches - over, delay);
  const more: f64 = simulatePipeline(ranks, virtual, microBatches - over + ranks, delay);
  return fewer + ((more - fewer) * f64(over)) / f64(ranks);
}

/** Seconds from the first forward pass to the last backward pass. */
export function pipelineTime(exactly: bool, ranks: i32, virtual: i32, microBatches: f64, delay: f64): f64 {
  const stages: f64 = f64(ranks) * f64(virtual);
  const wholeRounds: bool = virtual === 1 || Math.floor(microBatches / f64(ranks)) * f64(ranks) === microBatches;
  const even: bool = wholeRounds && areAlike(ranks * virtual);
  // Without a pipeline the two are the same sum.
  if (ranks === 1 || (even && !exactly)) return pipelineSeconds(ranks, virtual, microBatches, delay);
  // One round less than the arena holds: rounds are completed upwards.
  const rounds: f64 = Math.floor(f64(MAX_EVENTS) / (stages * f64(ranks))) - 1.0;
  const few: f64 = virtual > 1 ? VIRTUAL_ROUNDS : PLAIN_ROUNDS;
  // Virtual stages are seldom periodic so soon, so that for them the estimate would simulate in vain.
  const worthwhile: bool = virtual === 1 || !exactly;
  if (worthwhile && few <= rounds && microBatches >= (few + 1.0) * f64(ranks)) {
    // 1F1B keeps the rest of the last round; with virtual stages it counts by its share of a round.
    const rest: i32 = virtual > 1 ? 0 : i32(microBatches) % ranks;
    const run: i32 = i32(few) * ranks + rest;
    const seconds: f64 = simulatePipeline(ranks, virtual, run, delay);
    const pace: f64 = lastPace(ranks * virtual, ranks, run);
    const beyond: f64 = (microBatches - f64(run)) / f64(ranks);
    if (!exactly) {
      // No pace is faster than the slowest rank's work.
      const period: f64 = rankSeconds(slowestRank(ranks, virtual), ranks, virtual);
      return seconds + beyond * Math.max(pace, f64(ranks) * period);
    }
    if (isSteady(ranks * virtual, ranks, run, seconds, pace)) return seconds + beyond * pace;
  }
  const most: f64 = f64(ranks) * rounds;
  if (microBatches <= most) return simulateRounds(ranks, virtual, i32(microBatches), delay);
  if (rounds <= PACE_ROUNDS) {
    // So many stages that the arena holds too few micro-batches to see a pace: the slowest rank's.
    const period: f64 = rankSeconds(slowestRank(ranks, virtual), ranks, virtual);
    const held: f64 = Math.max(Math.floor(f64(MAX_EVENTS) / stages), 1.0);
    return simulateRounds(ranks, virtual, i32(held), delay) + (microBatches - held) * period;
  }
  // Whole rounds of p micro-batches at the settled pace, so that the rest of the last round is simulated as it is.
  const beyond: f64 = Math.ceil((microBatches - most) / f64(ranks));
  const run: f64 = microBatches - beyond * f64(ranks);
  const long: f64 = simulateRounds(ranks, virtual, i32(run), delay);
  const short: f64 = simulateRounds(ranks, virtual, i32(run - (PACE_ROUNDS - 1.0) * f64(ranks)), delay);
  return long + (beyond * (long - short)) / (PACE_ROUNDS - 1.0);
}
