/** The power of the whole job within a step. */
import type { Estimate } from '../estimate/estimate.ts';
import type { Scenario } from '../estimate/scenario.ts';
import type { StepTimeline } from '../estimate/step-timeline.ts';
import { measureSwing, type PowerSwing } from './measure-swing.ts';
import { findStepLevels, type StepLevels } from './step-levels.ts';
import { type StepTrace, sumTraces, traceStep } from './step-trace.ts';

/** How the job's equipment draws within a step. */
export interface StepPower {
  readonly swing: PowerSwing;
  /** Watts of one accelerator by what it does. */
  readonly levels: StepLevels;
  /** Hosts, switches, optics and storage, which do not follow a step. */
  readonly steadyWatts: number;
  /** Cooling and distribution at the step's average: they follow in minutes, not within a step. */
  readonly overheadWatts: number;
  /** The whole job over one step, watts of equipment in equal parts of time. */
  readonly watts: Float64Array;
  readonly trace: StepTrace;
  /** What the site's ramp is held against; null = none stated. */
  readonly rampLimitWattsPerSecond: number | null;
  readonly isOverRampLimit: boolean;
  /** Ramp that is more than the limit takes, evened out by so much stored energy, joules; 0 within the limit. */
  readonly smoothingJoules: number;
}

/** Describes the power of a step; `timeline` and `estimate` are of `scenario`. All replicas move in step: they wait for each other. */
export function describeStepPower(scenario: Scenario, estimate: Estimate, timeline: StepTimeline): StepPower {
  const inputs = scenario.economy.power;
  const levels = findStepLevels(estimate, scenario, timeline);
  const { smoothingSeconds, siteWattsPerSecond } = inputs.ramp;
  const trace = traceStep(timeline, levels, estimate.step.seconds, smoothingSeconds);
  const steadyWatts = inputs.hostPeakWatts + inputs.switchWatts + inputs.opticsWatts + inputs.storageWatts;
  const counts = trace.byRank.map(() => inputs.accelerators / trace.byRank.length);
  const watts = sumTraces(trace, counts, steadyWatts);
  const swing = measureSwing(watts, trace.stepSeconds, smoothingSeconds);
  const isOver = siteWattsPerSecond !== null && swing.rampWattsPerSecond > siteWattsPerSecond * (1 + 1e-9);
  return {
    swing,
    levels,
    steadyWatts,
    overheadWatts: swing.averageWatts * (inputs.facilityFactor - 1),
    watts,
    trace,
    rampLimitWattsPerSecond: siteWattsPerSecond,
    isOverRampLimit: isOver,
    smoothingJoules: isOver ? energyAboveAndBelow(watts, trace.stepSeconds) : 0,
  };
}

/** What a store has to hold so that only the average is drawn: the most that it has given less the most that it has taken. */
function energyAboveAndBelow(watts: Float64Array, stepSeconds: number): number {
  const partSeconds = stepSeconds / watts.length;
  const average = watts.reduce((sum, value) => sum + value, 0) / watts.length;
  let stored = 0;
  let [most, least] = [0, 0];
  for (const value of watts) {
    stored += (average - value) * partSeconds;
    most = Math.max(most, stored);
    least = Math.min(least, stored);
  }
  return most - least;
}
