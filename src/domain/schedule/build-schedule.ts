/**
 * A run on the calendar: lead time, delivery, burn-in, then the stages of the training. The stages share the wall time of the estimate in
 * proportion to their time without losses, so that all of them together are just that; evaluations lengthen each by the time that the
 * hardware waits for them, which the estimate does not hold. See `docs/model/schedule.md`.
 */
import type { AssumptionContext } from '../assumptions/assumption-types.ts';
import { countHosts } from '../assumptions/count-hosts.ts';
import { numberInForce } from '../assumptions/resolve-assumption.ts';
import * as definitions from '../assumptions/schedule-assumptions.ts';
import type { Estimate, StageEstimate } from '../estimate/estimate.ts';
import { addDays } from './calendar.ts';
import type { PhasePart, RunSchedule, SchedulePhase } from './schedule-types.ts';

const DAY = 86_400;
const HOUR = 3600;
/** Share of the wall time that passes once, before the first step. */
const STARTUP = 'startup';

/** A phase without its place on the calendar. */
type Length = Omit<SchedulePhase, 'startDays' | 'endDays' | 'startDate' | 'endDate'>;

/** Puts the run of an estimate on the calendar. */
export function buildSchedule(
  context: AssumptionContext,
  estimate: Pick<Estimate, 'run' | 'reliability' | 'cost'>,
): RunSchedule {
  const { orderDate } = context.plan.schedule;
  const { run, reliability, cost } = estimate;
  const take = (definition: Parameters<typeof numberInForce>[0]): number => numberInForce(definition, context);
  const usdPerSecond = run.wallSeconds > 0 ? cost.headlineUsd / run.wallSeconds : 0;
  const accelerators = run.wallSeconds > 0 ? (run.acceleratorHours * HOUR) / run.wallSeconds : context.acceleratorsUsed;
  const hostsPerDay = take(definitions.HOSTS_PER_DAY);
  const burnInSeconds = take(definitions.BURN_IN_SECONDS);
  const before: Length[] = [
    waiting('lead', 'Lead time', take(definitions.LEAD_SECONDS) / DAY),
    waiting('delivery', 'Delivery', hostsPerDay > 0 ? countHosts(context) / hostsPerDay : 0),
    {
      ...waiting('burn-in', 'Burn-in', burnInSeconds / DAY),
      acceleratorHours: (accelerators * burnInSeconds) / HOUR,
      usd: usdPerSecond * burnInSeconds,
      interruptions: (reliability.interruptionsPerDay * burnInSeconds) / DAY,
    },
  ];
  const every = take(definitions.EVALUATION_EVERY_STEPS);
  const each = take(definitions.EVALUATION_SECONDS);
  const counts = countEvaluations(run.stages, every);
  const training = run.stages.map((stage, at): Length => {
    const parts = splitWall(estimate, stage, at);
    const wallSeconds = parts.reduce((sum, { days }) => sum + days * DAY, 0);
    const evaluationSeconds = (counts[at] ?? 0) * each;
    if (evaluationSeconds > 0) {
      parts.push({ key: 'evaluation', label: 'Evaluation', days: evaluationSeconds / DAY });
    }
    return {
      kind: 'training',
      label: nameOf(stage, at, run.stages.length),
      parts,
      acceleratorHours: (accelerators * (wallSeconds + evaluationSeconds)) / HOUR,
      usd: usdPerSecond * (wallSeconds + evaluationSeconds),
      evaluationUsd: usdPerSecond * evaluationSeconds,
      interruptions: (reliability.interruptionsPerDay * wallSeconds) / DAY,
    };
  });
  const phases: SchedulePhase[] = [];
  let at = 0;
  for (const phase of [...before, ...training]) {
    const days = phase.parts.reduce((sum, part) => sum + part.days, 0);
    const end = at + days;
    if (days > 0) {
      const dateOf = (day: number): string | null => (orderDate === null ? null : addDays(orderDate, day));
      phases.push({ ...phase, startDays: at, endDays: end, startDate: dateOf(at), endDate: dateOf(end) });
    }
    at = end;
  }
  const evaluations = counts.reduce((sum, count) => sum + count, 0);
  const sum = (of: (phase: SchedulePhase) => number): number => phases.reduce((total, phase) => total + of(phase), 0);
  const evaluationUsd = sum((phase) => phase.evaluationUsd);
  return {
    orderDate,
    phases,
    trainingStartDays: phases.find(({ kind }) => kind === 'training')?.startDays ?? at,
    finishDays: at,
    finishDate: orderDate === null ? null : addDays(orderDate, at),
    evaluations,
    evaluationDays: (evaluations * each) / DAY,
    acceleratorHours: sum((phase) => phase.acceleratorHours),
    trainingUsd: sum((phase) => phase.usd) - evaluationUsd,
    evaluationUsd,
    servingUsd: (take(definitions.SERVING_TOKENS) / 1e6) * take(definitions.SERVING_PRICE),
  };
}

/** A phase in which the hardware is not there yet: nothing is used and nothing is paid. */
function waiting(kind: SchedulePhase['kind'], label: string, days: number): Length {
  const parts = [{ key: kind, label, days }];
  return { kind, label, parts, acceleratorHours: 0, usd: 0, evaluationUsd: 0, interruptions: 0 };
}

/** Evaluations that fall into each stage: one after every so many steps of the whole run. */
function countEvaluations(stages: readonly StageEstimate[], everySteps: number): number[] {
  let steps = 0;
  return stages.map((stage) => {
    const before = everySteps > 0 ? Math.floor(steps / everySteps) : 0;
    steps += stage.steps;
    return everySteps > 0 ? Math.floor(steps / everySteps) - before : 0;
  });
}

/** What a stage has of the wall time; start-up is the first one's alone. */
function splitWall(
  { run, reliability }: Pick<Estimate, 'run' | 'reliability'>,
  stage: StageEstimate,
  at: number,
): PhasePart[] {
  const ideal = run.stages.reduce((sum, { idealSeconds }) => sum + idealSeconds, 0);
  const share = ideal > 0 ? stage.idealSeconds / ideal : at === 0 ? 1 : 0;
  const days = run.wallSeconds / DAY;
  const parts: PhasePart[] = [{ key: 'useful', label: 'Training', days: reliability.goodput * days * share }];
  for (const { key, label, amount } of reliability.lostShares) {
    const own = key === STARTUP ? (at === 0 ? 1 : 0) : share;
    if (amount * own > 0) parts.push({ key, label, days: amount * days * own });
  }
  return parts;
}

function nameOf({ name, place }: StageEstimate, at: number, stages: number): string {
  if (place === 'main') return stages === 1 ? 'Training' : 'Main stage';
  return name.trim() === '' ? `Stage ${at + 1}` : name;
}
