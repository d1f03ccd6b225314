/** The figures of storage. */
import type { StorageEstimate, StorageRate } from '../../storage/storage-estimate.ts';
import { LIMIT_WORDS, nameLimit } from '../../storage/storage-words.ts';
import type { Estimate } from '../estimate.ts';
import { aside, type FigureParts, factor, result, summand } from './figure-parts.ts';

/** Takes one figure of storage apart. */
type TakeStorageApart = (storage: StorageEstimate, estimate: Estimate) => FigureParts;

const WRITE_PATH = 'economy.reliability.storageWrite';
const READ_PATH = 'economy.reliability.storageRead';

function takeRateApart(title: string, rate: StorageRate, path: string): FigureParts {
  const [held] = rate.limitedBy;
  const parts = rate.parts.flatMap(({ part, bytesPerSecond }) =>
    bytesPerSecond === null ? [] : [{ label: capitalize(LIMIT_WORDS[part]), bytesPerSecond }],
  );
  const least = Math.min(...parts.map(({ bytesPerSecond }) => bytesPerSecond));
  // Nothing of the way counts where the plan or a reference says the figure, and no part alone where several hold it together.
  const isByPart = held !== undefined && held !== 'chosen' && held !== 'reference';
  const whole = held === undefined ? 'All parts together' : capitalize(LIMIT_WORDS[held]);
  return {
    title,
    formula: `the least that the parts of the way let through when every accelerator moves as much, times the share that is sustained; held by ${nameLimit(rate)}`,
    terms: [
      ...parts.map(({ label, bytesPerSecond }) => (isByPart ? factor : aside)(label, 'bandwidth', bytesPerSecond)),
      isByPart
        ? factor('Share that is sustained', 'ratio', rate.bytesPerSecond / least)
        : factor(whole, 'bandwidth', rate.bytesPerSecond),
      result(title, 'bandwidth', rate.bytesPerSecond),
    ],
    inputPaths: [path, 'economy.storage.efficiency'],
  };
}

const takeWriteTimeApart: TakeStorageApart = ({ checkpoint, write }) => ({
  title: 'Time to write a checkpoint to storage',
  formula: `checkpoint size ÷ what all writers reach together; held by ${nameLimit(write)}`,
  terms: [
    factor('Checkpoint size', 'bytes', checkpoint.bytes),
    factor('Writing to storage', 'bandwidth', write.bytesPerSecond),
    aside('Ranks that write a part of their own', 'count', checkpoint.writers),
    aside('Each of them writes', 'bytes', checkpoint.bytesPerWriter),
    result('Time to write one', 'duration', checkpoint.writeSeconds),
  ],
  inputPaths: [WRITE_PATH, 'economy.reliability.checkpointBytesPerParameter'],
});

const takeRestoreApart: TakeStorageApart = ({ checkpoint, restore, read }, { reliability }) => ({
  title: 'Time to read a checkpoint back',
  formula: `checkpoint size × times that it is read ÷ what all readers reach together; held by ${nameLimit(read)}`,
  terms: [
    factor('Checkpoint size', 'bytes', checkpoint.bytes),
    factor('Times that it is read', 'count', restore.copies),
    factor('Reading from storage', 'bandwidth', read.bytesPerSecond),
    aside('A whole recovery', 'duration', reliability.recoverySeconds),
    result('Time to read it back', 'duration', restore.seconds),
  ],
  inputPaths: [READ_PATH, 'economy.storage.restoreMode', 'economy.reliability.checkpointBytesPerParameter'],
});

const takeLoadingApart: TakeStorageApart = ({ dataLoading }, { step }) => ({
  title: 'Training data needed',
  formula: 'data of one step ÷ step time',
  terms: [
    factor('Data of one step', 'bytes', dataLoading.bytesPerStep),
    factor('Step time', 'duration', step.seconds),
    aside('There is', 'bandwidth', dataLoading.availableBytesPerSecond),
    aside('Each host that reads', 'bandwidth', dataLoading.bytesPerSecondPerHost),
    result('Training data needed', 'bandwidth', dataLoading.neededBytesPerSecond),
  ],
  inputPaths: ['economy.storage.datasetBytesPerToken', 'economy.storage.prefetchSteps', READ_PATH],
});

const takeCapacityApart: TakeStorageApart = ({ checkpoint, dataLoading, neededBytes, capacityBytes }) => ({
  title: 'Storage needed',
  formula: 'checkpoints kept × their size + tokens of the run × bytes of each',
  terms: [
    summand('Checkpoints kept', 'bytes', checkpoint.keptBytes),
    summand('Training data', 'bytes', dataLoading.datasetBytes),
    ...(capacityBytes === null ? [] : [aside('Drawn', 'bytes', capacityBytes)]),
    result('Storage needed', 'bytes', neededBytes),
  ],
  inputPaths: ['economy.storage.checkpointsKept', 'economy.storage.datasetBytesPerToken'],
});

function capitalize(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The figures of storage, by id. */
export const STORAGE_FIGURES = {
  'storage-write': ({ write }) => takeRateApart('Writing to storage', write, WRITE_PATH),
  'storage-read': ({ read }) => takeRateApart('Reading from storage', read, READ_PATH),
  'storage-write-time': takeWriteTimeApart,
  'storage-restore': takeRestoreApart,
  'storage-loading': takeLoadingApart,
  'storage-capacity': takeCapacityApart,
} as const satisfies Readonly<Record<string, TakeStorageApart>>;
