/** The figures of what the run costs. */
import { aside, factor, listTerms, result, summand, type TakeApart } from './figure-parts.ts';

const SECONDS_PER_HOUR = 3600;

const RENTED_PATHS = ['economy.cost.rent', 'economy.cost.spare', 'economy.cost.storage'] as const;

const takeRentedApart: TakeApart = ({ cost, run }, { economy }) => ({
  title: 'Cost of the run, rented',
  formula: 'accelerators, spares included × hours × price of an hour + storage',
  terms: [
    ...listTerms(summand, 'money', cost.rented.components),
    result('Total', 'money', cost.rented.totalUsd),
    aside('Accelerator-hours', 'count', run.acceleratorHours),
    aside('Price of an accelerator-hour', 'moneyPerHour', economy.cost.rentUsdPerAcceleratorHour),
  ],
  inputPaths: ['economy.cost.basis', ...RENTED_PATHS],
});

const takeOwnedApart: TakeApart = ({ cost, run }) => ({
  title: 'Cost of the run, owned',
  formula: 'depreciation + interest + maintenance + colocation + electricity + staff, for the time of the run',
  terms: [
    ...listTerms(summand, 'money', cost.owned.components),
    result('Total', 'money', cost.owned.totalUsd),
    aside('Accelerator-hours', 'count', run.acceleratorHours),
    aside('Training time', 'duration', run.wallSeconds),
    aside('Buying all that is drawn', 'money', cost.capitalUsd),
  ],
  inputPaths: ['economy.cost.'],
});

/** The way of paying that the headline shows. */
const takeCostApart: TakeApart = (estimate, scenario) =>
  estimate.cost.basis === 'rent' ? takeRentedApart(estimate, scenario) : takeOwnedApart(estimate, scenario);

const takeTokenCostApart: TakeApart = ({ cost }, { training }) => ({
  title: 'Cost of a million tokens',
  formula: `cost of the run, ${nameBasis(cost.basis)} ÷ millions of tokens to train on`,
  terms: [
    factor('Cost of the run', 'money', cost.headlineUsd),
    factor('Tokens to train on', 'tokens', training.trainingTokens),
    result('Per million tokens', 'money', cost.usdPerMillionTokens),
  ],
  inputPaths: ['training.trainingTokens', 'economy.cost.basis'],
});

const takeUsefulHourApart: TakeApart = ({ cost, run, reliability }) => ({
  title: 'Cost of a useful accelerator-hour',
  formula: `cost of the run, ${nameBasis(cost.basis)} ÷ (accelerator-hours × MFU × goodput)`,
  terms: [
    factor('Cost of the run', 'money', cost.headlineUsd),
    factor('Accelerator-hours', 'count', run.acceleratorHours),
    factor(run.stages.length > 1 ? 'MFU, mean of the stages' : 'MFU', 'ratio', run.modelFlopsUtilization),
    factor('Goodput', 'ratio', reliability.goodput),
    result('Per useful accelerator-hour', 'money', cost.usdPerUsefulAcceleratorHour),
  ],
  inputPaths: ['economy.cost.basis', 'economy.cost.rentUsd', 'strategy.accelerators', 'accelerator.peakFlops'],
});

const takeAcceleratorHoursApart: TakeApart = ({ run }, { strategy }) => ({
  title: 'Accelerator-hours',
  formula: 'accelerators of the job × hours of training time; spares are not counted',
  terms: [
    factor('Accelerators', 'count', strategy.accelerators),
    factor('Training time', 'duration', run.wallSeconds),
    aside('The same in hours', 'count', run.wallSeconds / SECONDS_PER_HOUR, ' h'),
    result('Accelerator-hours', 'count', run.acceleratorHours),
  ],
  inputPaths: ['strategy.accelerators', 'training.trainingTokens'],
});

const takeCapitalApart: TakeApart = ({ cost }, { economy }) => ({
  title: 'Buying all that is drawn',
  formula: 'systems + switches + cables and optics + storage + facility',
  terms: [
    ...economy.cost.capital.map(({ label, usd }) => summand(label, 'money', usd)),
    result('Together', 'money', cost.capitalUsd),
  ],
  inputPaths: ['economy.cost.capital.'],
});

function nameBasis(basis: 'rent' | 'own'): string {
  return basis === 'rent' ? 'rented' : 'owned';
}

/** The figures of what the run costs, by id. */
export const COST_FIGURES = {
  cost: takeCostApart,
  'cost-rented': takeRentedApart,
  'cost-owned': takeOwnedApart,
  'cost-per-token': takeTokenCostApart,
  'cost-per-useful-hour': takeUsefulHourApart,
  'accelerator-hours': takeAcceleratorHoursApart,
  capital: takeCapitalApart,
} as const satisfies Readonly<Record<string, TakeApart>>;
