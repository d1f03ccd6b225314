import { chanceOfAnyFailure } from '../../../workers/model/reliability/chance-of-any-failure.ts';
import {
  causeRatePerHour,
  meanSecondsBetweenInterruptions,
  observedRatePerHour,
} from '../../../workers/model/reliability/interruption-rate.ts';
import { observedGoodput } from '../../../workers/model/reliability/observed-goodput.ts';
import { peerLossProbability } from '../../../workers/model/reliability/peer-loss.ts';
import { replicaGoodput } from '../../../workers/model/reliability/replica-goodput.ts';
import { spareCount } from '../../../workers/model/reliability/spare-count.ts';
import { type Law, plain, quantity, reading } from './law.ts';

const HOUR = 3600;
const DAY_HOURS = 24;
const YEAR_HOURS = 8760;

const MEAN_BETWEEN = quantity('meanBetween', 'duration', 'mean time between interruptions of the job');

/** Failures, spares and replicas. */
export const RELIABILITY_LAWS: readonly Law[] = [
  {
    name: 'observed-failures',
    meaning: 'Rates that a fleet showed: interruptions among so many components in so long a time.',
    source: 'arXiv 2407.21783, section 3.3.4; arXiv 2410.21680',
    inputs: [
      plain('interruptions', '', 'how many were seen', 1),
      plain('components', '', 'among how many', 1),
      quantity('time', 'duration', 'in how long'),
    ],
    figures: [
      plain('perDay', '1/day', 'interruptions of all components a day'),
      quantity('meanBetween', 'duration', 'mean time between interruptions of all components'),
      plain('perMillionComponentHours', '1/million h', 'rate of one component'),
      plain('perThousandComponentDays', '1/thousand days', 'rate of one component'),
      plain('perComponentYear', '1/year', 'rate of one component, in 365 days'),
      quantity('componentTime', 'duration', 'time of one component per interruption'),
    ],
    run: (inputs) => {
      const get = reading(inputs);
      const rate = observedRatePerHour(get('interruptions'), get('components'), get('time') / HOUR);
      const all = causeRatePerHour(get('components'), rate);
      return {
        perDay: all * DAY_HOURS,
        meanBetween: meanSecondsBetweenInterruptions(all),
        perMillionComponentHours: rate * 1e6,
        perThousandComponentDays: rate * DAY_HOURS * 1000,
        perComponentYear: rate * YEAR_HOURS,
        componentTime: meanSecondsBetweenInterruptions(rate),
      };
    },
  },
  {
    name: 'fleet-interruptions',
    meaning: 'Interruptions of a job of so many machines (or other components) that each fail at a rate.',
    source: 'components in series; arXiv 2410.21680',
    inputs: [
      plain('machines', '', 'how many'),
      plain('perThousandMachineDays', '1/thousand days', 'failures of one machine in a thousand days'),
    ],
    figures: [
      plain('perDay', '1/day', 'interruptions a day'),
      quantity('meanBetween', 'duration', 'mean time between interruptions'),
    ],
    run: (inputs) => {
      const get = reading(inputs);
      const all = causeRatePerHour(get('machines'), get('perThousandMachineDays') / 1000 / DAY_HOURS);
      return { perDay: all * DAY_HOURS, meanBetween: meanSecondsBetweenInterruptions(all) };
    },
  },
  {
    name: 'scaled-time-between',
    meaning:
      'Mean time between interruptions of a job that is so many times larger, when components fail independently.',
    source: 'components in series',
    inputs: [MEAN_BETWEEN, plain('ratio', '', 'how many times larger')],
    figures: [MEAN_BETWEEN],
    run: (inputs) => {
      const get = reading(inputs);
      const each = observedRatePerHour(1, 1, get('meanBetween') / HOUR);
      return { meanBetween: meanSecondsBetweenInterruptions(causeRatePerHour(get('ratio'), each)) };
    },
  },
  {
    name: 'replica-goodput',
    meaning: 'Useful share of the time of replicas that train on when one of them fails.',
    source: 'pattern of arXiv 2602.00277',
    inputs: [
      MEAN_BETWEEN,
      quantity('stall', 'duration', 'for which everybody waits after a failure'),
      plain('groups', '', 'replica groups', 1),
      quantity('outage', 'duration', 'for which the failed group is missing', 0),
    ],
    figures: [quantity('goodput', 'ratio', 'useful share')],
    run: (inputs) => {
      const get = reading(inputs);
      return { goodput: replicaGoodput(1 / get('meanBetween'), get('stall'), get('groups'), get('outage')) };
    },
  },
  {
    name: 'observed-goodput',
    meaning: 'Steps that counted ÷ steps that were tried.',
    source: 'definition',
    inputs: [plain('committed', '', 'steps that counted'), plain('tried', '', 'steps that were tried')],
    figures: [quantity('goodput', 'ratio', 'useful share')],
    run: (inputs) => {
      const get = reading(inputs);
      return { goodput: observedGoodput(get('committed'), get('tried')) };
    },
  },
  {
    name: 'any-failure',
    meaning: 'Chance that at least one of so many components fails, each with the given chance.',
    source: 'independent components',
    inputs: [quantity('chance', 'ratio', 'of one component'), plain('components', '', 'how many')],
    figures: [quantity('chance', 'ratio', 'that any fails'), quantity('survival', 'ratio', 'that none fails')],
    run: (inputs) => {
      const get = reading(inputs);
      const chance = chanceOfAnyFailure(get('chance'), get('components'));
      return { chance, survival: 1 - chance };
    },
  },
  {
    name: 'spares',
    meaning: 'Machines to keep ready: the quantile of the number under repair at one moment.',
    source: 'Poisson; ByteRobust, arXiv 2509.16293',
    inputs: [
      plain('meanUnderRepair', '', 'mean number under repair: failures in one repair time'),
      quantity('confidence', 'ratio', 'how surely they shall suffice', 0.99),
    ],
    figures: [plain('spares', '', 'machines')],
    run: (inputs) => {
      const get = reading(inputs);
      return { spares: spareCount(get('meanUnderRepair'), get('confidence')) };
    },
  },
  {
    name: 'peer-loss',
    meaning: 'Chance that nodes lost together hold every copy of some part of a checkpoint in peers’ memory.',
    source: 'combinatorics',
    inputs: [
      plain('nodes', '', 'of the job'),
      plain('copies', '', 'copies of each part', 2),
      plain('lost', '', 'nodes lost together', 2),
    ],
    figures: [quantity('chance', 'ratio', 'of losing the checkpoint')],
    run: (inputs) => {
      const get = reading(inputs);
      return { chance: peerLossProbability(get('nodes'), get('copies'), get('lost')) };
    },
  },
];
