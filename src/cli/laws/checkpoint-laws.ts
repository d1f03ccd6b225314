import {
  ASYNCHRONOUS,
  BLOCKING,
  checkpointBlockingSeconds,
} from '../../../workers/model/reliability/checkpoint-blocking.ts';
import { dalyInterval } from '../../../workers/model/reliability/daly-interval.ts';
import { exactGoodput } from '../../../workers/model/reliability/exact-goodput.ts';
import { exactInterval } from '../../../workers/model/reliability/exact-interval.ts';
import { firstOrderGoodput } from '../../../workers/model/reliability/first-order-goodput.ts';
import { firstOrderLoss } from '../../../workers/model/reliability/first-order-loss.ts';
import { availabilityPeriod, dalyFirstOrderInterval } from '../../../workers/model/reliability/interval-forms.ts';
import { additiveShare, exponentialShare, renewalShare } from '../../../workers/model/reliability/recovery-forms.ts';
import { youngInterval } from '../../../workers/model/reliability/young-interval.ts';
import { type Law, type LawNumber, quantity, reading } from './law.ts';

const MEAN_BETWEEN = quantity('meanBetween', 'duration', 'mean time between interruptions of the job');
const BLOCKING_TIME = quantity('blocking', 'duration', 'time for which one checkpoint stops the training');
const RECOVERY = quantity('recovery', 'duration', 'from the failure until training goes on');
const RECOVERY_OR_NONE = { ...RECOVERY, otherwise: 0 };
const LAG = quantity('lag', 'duration', 'until a background checkpoint is safe, after training has gone on', 0);
const LEVELS = [1, 2, 3] as const;

/** Inputs of one level; levels without interruptions that need them are left out. */
function levelInputs(level: (typeof LEVELS)[number]): readonly LawNumber[] {
  const otherwise = level === 1 ? undefined : 0;
  return [
    quantity(`blocking${level}`, 'duration', `level ${level}: a checkpoint stops the training for`, otherwise),
    quantity(
      `meanBetween${level}`,
      'duration',
      `level ${level}: between interruptions that need it; 0 = no such level`,
      otherwise,
    ),
    quantity(`recovery${level}`, 'duration', `level ${level}: recovery from it`, 0),
  ];
}

/** Checkpoints, their intervals, and what is left of the time. */
export const CHECKPOINT_LAWS: readonly Law[] = [
  {
    name: 'checkpoint-interval',
    meaning: 'Best work between two checkpoints.',
    source:
      'Young, CACM 17 (1974); Daly, FGCS 22 (2006); exact for exponential failures by Lambert’s function; arXiv 2410.18124',
    inputs: [BLOCKING_TIME, MEAN_BETWEEN, RECOVERY_OR_NONE],
    figures: [
      quantity('young', 'duration', 'by Young'),
      quantity('daly', 'duration', 'by Daly’s higher order'),
      quantity('exact', 'duration', 'exact'),
      quantity('dalyFirstOrder', 'duration', 'by Daly’s first order, with the recovery'),
      quantity('availabilityPeriod', 'duration', 'by availability, from start to start, with the recovery'),
    ],
    run: (inputs) => {
      const get = reading(inputs);
      const [blocking, mean, recovery] = [get('blocking'), get('meanBetween'), get('recovery')];
      return {
        young: youngInterval(blocking, mean),
        daly: dalyInterval(blocking, mean),
        exact: exactInterval(blocking, mean),
        dalyFirstOrder: dalyFirstOrderInterval(blocking, recovery, mean),
        availabilityPeriod: availabilityPeriod(blocking, recovery, mean),
      };
    },
  },
  {
    name: 'goodput',
    meaning: 'Useful share of the wall time with checkpoints and restarts; interval 0 = the best one of each form.',
    source: 'Daly, FGCS 22 (2006), wall-time model; arXiv 2410.21680 for the first order',
    inputs: [
      quantity('interval', 'duration', 'work between two checkpoints', 0),
      BLOCKING_TIME,
      RECOVERY,
      MEAN_BETWEEN,
      LAG,
    ],
    figures: [
      quantity('exact', 'ratio', 'exact, failures may strike in checkpoints and recoveries'),
      quantity('firstOrder', 'ratio', 'additive small losses; at Young’s interval where none is given'),
    ],
    run: (inputs) => {
      const get = reading(inputs);
      const [blocking, recovery, mean, lag] = [get('blocking'), get('recovery'), get('meanBetween'), get('lag')];
      const given = get('interval');
      const best = Math.max(exactInterval(blocking, mean), lag);
      return {
        exact: exactGoodput(given > 0 ? given : best, blocking, recovery + lag, mean),
        firstOrder: firstOrderGoodput(
          given > 0 ? given : youngInterval(blocking, mean),
          blocking,
          recovery + lag,
          1 / mean,
        ),
      };
    },
  },
  {
    name: 'recovery-share',
    meaning: 'Share of the time beside recoveries alone, in the three common forms.',
    source: 'additive; exponential (Daly 2006); renewal',
    inputs: [RECOVERY, MEAN_BETWEEN],
    figures: [
      quantity('additive', 'ratio', '1 − R/M'),
      quantity('exponential', 'ratio', 'e^(−R/M): interruptions strike in recoveries too'),
      quantity('renewal', 'ratio', 'M/(M + R): interruptions spare recoveries'),
    ],
    run: (inputs) => {
      const get = reading(inputs);
      const [recovery, mean] = [get('recovery'), get('meanBetween')];
      return {
        additive: additiveShare(recovery, mean),
        exponential: exponentialShare(recovery, mean),
        renewal: renewalShare(recovery, mean),
      };
    },
  },
  {
    name: 'background-checkpoint',
    meaning: 'How much shorter a background checkpoint stops the training than one that blocks.',
    source: 'definition; IBM and PyTorch, 7B: 148.8 s against 6.3 s',
    inputs: [
      quantity('write', 'duration', 'the whole write'),
      quantity('blocking', 'duration', 'for which training stops'),
    ],
    figures: [quantity('fraction', 'ratio', 'blocking share'), quantity('speedUp', 'ratio', 'times shorter')],
    run: (inputs) => {
      const get = reading(inputs);
      const fraction = get('blocking') / get('write');
      const whole = checkpointBlockingSeconds(BLOCKING, get('write'), 0);
      return { fraction, speedUp: whole / checkpointBlockingSeconds(ASYNCHRONOUS, get('write'), fraction) };
    },
  },
  {
    name: 'background-interval',
    meaning: 'Best interval of background checkpoints, in first order: not shorter than a write takes to be safe.',
    source: 'max(p, √(2 b M)); loss b/D + (D/2 + p + R)/M',
    inputs: [BLOCKING_TIME, LAG, RECOVERY_OR_NONE, MEAN_BETWEEN],
    figures: [quantity('interval', 'duration', 'best'), quantity('loss', 'ratio', 'share of the time, additive')],
    run: (inputs) => {
      const get = reading(inputs);
      const [blocking, lag, mean] = [get('blocking'), get('lag'), get('meanBetween')];
      const interval = Math.max(lag, youngInterval(blocking, mean));
      return { interval, loss: firstOrderLoss(interval, blocking, get('recovery'), lag, mean) };
    },
  },
  {
    name: 'checkpoint-levels',
    meaning: 'Checkpoints on up to three levels, in first order: each at its own best interval.',
    source: 'additive losses (SCR, FTI); Young on each level',
    inputs: LEVELS.flatMap(levelInputs),
    figures: [
      ...LEVELS.map((level) => quantity(`interval${level}`, 'duration', `of level ${level}; 0 = no such level`)),
      quantity('loss', 'ratio', 'share of the time, all levels'),
    ],
    run: (inputs) => {
      const get = reading(inputs);
      const intervals: Record<string, number> = {};
      let loss = 0;
      for (const level of LEVELS) {
        const [blocking, mean] = [get(`blocking${level}`), get(`meanBetween${level}`)];
        const interval = mean > 0 ? youngInterval(blocking, mean) : 0;
        intervals[`interval${level}`] = interval;
        if (mean > 0) loss += firstOrderLoss(interval, blocking, get(`recovery${level}`), 0, mean);
      }
      return { ...intervals, loss };
    },
  },
];
