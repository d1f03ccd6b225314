/** From the order to the finish: delivery, burn-in and evaluation. */
import type { AssumptionContext, AssumptionDefinition, SourcedNumber } from './assumption-types.ts';
import { PAYMENT_BASIS } from './cost-choices.ts';
import { chosenId } from './resolve-choice.ts';
import { fromPlan, planningValue } from './sourced-number.ts';

const DAY = 86_400;
const YEAR = 365 * DAY;

/** Rented hardware stands ready; owned hardware has to come. */
function forOwned(context: AssumptionContext, owned: SourcedNumber, rented: SourcedNumber): SourcedNumber {
  return chosenId(PAYMENT_BASIS, context) === 'own' ? owned : rented;
}

export const LEAD_SECONDS: AssumptionDefinition = {
  key: 'leadSeconds',
  label: 'Lead time',
  group: 'schedule',
  dimension: 'duration',
  unit: 's',
  min: 0,
  max: 10 * YEAR,
  meaning: 'From the order until the first hosts are delivered, or until rented ones are handed over.',
  defaultFor: (context) =>
    forOwned(
      context,
      planningValue(84 * DAY, 'twelve weeks; ask the vendor, since lead times move between weeks and a year'),
      planningValue(0, 'rented hardware is there at once; reserved capacity may take weeks'),
    ),
};

export const HOSTS_PER_DAY: AssumptionDefinition = {
  key: 'hostsPerDay',
  label: 'Hosts put into service a day',
  group: 'schedule',
  dimension: 'count',
  unit: '',
  min: 0.01,
  max: 1e6,
  meaning: 'How fast delivered hosts are racked, cabled and switched on. Training starts with the last one.',
  defaultFor: (context) =>
    forOwned(context, planningValue(64, 'four racks of sixteen hosts a day by one crew'), {
      value: null,
      words: 'all at once',
      source: 'Rented hosts run already',
      isChecked: null,
    }),
};

export const BURN_IN_SECONDS: AssumptionDefinition = {
  key: 'burnInSeconds',
  label: 'Burn-in',
  group: 'schedule',
  dimension: 'duration',
  unit: 's',
  min: 0,
  max: YEAR,
  meaning: 'Time under test load after the last host is in service and before training starts.',
  defaultFor: (context) =>
    forOwned(
      context,
      planningValue(3 * DAY, 'two to three days under load find most parts that were bad on delivery'),
      planningValue(0, 'the provider has done it'),
    ),
};

export const EVALUATION_EVERY_STEPS: AssumptionDefinition = {
  key: 'evaluationEverySteps',
  label: 'Steps between evaluations',
  group: 'schedule',
  dimension: 'count',
  unit: '',
  min: 1,
  max: 1e9,
  meaning: 'The model is evaluated on the hardware of the run, which waits meanwhile, each time after so many steps.',
  defaultFor: () => ({ value: null, words: 'no evaluation', source: 'None is planned', isChecked: null }),
};

export const EVALUATION_SECONDS: AssumptionDefinition = {
  key: 'evaluationSeconds',
  label: 'One evaluation',
  group: 'schedule',
  dimension: 'duration',
  unit: 's',
  min: 0,
  max: 30 * DAY,
  meaning: 'How long the run waits for one evaluation.',
  defaultFor: () => planningValue(600, 'ten minutes'),
};

/** A limit that holds only where the plan sets one. */
function limit(
  key: string,
  label: string,
  dimension: AssumptionDefinition['dimension'],
  unit: string,
  meaning: string,
): AssumptionDefinition {
  return {
    key: `budget.${key}`,
    label,
    group: 'budgets',
    dimension,
    unit,
    min: 0,
    max: 1e18,
    meaning,
    defaultFor: () => ({ value: null, words: 'no limit', source: 'Nothing is limited', isChecked: null }),
  };
}

export const TRAINING_BUDGET = limit(
  'trainingUsd',
  'Money for training',
  'money',
  'USD',
  'The run may cost no more, burn-in included.',
);
export const EVALUATION_BUDGET = limit(
  'evaluationUsd',
  'Money for evaluation',
  'money',
  'USD',
  'The hours in which the run waits for evaluations may cost no more.',
);
export const SERVING_BUDGET = limit('servingUsd', 'Money for serving', 'money', 'USD', 'Serving may cost no more.');
export const FINISH_LIMIT = limit(
  'finishSeconds',
  'Finish, from the order',
  'duration',
  's',
  'The run has to end within this time after the order.',
);
export const ENERGY_LIMIT = limit(
  'energyJoules',
  'Energy of the run',
  'energy',
  'J',
  'The run may use no more, cooling and distribution included.',
);
export const PEAK_POWER_LIMIT = limit(
  'peakWatts',
  'Peak power',
  'power',
  'W',
  'The site may draw no more at any moment, cooling and distribution included.',
);
export const CARBON_LIMIT = limit(
  'carbonKg',
  'Carbon of the run',
  'carbonMass',
  'kg',
  'Operation and embodied carbon together may be no more.',
);

export const SERVING_TOKENS: AssumptionDefinition = {
  key: 'servingTokens',
  label: 'Tokens to serve',
  group: 'budgets',
  dimension: 'tokens',
  unit: 'tokens',
  min: 0,
  max: 1e20,
  meaning:
    'Tokens that the trained model shall answer with. Serving is not modelled: its cost is this times your price.',
  defaultFor: () => fromPlan(0, 'Nothing is served'),
};

export const SERVING_PRICE: AssumptionDefinition = {
  key: 'servingUsdPerMillionTokens',
  label: 'Serving a million tokens',
  group: 'budgets',
  dimension: 'money',
  unit: 'USD',
  min: 0,
  max: 1e6,
  meaning: 'What a million served tokens cost you. There is no model of serving behind it: the number is yours.',
  defaultFor: () => fromPlan(0, 'No price is set'),
};

/** All of them, in the order in which they are shown. */
export const SCHEDULE_ASSUMPTIONS: readonly AssumptionDefinition[] = [
  LEAD_SECONDS,
  HOSTS_PER_DAY,
  BURN_IN_SECONDS,
  EVALUATION_EVERY_STEPS,
  EVALUATION_SECONDS,
  TRAINING_BUDGET,
  EVALUATION_BUDGET,
  SERVING_BUDGET,
  FINISH_LIMIT,
  ENERGY_LIMIT,
  PEAK_POWER_LIMIT,
  CARBON_LIMIT,
  SERVING_TOKENS,
  SERVING_PRICE,
];
