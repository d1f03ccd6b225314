/**
 * What one accelerator draws in each part of a step: its idle power, and of its dynamic power the shares that go with compute, memory
 * and links, as long as each is busy there. Operations are spread evenly over the passes of their phase: within a pass, compute and
 * exposed collectives change places in milliseconds, which nothing outside the rack sees.
 */
import type { Estimate } from '../estimate/estimate.ts';
import type { Scenario } from '../estimate/scenario.ts';
import { type StepTimeline, TIMELINE_KINDS, type TimelineKind } from '../estimate/step-timeline.ts';

/** Watts of one accelerator by what it does. */
export type StepLevels = Readonly<Record<'forward' | 'backward' | 'data' | 'optimizer' | 'waiting', number>>;

/** Which level a box is drawn at. */
export const LEVEL_OF: Readonly<Record<TimelineKind, keyof StepLevels>> = {
  forward: 'forward',
  recompute: 'forward',
  backward: 'backward',
  'input-gradient': 'backward',
  'weight-gradient': 'backward',
  'data-communication': 'data',
  optimizer: 'optimizer',
  idle: 'waiting',
};

/** The levels of an estimate; `timeline` is of the same scenario. */
export function findStepLevels(estimate: Estimate, scenario: Scenario, timeline: StepTimeline): StepLevels {
  const { power } = scenario.economy;
  const seconds = secondsOfBusiestRank(timeline);
  const bandwidth = scenario.accelerator.memoryBandwidthBytesPerSecond;
  const compute = { forward: 0, backward: 0, optimizer: 0 };
  const memory = { forward: 0, backward: 0, optimizer: 0 };
  for (const { phase, bound, repeats, bytes, seconds: each } of estimate.step.operations) {
    const part = phase === 'forward' ? 'forward' : phase === 'step' ? 'optimizer' : 'backward';
    if (bound === 'compute') compute[part] += repeats * each;
    memory[part] += (repeats * bytes) / bandwidth;
  }
  const links = estimate.step.collectives.reduce((sum, { repeats, seconds: each }) => sum + repeats * each, 0);
  const passes = seconds.forward + seconds.backward;
  // What the end of the step does not show of the links runs beside the passes.
  const linksInPasses = shareOf(Math.max(links - seconds.data, 0), passes);
  const { acceleratorIdleWatts: idle, acceleratorLimitWatts: limit } = power;
  const watts = (computing: number, moving: number, sending: number): number =>
    idle +
    (limit - idle) *
      (power.computeShare * estimate.power.computePowerShare * computing +
        power.memoryShare * moving +
        power.linkShare * sending);
  const pass = (part: 'forward' | 'backward'): number =>
    watts(shareOf(compute[part], seconds[part]), shareOf(memory[part], seconds[part]), linksInPasses);
  return {
    forward: pass('forward'),
    backward: pass('backward'),
    data: watts(0, 0, 1),
    optimizer: watts(shareOf(compute.optimizer, seconds.optimizer), shareOf(memory.optimizer, seconds.optimizer), 0),
    waiting: idle,
  };
}

function shareOf(busy: number, seconds: number): number {
  return seconds > 0 ? Math.min(busy / seconds, 1) : 0;
}

/** Seconds by level of the rank with the longest passes: whose operations an estimate lists. Rounds that are left out count as drawn ones. */
function secondsOfBusiestRank(timeline: StepTimeline): Record<keyof StepLevels, number> {
  const { rank, kind, startSeconds, endSeconds } = timeline.boxes;
  const byRank = Array.from({ length: timeline.ranks }, () => ({
    forward: 0,
    backward: 0,
    data: 0,
    optimizer: 0,
    waiting: 0,
  }));
  for (let box = 0; box < rank.length; box++) {
    const name = TIMELINE_KINDS[kind[box] ?? -1];
    const seconds = byRank[rank[box] ?? -1];
    if (name === undefined || seconds === undefined) continue;
    seconds[LEVEL_OF[name]] += (endSeconds[box] ?? 0) - (startSeconds[box] ?? 0);
  }
  const leftOut = timeline.gap?.microBatches ?? 0;
  const all = leftOut > 0 ? timeline.microBatches / Math.max(1, timeline.microBatches - leftOut) : 1;
  const passesOf = (seconds: { forward: number; backward: number } | undefined): number =>
    seconds === undefined ? -1 : seconds.forward + seconds.backward;
  const busiest = byRank.reduce((best, each) => (passesOf(each) > passesOf(best) ? each : best), byRank[0]);
  if (busiest === undefined) return { forward: 0, backward: 0, data: 0, optimizer: 0, waiting: 0 };
  return { ...busiest, forward: busiest.forward * all, backward: busiest.backward * all };
}
