import { breakEvenUtilization } from '../../../workers/model/cost/break-even.ts';
import { capitalPerAccelerator, purchaseUsd } from '../../../workers/model/cost/capital.ts';
import { annuityPerYear, straightLinePerYear } from '../../../workers/model/cost/capital-recovery.ts';
import { colocationUsdPerMonth } from '../../../workers/model/cost/colocation.ts';
import { electricityUsd } from '../../../workers/model/cost/electricity.ts';
import { lostUsd } from '../../../workers/model/cost/lost-money.ts';
import { calendarDays, discount, hoursPerWork, rentUsd } from '../../../workers/model/cost/rent.ts';
import { usdPerUsefulAcceleratorHour } from '../../../workers/model/cost/useful-price.ts';
import { energyJoules, kilowattHours } from '../../../workers/model/power/energy.ts';
import { type Law, plain, quantity, reading } from './law.ts';

const DAY = 86_400;
const YEAR = 8760 * 3600;
const HOURS = plain('acceleratorHours', 'h', 'paid, of one accelerator, summed over all');
const RATE = quantity('rate', 'moneyPerHour', 'of one accelerator');

/** Money. */
export const COST_LAWS: readonly Law[] = [
  {
    name: 'rent',
    meaning: 'Rent of accelerator-hours, and what failures took of it: paid hours hold the loss already.',
    source: 'hours × price; loss (1 − goodput)',
    inputs: [HOURS, RATE, quantity('goodput', 'ratio', 'useful share of the hours', 1)],
    figures: [quantity('rent', 'money', 'of all hours'), quantity('lost', 'money', 'of it to failures')],
    run: (inputs) => {
      const get = reading(inputs);
      const rent = rentUsd(get('acceleratorHours'), get('rate'));
      return { rent, lost: lostUsd(rent, get('goodput')) };
    },
  },
  {
    name: 'calendar',
    meaning: 'Calendar time in which accelerators do so many accelerator-hours, and hours for each unit of work.',
    source: 'definition',
    inputs: [HOURS, plain('accelerators', '', 'at work', 1), plain('work', '', 'tokens, steps or other units', 1)],
    figures: [quantity('time', 'duration', 'calendar time'), plain('hoursPerWork', 'h', 'accelerator-hours a unit')],
    run: (inputs) => {
      const get = reading(inputs);
      return {
        time: calendarDays(get('acceleratorHours'), get('accelerators')) * DAY,
        hoursPerWork: hoursPerWork(get('acceleratorHours'), get('work')),
      };
    },
  },
  {
    name: 'useful-price',
    meaning: 'Price of an accelerator-hour at full use of its peak.',
    source: 'rate ÷ (utilization × goodput), once each',
    inputs: [
      RATE,
      quantity('utilization', 'ratio', 'model FLOP utilization'),
      quantity('goodput', 'ratio', 'useful share of the time', 1),
    ],
    figures: [quantity('usefulPrice', 'moneyPerHour', 'of a useful hour')],
    run: (inputs) => {
      const get = reading(inputs);
      return { usefulPrice: usdPerUsefulAcceleratorHour(get('rate'), get('utilization'), get('goodput')) };
    },
  },
  {
    name: 'discount',
    meaning: 'Share off a list price.',
    source: 'definition',
    inputs: [quantity('list', 'moneyPerHour', 'on demand'), quantity('paid', 'moneyPerHour', 'spot or committed')],
    figures: [quantity('discount', 'ratio', 'off the list price')],
    run: (inputs) => {
      const get = reading(inputs);
      return { discount: discount(get('list'), get('paid')) };
    },
  },
  {
    name: 'purchase',
    meaning: 'Capital of nodes, switches and cables, and its share of one accelerator.',
    source: 'sum of what is bought',
    inputs: [
      plain('nodes', '', 'how many'),
      quantity('node', 'money', 'one node'),
      quantity('facility', 'money', 'facility for one node', 0),
      plain('switches', '', 'how many', 0),
      quantity('switch', 'money', 'one switch', 0),
      quantity('cables', 'money', 'all cables and optics', 0),
      plain('acceleratorsPerNode', '', 'in one node', 8),
    ],
    figures: [quantity('capital', 'money', 'in all'), quantity('perAccelerator', 'money', 'for one accelerator')],
    run: (inputs) => {
      const get = reading(inputs);
      const capital =
        purchaseUsd(get('nodes'), get('node') + get('facility')) +
        purchaseUsd(get('switches'), get('switch')) +
        get('cables');
      const perAccelerator = capitalPerAccelerator(capital, get('nodes') * get('acceleratorsPerNode'));
      return { capital, perAccelerator };
    },
  },
  {
    name: 'capital-recovery',
    meaning: 'Cost of capital a year: the annuity with interest, and straight-line depreciation.',
    source: 'annuity P (1 − r (1+i)^−n) i / (1 − (1+i)^−n)',
    inputs: [
      quantity('capital', 'money', 'bought'),
      plain('years', 'years', 'of use'),
      plain('interest', '1/year', 'of capital', 0),
      quantity('residual', 'ratio', 'of the capital at the end', 0),
    ],
    figures: [
      quantity('annuity', 'money', 'a year'),
      quantity('depreciation', 'money', 'a year, straight line'),
      quantity('interestPaid', 'money', 'a year, annuity less depreciation'),
    ],
    run: (inputs) => {
      const get = reading(inputs);
      const annuity = annuityPerYear(get('capital'), get('residual'), get('years'), get('interest'));
      const depreciation = straightLinePerYear(get('capital'), get('residual'), get('years'));
      return { annuity, depreciation, interestPaid: annuity - depreciation };
    },
  },
  {
    name: 'colocation',
    meaning: 'Rent of space and power, electricity apart.',
    source: 'CBRE: price per kilowatt of IT power and month',
    inputs: [quantity('power', 'power', 'rented'), plain('rate', 'USD/kW/month', 'price')],
    figures: [quantity('perMonth', 'money', 'a month'), quantity('perYear', 'money', 'a year')],
    run: (inputs) => {
      const get = reading(inputs);
      const perMonth = colocationUsdPerMonth(get('power'), get('rate'));
      return { perMonth, perYear: 12 * perMonth };
    },
  },
  {
    name: 'electricity',
    meaning: 'Electricity of a steady load.',
    source: 'energy × price',
    inputs: [
      quantity('power', 'power', 'with cooling'),
      plain('price', 'USD/kWh', 'price'),
      quantity('time', 'duration', 'in which', YEAR),
    ],
    figures: [quantity('energy', 'energy', 'taken'), quantity('cost', 'money', 'of it')],
    run: (inputs) => {
      const get = reading(inputs);
      const energy = energyJoules(get('power'), get('time'));
      return { energy, cost: electricityUsd(kilowattHours(energy), get('price')) };
    },
  },
  {
    name: 'break-even',
    meaning: 'Share of the calendar that owned hardware must be in use for, so that it costs what renting does.',
    source: 'fixed cost a year ÷ (8,760 h × (rent − electricity))',
    inputs: [
      quantity('fixedPerYear', 'money', 'capital, maintenance, staff and colocation a year'),
      quantity('rent', 'moneyPerHour', 'of the same hardware'),
      quantity('energy', 'moneyPerHour', 'electricity of an hour in use', 0),
    ],
    figures: [quantity('utilization', 'ratio', 'of the calendar')],
    run: (inputs) => {
      const get = reading(inputs);
      return { utilization: breakEvenUtilization(get('fixedPerYear'), get('rent'), get('energy')) };
    },
  },
];
