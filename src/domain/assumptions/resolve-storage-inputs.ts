import { findPlanStorage } from '../storage/plan-storage.ts';
import type { StorageInputs } from '../storage/storage-inputs.ts';
import type { AssumptionReader } from './assumption-reader.ts';
import type { AssumptionContext } from './assumption-types.ts';
import { countHosts } from './count-hosts.ts';
import * as storage from './storage-assumptions.ts';

const GIBIBYTE = 2 ** 30;

/** Storage and training data from the drawing, the catalogue and the plan's assumptions. */
export function resolveStorageInputs(reader: AssumptionReader): StorageInputs {
  const { context } = reader;
  const { overrides } = context.plan.assumptions;
  const { way, shards } = findPlanStorage(context);
  reader.take('storage.efficiency', storage.STORAGE_EFFICIENCY);
  const writeBytesPerSecond = reader.take('reliability.storageWriteBytesPerSecond', storage.STORAGE_WRITE);
  const readBytesPerSecond = reader.take('reliability.storageReadBytesPerSecond', storage.STORAGE_READ);
  return {
    way,
    writeBytesPerSecond,
    readBytesPerSecond,
    isWriteChosen: overrides[storage.STORAGE_WRITE.key] !== undefined,
    isReadChosen: overrides[storage.STORAGE_READ.key] !== undefined,
    writers: shards.writers,
    restoreMode: reader.choose('storage.restoreMode', storage.RESTORE_MODE) === 'every-rank' ? 'every-rank' : 'once',
    copiesHeld: shards.copiesRead,
    checkpointsKept: reader.take('storage.checkpointsKept', storage.CHECKPOINTS_KEPT),
    datasetBytesPerToken: reader.take('storage.datasetBytesPerToken', storage.DATASET_BYTES_PER_TOKEN),
    prefetchSteps: reader.take('storage.prefetchSteps', storage.LOADER_PREFETCH_STEPS),
    capacityBytes: context.bill.storage.reduce((sum, { count, capacityBytes }) => sum + count * capacityBytes, 0),
    ...describeHosts(context),
    hosts: Math.max(1, countHosts(context)),
  };
}

/** Memory of the job's hosts, and the ports of one; of several kinds of systems the smallest ports. */
function describeHosts(context: AssumptionContext): Pick<StorageInputs, 'hostMemoryBytes' | 'hostPortBytesPerSecond'> {
  const { bill, catalog, usedShare } = context;
  let memory: number | null = bill.systems.length === 0 ? null : 0;
  let ports: number | null = null;
  for (const { catalogId, count } of bill.systems) {
    const system = catalog.systems.get(catalogId);
    if (system === undefined) return { hostMemoryBytes: null, hostPortBytesPerSecond: null };
    memory =
      memory === null || system.hostMemoryGib === null
        ? null
        : memory + count * system.hostMemoryGib * GIBIBYTE * usedShare;
    const perHost = system.acceleratorsPerHost ?? system.acceleratorsPerSystem / (system.hostsPerRack ?? 1);
    const own = system.scaleOutBandwidthBytesPerSecond * perHost;
    if (own > 0) ports = ports === null ? own : Math.min(ports, own);
  }
  return { hostMemoryBytes: memory, hostPortBytesPerSecond: ports };
}
