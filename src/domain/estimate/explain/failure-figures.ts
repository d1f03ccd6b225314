/** The figures of failures and checkpoints. */
import { countParameters } from '../../workload/count-parameters.ts';
import type { ReliabilityEstimate } from '../reliability-estimate.ts';
import {
  aside,
  type FigureTerm,
  factor,
  listTerms,
  result,
  subtrahend,
  summand,
  type TakeApart,
} from './figure-parts.ts';

const A_DAY = ' a day';
const RATE_PATHS = ['economy.reliability.causes.', 'economy.reliability.burnIn'] as const;

const takeGoodputApart: TakeApart = ({ reliability }) => ({
  title: 'Goodput',
  formula: 'useful time ÷ wall time = 1 − the shares that are lost',
  terms: [
    summand('Wall time', 'ratio', 1),
    ...listTerms(subtrahend, 'ratio', reliability.lostShares),
    result('Goodput', 'ratio', reliability.goodput),
  ],
  inputPaths: ['economy.reliability.'],
});

const takeInterruptionsApart: TakeApart = ({ reliability }) => ({
  title: 'Interruptions a day',
  formula: 'for each cause: components × rate of one component × burn-in factor; then the sum over the causes',
  terms: [
    ...listTerms(summand, 'count', reliability.interruptionsPerDayByCause, A_DAY),
    result('Interruptions', 'count', reliability.interruptionsPerDay, A_DAY),
  ],
  inputPaths: RATE_PATHS,
});

const takeTimeBetweenApart: TakeApart = ({ reliability }) => ({
  title: 'Mean time between interruptions',
  formula: 'one day ÷ interruptions a day',
  terms: [
    factor('Interruptions', 'count', reliability.interruptionsPerDay, A_DAY),
    result('Mean time between', 'duration', reliability.meanSecondsBetweenInterruptions),
  ],
  inputPaths: RATE_PATHS,
});

const takeInterruptionsInRunApart: TakeApart = ({ reliability, run }) => ({
  title: 'Interruptions in the run',
  formula: 'interruptions a day × days of training time × (1 − planned stops − start-up)',
  terms: [
    factor('Interruptions', 'count', reliability.interruptionsPerDay, A_DAY),
    factor('Training time', 'duration', run.wallSeconds),
    factor('Planned stops', 'ratio', findLost(reliability, 'planned-stops')),
    factor('Start-up', 'ratio', findLost(reliability, 'startup')),
    result('Interruptions in the run', 'count', reliability.interruptionsInRun),
  ],
  inputPaths: [...RATE_PATHS, 'economy.reliability.plannedStopFraction', 'economy.reliability.startupSeconds'],
});

const takeCheckpointSizeApart: TakeApart = ({ reliability }, { model, economy }) => ({
  title: 'Checkpoint size',
  formula: 'parameters of the model × bytes kept for each',
  terms: [
    factor('Parameters', 'count', countParameters(model).total),
    factor('Kept for each', 'bytes', economy.reliability.checkpointBytesPerParameter),
    result('Checkpoint size', 'bytes', reliability.checkpointBytes),
  ],
  inputPaths: ['model', 'economy.reliability.checkpointBytesPerParameter'],
});

const takeCheckpointWriteApart: TakeApart = ({ reliability }, { economy, strategy }) => {
  const inputs = economy.reliability;
  const size = factor('Checkpoint size', 'bytes', reliability.checkpointBytes);
  const total = result('Time to write one', 'duration', reliability.checkpointWriteSeconds);
  const kind = 'economy.reliability.checkpointKind';
  if (inputs.checkpointKind === 'peer-memory') {
    return {
      title: 'Time to write a checkpoint',
      formula: 'checkpoint size ÷ (accelerators × what each sends to the memory of peers)',
      terms: [
        size,
        factor('Accelerators', 'count', strategy.accelerators),
        factor('Each sends', 'bandwidth', inputs.peerWriteBytesPerSecondPerAccelerator),
        total,
      ],
      inputPaths: [kind, 'economy.reliability.peerWrite', 'economy.reliability.checkpointBytesPerParameter'],
    };
  }
  return {
    title: 'Time to write a checkpoint',
    formula: 'checkpoint size ÷ what all writers reach together at the storage',
    terms: [size, factor('Writing to storage', 'bandwidth', inputs.storageWriteBytesPerSecond), total],
    inputPaths: [kind, 'economy.reliability.storageWrite', 'economy.reliability.checkpointBytesPerParameter'],
  };
};

const takeCheckpointBlockingApart: TakeApart = ({ reliability }, { economy }) => {
  const isAsynchronous = economy.reliability.checkpointKind === 'asynchronous';
  return {
    title: 'Time that a checkpoint stops the training for',
    formula: isAsynchronous
      ? 'time to write × the share of an asynchronous write that still stops the training'
      : 'the whole time to write: training waits for it',
    terms: [
      factor('Time to write one', 'duration', reliability.checkpointWriteSeconds),
      ...(isAsynchronous
        ? [factor('Share that stops the training', 'ratio', economy.reliability.asynchronousBlockingFraction)]
        : []),
      result('Training stops for', 'duration', reliability.checkpointBlockingSeconds),
    ],
    inputPaths: [
      'economy.reliability.checkpointKind',
      ...(isAsynchronous ? ['economy.reliability.asynchronousBlockingFraction'] : []),
    ],
  };
};

const takeBestIntervalApart: TakeApart = (estimate) => ({
  title: 'Best interval between checkpoints',
  formula:
    'M × (1 + W₀(−e^(−1 − w ÷ M))), W₀ being Lambert’s function; not shorter than one step and the write under way, not longer than the run',
  terms: [
    factor('A checkpoint stops training for, w', 'duration', estimate.reliability.checkpointBlockingSeconds),
    factor('Mean time between interruptions, M', 'duration', estimate.reliability.meanSecondsBetweenInterruptions),
    ...listBounds(estimate),
    aside('By Young’s formula, √(2 w M)', 'duration', estimate.reliability.youngIntervalSeconds),
    aside('By Daly’s formula', 'duration', estimate.reliability.dalyIntervalSeconds),
    result('Best interval', 'duration', estimate.reliability.bestCheckpointIntervalSeconds),
  ],
  inputPaths: [...RATE_PATHS, 'economy.reliability.checkpointKind', 'economy.reliability.storageWrite'],
});

const takeIntervalApart: TakeApart = (estimate, { economy }) => {
  const { reliability } = estimate;
  const chosen = economy.reliability.checkpointIntervalSeconds;
  return {
    title: 'Interval between checkpoints in force',
    formula:
      chosen === null
        ? 'the best interval, as none is chosen'
        : 'the chosen interval; not shorter than one step and the write under way, not longer than the run',
    terms: [
      ...(chosen === null
        ? [factor('Best interval', 'duration', reliability.bestCheckpointIntervalSeconds)]
        : [
            factor('Chosen interval', 'duration', chosen),
            ...listBounds(estimate),
            aside('Best interval', 'duration', reliability.bestCheckpointIntervalSeconds),
          ]),
      result('Interval in force', 'duration', reliability.checkpointIntervalSeconds),
    ],
    inputPaths: ['economy.reliability.checkpointIntervalSeconds'],
  };
};

/** Between what an interval is kept: a step, the part of a write that goes on beside the training, and the run without losses. */
function listBounds({ step, run, reliability }: Parameters<TakeApart>[0]): FigureTerm[] {
  const lag = reliability.checkpointWriteSeconds - reliability.checkpointBlockingSeconds;
  return [
    factor('Step time', 'duration', step.seconds),
    factor('Write under way while training goes on', 'duration', lag),
    factor('The run without losses', 'duration', run.idealSeconds),
  ];
}

function findLost({ lostShares }: ReliabilityEstimate, key: string): number {
  return lostShares.find((share) => share.key === key)?.amount ?? 0;
}

/** The figures of failures and checkpoints, by id. */
export const FAILURE_FIGURES = {
  goodput: takeGoodputApart,
  interruptions: takeInterruptionsApart,
  'time-between': takeTimeBetweenApart,
  'interruptions-in-run': takeInterruptionsInRunApart,
  'checkpoint-size': takeCheckpointSizeApart,
  'checkpoint-write': takeCheckpointWriteApart,
  'checkpoint-blocking': takeCheckpointBlockingApart,
  'best-interval': takeBestIntervalApart,
  interval: takeIntervalApart,
} as const satisfies Readonly<Record<string, TakeApart>>;
