/** What the storage delivers. */
import type { AssumptionContext, AssumptionDefinition, SourcedNumber } from './assumption-types.ts';
import { fromFact, fromPlan } from './sourced-number.ts';

/** Accelerators that the reference architecture's storage bandwidth is given for. */
const REFERENCE_ACCELERATORS = 256;

export const STORAGE_WRITE = storageBandwidth(
  'storageWriteBytesPerSecond',
  'Storage writes',
  'What all writers reach together; drawn storage counts, else a reference architecture’s rate per accelerator.',
  'writeBytesPerSecond',
  'nv_ra.write_GBps',
);

export const STORAGE_READ = storageBandwidth(
  'storageReadBytesPerSecond',
  'Storage reads',
  'What all readers reach together when a checkpoint is read back.',
  'readBytesPerSecond',
  'nv_ra.H100_256gpu_read_GBps',
);

function storageBandwidth(
  key: string,
  label: string,
  meaning: string,
  field: 'writeBytesPerSecond' | 'readBytesPerSecond',
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
    defaultFor: (context) => drawnBandwidth(context, field) ?? referenceBandwidth(context, factId),
  };
}

function drawnBandwidth(
  { bill }: AssumptionContext,
  field: 'writeBytesPerSecond' | 'readBytesPerSecond',
): SourcedNumber | null {
  if (bill.storage.length === 0) return null;
  return fromPlan(
    bill.storage.reduce((sum, storage) => sum + storage.count * storage[field], 0),
    'the drawn storage',
  );
}

function referenceBandwidth({ catalog, acceleratorsUsed }: AssumptionContext, factId: string): SourcedNumber {
  const fact = fromFact(catalog, 'reliability', factId, Math.max(acceleratorsUsed, 1) / REFERENCE_ACCELERATORS);
  return { ...fact, source: `No storage is drawn; per ${REFERENCE_ACCELERATORS} accelerators, ${fact.source}` };
}
