/** The figures of failures and checkpoints. */
import { countParameters } from '../../workload/count-parameters.ts';
import type { ReliabilityEstimate, StorageLevel } from '../reliability-estimate.ts';
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
    ...listTerms(
      subtrahend,
      'ratio',
      reliability.lostShares.filter(({ amount }) => amount > 0),
    ),
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
  formula: 'interruptions a day × days of training time × (1 − planned stops − start-up − waiting, when nothing fails)',
  terms: [
    factor('Interruptions', 'count', reliability.interruptionsPerDay, A_DAY),
    factor('Training time', 'duration', run.wallSeconds),
    factor('Planned stops', 'ratio', findLost(reliability, 'planned-stops')),
    factor('Start-up', 'ratio', findLost(reliability, 'startup')),
    factor('Waiting for a repair', 'ratio', findLost(reliability, 'waiting-for-repair')),
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
  if (inputs.checkpointKind === 'peer-memory' || inputs.checkpointKind === 'two-level') {
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

const takeBestIntervalApart: TakeApart = (estimate, scenario) => {
  const level = estimate.reliability.storageLevel;
  return level === null ? takeOneLevelApart(estimate, scenario) : takeTwoLevelsApart(level)(estimate, scenario);
};

const takeOneLevelApart: TakeApart = (estimate) => ({
  title: 'Best interval between checkpoints',
  formula:
    'M × (1 + W₀(−e^(−1 − w ÷ M))), W₀ being Lambert’s function; not shorter than one step and the write under way, not longer than the run',
  terms: [
    factor('A checkpoint stops training for, w', 'duration', estimate.reliability.checkpointBlockingSeconds),
    factor('Mean time between restarts, M', 'duration', estimate.reliability.meanSecondsBetweenRestarts),
    ...listBounds(estimate),
    aside('By Young’s formula, √(2 w M)', 'duration', estimate.reliability.youngIntervalSeconds),
    aside('By Daly’s formula', 'duration', estimate.reliability.dalyIntervalSeconds),
    result('Best interval', 'duration', estimate.reliability.bestCheckpointIntervalSeconds),
  ],
  inputPaths: [...RATE_PATHS, 'economy.reliability.checkpointKind', 'economy.reliability.storageWrite'],
});

const takeTwoLevelsApart =
  (level: StorageLevel): TakeApart =>
  (estimate, { economy }) => {
    const { reliability } = estimate;
    const { detectSeconds, replaceSeconds, restartSeconds } = economy.reliability;
    return {
      title: 'Best interval between copies to peers',
      formula:
        'where the work done in the time of k copies, k·D ÷ (M ((1 + ε g)^(k−1) (1 + ε g′) − 1) ÷ ε), is largest: g = e^((D + w) ÷ M) − 1, g′ = e^((D + w + w₂) ÷ M) − 1, ε = (1 − q) ÷ (1 − q + q e^(−R ÷ M)); found by search, with the best number k',
      terms: [
        factor('A copy to peers stops training for, w', 'duration', reliability.checkpointBlockingSeconds),
        factor('A stored one for longer by, w₂', 'duration', level.blockingSeconds),
        factor('Copies for each stored one, k', 'count', level.bestEvery),
        factor('Share of interruptions that copies survive, q', 'ratio', reliability.peerSurvival),
        factor(
          'Recovery from peers, R',
          'duration',
          detectSeconds + replaceSeconds + restartSeconds + reliability.checkpointReadSeconds,
        ),
        factor('Mean time between restarts, M', 'duration', reliability.meanSecondsBetweenRestarts),
        factor('Step time', 'duration', estimate.step.seconds),
        factor('A stored one is safe after', 'duration', level.writeSeconds - level.blockingSeconds),
        factor('The run without losses', 'duration', estimate.run.idealSeconds),
        aside('By Young’s formula, √(2 w M ÷ q)', 'duration', reliability.youngIntervalSeconds),
        result('Best interval', 'duration', reliability.bestCheckpointIntervalSeconds),
      ],
      inputPaths: [...RATE_PATHS, 'economy.reliability.checkpointKind', 'economy.reliability.peer'],
    };
  };

const takeStorageIntervalApart: TakeApart = ({ reliability }) => {
  const level = reliability.storageLevel;
  return {
    title: 'Work between stored checkpoints',
    formula: 'copies to peers for each stored one × work between two of them',
    terms: [
      factor('Copies to peers for each stored one', 'count', level?.every ?? 1),
      factor('Interval in force', 'duration', reliability.checkpointIntervalSeconds),
      ...(level === null
        ? []
        : [
            aside('Best number of copies', 'count', level.bestEvery),
            aside('Interruptions that the copies survive', 'ratio', reliability.peerSurvival),
            aside('By Young’s formula, √(2 w₂ M ÷ (1 − q))', 'duration', level.youngIntervalSeconds),
            aside('Time to store one', 'duration', level.writeSeconds),
            aside('Storing stops training for', 'duration', level.blockingSeconds),
            aside('Time to read it back', 'duration', level.readSeconds),
          ]),
      result(
        'Work between stored checkpoints',
        'duration',
        level?.intervalSeconds ?? reliability.checkpointIntervalSeconds,
      ),
    ],
    inputPaths: ['economy.reliability.storageEvery', 'economy.reliability.peerCopies', 'economy.reliability.storage'],
  };
};

const takeUsefulHoursApart: TakeApart = ({ reliability, step }) => {
  const useful = reliability.acceleratorHoursByUse.find(({ key }) => key === 'useful')?.amount ?? 0;
  const lost = reliability.acceleratorHoursByUse.filter(({ key, amount }) => key !== 'useful' && amount > 0);
  return {
    title: 'Useful accelerator-hours',
    formula: 'hours of the job and its spares − the hours that are lost, by reason',
    terms: [
      summand('Hours kept, with spares', 'count', reliability.allocatedAcceleratorHours, ' h'),
      ...listTerms(subtrahend, 'count', lost, ' h'),
      aside('At peak, by model FLOP utilization', 'count', useful * step.modelFlopsUtilization, ' h'),
      result('Useful hours', 'count', useful, ' h'),
    ],
    inputPaths: ['economy.reliability.'],
  };
};

const takeFirstOrderApart: TakeApart = ({ reliability }, { economy }) => {
  const level = reliability.storageLevel;
  const isAsynchronous = economy.reliability.checkpointKind === 'asynchronous';
  const lag =
    level !== null
      ? level.writeSeconds - level.blockingSeconds
      : isAsynchronous
        ? reliability.checkpointWriteSeconds - reliability.checkpointBlockingSeconds
        : 0;
  const toStorage = 1 - reliability.peerSurvival;
  return {
    title: 'Goodput of restarts in first order',
    formula:
      level === null
        ? '(1 − (R + L + D ÷ 2) ÷ M) ÷ (1 + w ÷ D): losses added up, good while they are small'
        : '(1 − (R + p L + (1 + p (k − 1)) D ÷ 2) ÷ M) ÷ (1 + (w + w₂ ÷ k) ÷ D): losses added up, good while they are small',
    terms: [
      factor('Mean time between restarts, M', 'duration', reliability.meanSecondsBetweenRestarts),
      factor('Recovery, R', 'duration', reliability.recoverySeconds),
      factor('Until a checkpoint is safe, L', 'duration', lag),
      factor('Interval in force, D', 'duration', reliability.checkpointIntervalSeconds),
      factor('A checkpoint stops training for, w', 'duration', reliability.checkpointBlockingSeconds),
      ...(level === null
        ? []
        : [
            factor('A stored one for longer by, w₂', 'duration', level.blockingSeconds),
            factor('Copies for each stored one, k', 'count', level.every),
            factor('Share of interruptions that need storage, p', 'ratio', toStorage),
          ]),
      aside('Exact', 'ratio', reliability.restartGoodput),
      result('In first order', 'ratio', reliability.firstOrderGoodput),
    ],
    inputPaths: [...RATE_PATHS, 'economy.reliability.checkpoint', 'economy.reliability.restartSeconds'],
  };
};

/** Machines under repair by cause; causes of one name count together. */
const takeInRepairApart: TakeApart = ({ reliability }, { economy }) => {
  const byLabel = new Map<string, number>();
  for (const cause of economy.reliability.causes) {
    const { components, interruptionsPerComponentHour, repairSeconds, effect } = cause;
    const machines = cause.machinesLost <= 0 ? 0 : Math.max(1, Math.round(cause.machinesLost));
    const inRepair =
      effect === 'stops' ? (components * interruptionsPerComponentHour * repairSeconds * machines) / 3600 : 0;
    if (inRepair > 0) byLabel.set(cause.label, (byLabel.get(cause.label) ?? 0) + inRepair);
  }
  const { spares } = reliability;
  return {
    title: 'Machines under repair',
    formula:
      'for each cause: events × machines that one takes × repair time; their number is compound Poisson, from which the other figures follow',
    terms: [
      ...(byLabel.size === 0 ? [summand('None fails', 'count', 0)] : []),
      ...[...byLabel].map(([label, amount]) => summand(label, 'count', amount)),
      aside('Spares needed', 'count', reliability.sparesNeeded),
      aside('Spares that stand by', 'count', spares.machines),
      aside('Chance that an interruption finds too few', 'ratio', spares.chanceShort),
      aside('Wait for a repair then', 'duration', spares.waitSeconds),
      aside('Groups missing for want of spares, if the job shrinks', 'ratio', spares.shrunkShare),
      result('Machines under repair on average', 'count', spares.meanInRepair),
    ],
    inputPaths: [...RATE_PATHS, 'economy.reliability.repair', 'economy.reliability.spare'],
  };
};

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
  'storage-interval': takeStorageIntervalApart,
  'useful-hours': takeUsefulHoursApart,
  'first-order-goodput': takeFirstOrderApart,
  'in-repair': takeInRepairApart,
} as const satisfies Readonly<Record<string, TakeApart>>;
