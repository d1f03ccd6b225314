/** Compares a run with the limits that the plan sets; limits that are not set are not listed. */
import type { AssumptionContext, AssumptionDefinition } from '../assumptions/assumption-types.ts';
import { resolveAssumption } from '../assumptions/resolve-assumption.ts';
import * as definitions from '../assumptions/schedule-assumptions.ts';
import type { Estimate } from '../estimate/estimate.ts';
import { formatQuantity } from '../units/format-quantity.ts';
import type { BudgetCheck, RunSchedule } from './schedule-types.ts';

const DAY = 86_400;

interface Rule {
  readonly definition: AssumptionDefinition;
  readonly actual: number;
  /** What would mend it, for a limit that is broken. */
  readonly mend: (limit: number) => string;
}

/** Every limit that is set, with what it is compared with. */
export function checkBudgets(context: AssumptionContext, estimate: Estimate, schedule: RunSchedule): BudgetCheck[] {
  return listRules(context, estimate, schedule).flatMap(({ definition, actual, mend }): BudgetCheck[] => {
    const { value: limit } = resolveAssumption(definition, context);
    const { key, label, dimension } = definition;
    if (limit === null || dimension === null) return [];
    const over = actual - limit;
    const isBroken = over > 1e-9 * Math.max(Math.abs(limit), Math.abs(actual));
    const show = (value: number): string => formatQuantity(dimension, value).text;
    return [
      {
        key,
        label,
        dimension,
        limit,
        actual,
        over,
        isBroken,
        message: isBroken ? `${label}: ${show(actual)}, ${show(over)} more than the limit of ${show(limit)}.` : null,
        mend: isBroken ? mend(limit) : null,
      },
    ];
  });
}

function listRules(context: AssumptionContext, estimate: Estimate, schedule: RunSchedule): Rule[] {
  const { run, power, cost } = estimate;
  const { trainingTokens } = context.plan.workload;
  const days = (value: number): string => formatQuantity('duration', value * DAY).text;
  const burnInUsd = schedule.trainingUsd - cost.headlineUsd;
  const carbonKg = power.operationalCarbonKg + power.embodiedCarbonKg;
  const hourUsd = run.acceleratorHours > 0 ? cost.headlineUsd / run.acceleratorHours : 0;
  /** Fewer tokens of the main stage, so that the run is shorter by this share of its time. */
  const fewerTokens = (share: number): string => {
    const left = trainingTokens - tokensOfTime(estimate, share * run.wallSeconds);
    const others = run.stages.reduce((sum, stage) => (stage.place === 'main' ? sum : sum + stage.tokens), 0);
    if (left > others) return `Train on at most ${formatQuantity('tokens', roundDown(left)).text}.`;
    return 'Shortening the main stage is not enough: train other stages on fewer tokens, too.';
  };
  return [
    {
      definition: definitions.TRAINING_BUDGET,
      actual: schedule.trainingUsd,
      mend: (limit) =>
        limit <= burnInUsd
          ? 'The burn-in alone costs more than that: shorten it.'
          : `${fewerTokens((schedule.trainingUsd - limit) / cost.headlineUsd)} Or pay at most ${formatQuantity('moneyPerHour', (hourUsd * limit) / schedule.trainingUsd).text} for an accelerator-hour instead of ${formatQuantity('moneyPerHour', hourUsd).text}.`,
    },
    {
      definition: definitions.EVALUATION_BUDGET,
      actual: schedule.evaluationUsd,
      mend: (limit) => {
        const number = Math.floor((limit / schedule.evaluationUsd) * schedule.evaluations + 1e-9);
        return number < 1
          ? 'One evaluation alone costs more than that: make each shorter.'
          : `Evaluate at most ${number} times instead of ${schedule.evaluations}: every ${formatQuantity('count', Math.ceil(run.steps / (number + 1)) + 1).text} steps, or make each shorter.`;
      },
    },
    {
      definition: definitions.SERVING_BUDGET,
      actual: schedule.servingUsd,
      mend: (limit) =>
        `Serve at most ${formatQuantity('ratio', limit / schedule.servingUsd).text} of the tokens, or at a lower price.`,
    },
    {
      definition: definitions.FINISH_LIMIT,
      actual: schedule.finishDays * DAY,
      mend: (limit) => {
        const before = schedule.trainingStartDays;
        const training = schedule.finishDays - before;
        const left = limit / DAY - before;
        if (left <= 0) {
          return `Training starts only ${days(before)} after the order: order ${days(schedule.finishDays - limit / DAY)} earlier, rent hardware that is there, or shorten delivery and burn-in.`;
        }
        const faster = training / left;
        return `${fewerTokens(((training - left) * DAY) / run.wallSeconds)} Or order ${days(training - left)} earlier, or train ${Number(faster.toPrecision(3))} times as fast with more accelerators.`;
      },
    },
    {
      definition: definitions.ENERGY_LIMIT,
      actual: power.energyJoules,
      mend: (limit) =>
        `${fewerTokens(1 - limit / power.energyJoules)} Or set a power cap, or choose a cooling that needs less.`,
    },
    {
      definition: definitions.PEAK_POWER_LIMIT,
      actual: power.peakFacilityWatts,
      mend: (limit) =>
        `Use at most ${formatQuantity('ratio', limit / power.peakFacilityWatts).text} of the accelerators, or set a power cap.`,
    },
    {
      definition: definitions.CARBON_LIMIT,
      actual: carbonKg,
      mend: (limit) => `${fewerTokens(1 - limit / carbonKg)} Or choose a region or a contract with less carbon.`,
    },
  ];
}

/** Tokens of the main stage that take so much wall time; start-up takes its time whatever is trained. */
function tokensOfTime({ run, reliability }: Estimate, seconds: number): number {
  const main = run.stages.find(({ place }) => place === 'main');
  if (main === undefined || main.idealSeconds <= 0) return 0;
  const startup = reliability.lostShares.find(({ key }) => key === 'startup')?.amount ?? 0;
  const usefulShare = startup < 1 ? reliability.goodput / (1 - startup) : 1;
  return (seconds * usefulShare * main.tokens) / main.idealSeconds;
}

/** To three digits, never more than it is, so that what is advised keeps the limit. */
function roundDown(value: number): number {
  if (!(value > 0)) return 0;
  const unit = 10 ** (Math.floor(Math.log10(value)) - 2);
  return Math.floor(value / unit) * unit;
}
