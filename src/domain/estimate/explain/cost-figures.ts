/** The figures of what the run costs. */
import { aside, factor, listTerms, result, summand, type TakeApart } from './figure-parts.ts';

const SECONDS_PER_HOUR = 3600;

const RENTED_PATHS = [
  'economy.cost.rent',
  'economy.cost.spare',
  'economy.cost.storage',
  'economy.cost.commit',
  'economy.cost.onDemand',
  'economy.cost.traffic.',
] as const;

const takeRentedApart: TakeApart = ({ cost, run }, { economy }) => ({
  title: 'Cost of the run, rented',
  formula: 'accelerators, spares included × hours × price of an hour + storage + idle hours of a commitment + traffic',
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
  formula:
    'depreciation + interest + maintenance + staff + colocation + electricity + demand charge + traffic, for the time of the run',
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

const takeHourApart: TakeApart = ({ cost, run }) => ({
  title: 'Cost of an accelerator-hour',
  formula: `cost of the run, ${nameBasis(cost.basis)} ÷ accelerator-hours of the job`,
  terms: [
    factor('Cost of the run', 'money', cost.headlineUsd),
    factor('Accelerator-hours', 'count', run.acceleratorHours),
    result('Per accelerator-hour', 'money', cost.usdPerAcceleratorHour),
  ],
  inputPaths: ['economy.cost.basis', 'economy.cost.rentUsd', 'strategy.accelerators'],
});

const takeBreakEvenApart: TakeApart = ({ cost: { breakEven } }) => ({
  title: 'Use from which owning costs less',
  formula: 'fixed costs of owning in a year ÷ (8760 hours × (rent of an hour in use − electricity of an hour))',
  terms: [
    factor('Fixed costs of owning in a year', 'money', breakEven.ownedFixedUsdPerYear),
    factor('Rent of an hour in use, all accelerators', 'money', breakEven.rentUsdPerHourInUse),
    factor('Electricity of an hour in use', 'money', breakEven.electricityUsdPerHour),
    result('Share of the calendar in use', 'ratio', breakEven.utilization),
    aside('Hours of a year', 'count', breakEven.hoursPerYear),
  ],
  inputPaths: ['economy.cost.'],
});

const takePaybackApart: TakeApart = ({ cost }, { economy }) => ({
  title: 'Years until what was bought has paid for itself',
  formula: '−ln(1 − interest × capital ÷ saved in a year) ÷ ln(1 + interest)',
  terms: [
    factor('The job’s share of the capital', 'money', cost.capitalUsedUsd),
    factor('Interest per year', 'ratio', economy.cost.interestPerYear),
    factor('Share of the calendar in use', 'ratio', economy.cost.ownedUtilization),
    factor('Rent of an hour in use, all accelerators', 'money', cost.breakEven.rentUsdPerHourInUse),
    factor('Electricity of an hour in use', 'money', cost.breakEven.electricityUsdPerHour),
    factor('Fixed costs of owning in a year', 'money', cost.breakEven.ownedFixedUsdPerYear),
    factor('Of which recovery of the capital', 'money', cost.capitalRecoveryUsdPerYear),
    result('Years', 'count', cost.breakEven.paybackYears),
    aside('Hours in use by then', 'count', cost.breakEven.paybackHours),
  ],
  inputPaths: ['economy.cost.'],
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
  formula: 'systems + switches + cables and optics + storage + racks + building',
  terms: [
    ...economy.cost.capital.map(({ label, usd }) => summand(label, 'money', usd)),
    summand('Building', 'money', cost.facilityUsd),
    result('Together', 'money', cost.capitalUsd),
  ],
  inputPaths: ['economy.cost.capital.', 'economy.cost.facility'],
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
  'cost-per-hour': takeHourApart,
  'break-even': takeBreakEvenApart,
  payback: takePaybackApart,
  'accelerator-hours': takeAcceleratorHoursApart,
  capital: takeCapitalApart,
} as const satisfies Readonly<Record<string, TakeApart>>;
