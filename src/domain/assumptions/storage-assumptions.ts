/** Storage: what it delivers, how checkpoints are read back, what the training data takes. */

import { findPlanStorage } from '../storage/plan-storage.ts';
import type { StorageDirection } from '../storage/solve-flow.ts';
import type { StoragePart } from '../storage/store-graph.ts';
import type { AssumptionContext, AssumptionDefinition, ChoiceDefinition, SourcedNumber } from './assumption-types.ts';
import { numberInForce } from './resolve-assumption.ts';
import { fromFact, fromPlan, planningValue } from './sourced-number.ts';

/** Accelerators that the reference architecture's storage bandwidth is given for. */
const REFERENCE_ACCELERATORS = 256;

/** What holds storage back, in words. */
const PART_WORDS: Readonly<Record<StoragePart, string>> = {
  stores: 'the storage itself',
  cables: 'its cables',
  network: 'the network between',
  hosts: 'the hosts’ ports',
};

export const STORAGE_WRITE = storageBandwidth(
  'storageWriteBytesPerSecond',
  'Storage writes',
  'What all writers reach together: the drawn storage over the drawn way, else a reference architecture’s rate per accelerator.',
  'write',
  'nv_ra.write_GBps',
);

export const STORAGE_READ = storageBandwidth(
  'storageReadBytesPerSecond',
  'Storage reads',
  'What all readers reach together, of a checkpoint or of training data.',
  'read',
  'nv_ra.H100_256gpu_read_GBps',
);

/** How ranks that hold the same weights get them back. */
export const RESTORE_MODE: ChoiceDefinition = {
  key: 'restoreMode',
  label: 'Reading back',
  group: 'storage',
  meaning:
    'Whether weights that several ranks hold are read from storage once and passed on over the network, or read by every one of these ranks.',
  optionsFor: () => [
    {
      id: 'once',
      label: 'Once, then passed on to the replicas',
      source: 'MegaScale, arXiv 2402.15627, section 4.4; Megatron Core’s fully parallel load',
      isChecked: false,
    },
    {
      id: 'every-rank',
      label: 'By every rank that holds them',
      source: 'Megatron Core without fully parallel load',
      isChecked: false,
    },
  ],
  defaultFor: () => 'once',
};

export const STORAGE_EFFICIENCY: AssumptionDefinition = {
  key: 'storageEfficiency',
  label: 'Sustained by storage',
  group: 'storage',
  dimension: 'ratio',
  unit: '×',
  min: 0.01,
  max: 1,
  meaning:
    'Share of what is drawn that files reach. 1 where the drawn bandwidths are measured ones; of provisioned bandwidth some 0.9 is delivered.',
  defaultFor: () => ({ value: 1, source: 'drawn bandwidths are those that are sustained', isChecked: null }),
};

export const CHECKPOINTS_KEPT: AssumptionDefinition = {
  key: 'checkpointsKept',
  label: 'Checkpoints kept',
  group: 'storage',
  dimension: 'count',
  unit: '',
  min: 1,
  max: 10_000,
  meaning: 'Checkpoints that lie in the storage at one time, the one that is being written included.',
  defaultFor: () => planningValue(5, 'the one being written, the last ones, and a few to go back to'),
};

export const DATASET_BYTES_PER_TOKEN: AssumptionDefinition = {
  key: 'datasetBytesPerToken',
  label: 'Training data per token',
  group: 'storage',
  dimension: null,
  unit: 'B',
  min: 0,
  max: 1e6,
  meaning: 'What is read from storage for each token: 2 to 4 bytes of tokenised text, thousands for images and video.',
  defaultFor: ({ catalog }) => fromFact(catalog, 'reliability', 'dataset_read_text.bytes_per_token'),
};

export const LOADER_PREFETCH_STEPS: AssumptionDefinition = {
  key: 'loaderPrefetchSteps',
  label: 'Steps loaded ahead',
  group: 'storage',
  dimension: 'count',
  unit: '',
  min: 0,
  max: 10_000,
  meaning: 'Steps of training data that the loaders hold ready, and can live on while a checkpoint is written.',
  defaultFor: () => ({
    value: 2,
    source: 'Default of PyTorch’s DataLoader (prefetch_factor)',
    isChecked: false,
  }),
};

function storageBandwidth(
  key: string,
  label: string,
  meaning: string,
  direction: StorageDirection,
  factId: string,
): AssumptionDefinition {
  return {
    key,
    label,
    group: 'checkpoints',
    dimension: 'bandwidth',
    unit: 'B/s',
    min: 1e6,
    max: 1e15,
    meaning,
    defaultFor: (context) => drawnBandwidth(context, direction) ?? referenceBandwidth(context, factId),
  };
}

function drawnBandwidth(context: AssumptionContext, direction: StorageDirection): SourcedNumber | null {
  const { way } = findPlanStorage(context);
  if (way.state === 'none') return null;
  const efficiency = numberInForce(STORAGE_EFFICIENCY, context);
  const flow = way[direction];
  const share = efficiency === 1 ? '' : `, ${efficiency} of it`;
  if (way.state === 'routed') {
    const parts = flow.limitedBy.map((part) => PART_WORDS[part]).join(' and ');
    const limit = parts === '' ? 'several parts of the way together' : parts;
    return fromPlan(flow.bytesPerSecond * efficiency, `the drawn storage and the way to it: held by ${limit}${share}`);
  }
  return fromPlan(flow.bytesPerSecond * efficiency, `the drawn storage alone: ${way.reason}${share}`);
}

function referenceBandwidth({ catalog, acceleratorsUsed }: AssumptionContext, factId: string): SourcedNumber {
  const fact = fromFact(catalog, 'reliability', factId, Math.max(acceleratorsUsed, 1) / REFERENCE_ACCELERATORS);
  return { ...fact, source: `No storage is drawn; per ${REFERENCE_ACCELERATORS} accelerators, ${fact.source}` };
}
