/** What to know about the storage of a run: what is missing, too slow or too small, with what would mend it. */
import type { Scenario } from '../estimate/scenario.ts';
import { createProblem, type ScenarioProblem } from '../estimate/scenario-problem.ts';
import { formatQuantity } from '../units/format-quantity.ts';
import type { StorageEstimate } from './storage-estimate.ts';
import type { StorageInputs } from './storage-inputs.ts';
import { nameLimit } from './storage-words.ts';

/** Share of a recovery from which reading back is what holds it up: more than everything else together. */
const STORM_SHARE = 0.5;

const bytes = (value: number): string => formatQuantity('bytes', value).text;
const rate = (value: number): string => formatQuantity('bandwidth', value).text;
const time = (value: number): string => formatQuantity('duration', value).text;

/** Warnings about storage, the way there first. */
export function findStorageWarnings(
  inputs: StorageInputs,
  storage: StorageEstimate,
  scenario: Scenario,
): ScenarioProblem[] {
  const { checkpointKind, checkpointIntervalSeconds } = scenario.economy.reliability;
  const { write, read, checkpoint, restore, dataLoading, peers } = storage;
  const storeIds = read.parts.find(({ part }) => part === 'stores')?.itemIds ?? [];
  const warnings: ScenarioProblem[] = [];
  const warn = (problem: Omit<Parameters<typeof createProblem>[0], 'part'>): void => {
    warnings.push(createProblem({ part: 'drawing', ...problem }));
  };
  if (storage.state === 'unlinked' || inputs.way.unlinkedIds.length > 0) {
    const reason = storage.state === 'unlinked' ? storage.reason : 'no cables lead to it';
    warn({
      code: 'storage-unlinked',
      itemIds: inputs.way.unlinkedIds.length > 0 ? inputs.way.unlinkedIds : storeIds,
      message: `Storage is drawn, but ${reason}: it counts with its own bandwidth.`,
      mend: 'Draw a link from the storage to the switches that all hosts reach.',
    });
  }
  if (storage.state === 'unrouted') {
    warn({
      code: 'storage-unrouted',
      itemIds: storeIds,
      message: `The way from the hosts to the storage is not known (${storage.reason}): its own bandwidth and its cables count.`,
    });
  }
  if (checkpointKind !== 'peer-memory' && restore.recoveryShare > STORM_SHARE) {
    const again = restore.copies > 1 ? `, ${restore.copies.toFixed(1)} times over,` : '';
    warn({
      code: 'restore-storm',
      itemIds: read.itemIds,
      message: `Reading ${bytes(restore.bytesRead)} of checkpoint back${again} takes ${time(restore.seconds)}, ${formatQuantity('ratio', restore.recoveryShare).text} of a recovery, held by ${nameLimit(read)} (${rate(read.bytesPerSecond)}).`,
      mend:
        restore.copies > 1
          ? 'Read once and pass on to the replicas, or widen what holds it.'
          : 'Widen what holds it: faster storage, more cables, or more bandwidth between.',
    });
  }
  if (checkpointKind !== 'peer-memory') {
    const chosen = checkpointIntervalSeconds;
    const isTooLong =
      chosen !== null
        ? checkpoint.writeSeconds > chosen
        : checkpointKind === 'asynchronous' && checkpoint.writeSeconds >= checkpoint.intervalSeconds;
    if (isTooLong) {
      warn({
        code: 'checkpoint-longer-than-interval',
        itemIds: write.itemIds,
        message: `A checkpoint of ${bytes(checkpoint.bytes)} takes ${time(checkpoint.writeSeconds)} to write, longer than the interval of ${time(chosen ?? checkpoint.intervalSeconds)}; it is held by ${nameLimit(write)} (${rate(write.bytesPerSecond)}).`,
        mend: 'Choose a longer interval, or widen what holds the writes.',
      });
    }
  }
  if (dataLoading.limitsStep) {
    const isHosts = dataLoading.limitedBy === 'hosts';
    warn({
      code: 'data-pipeline-slow',
      itemIds: isHosts ? (read.parts.find(({ part }) => part === 'hosts')?.itemIds ?? []) : read.itemIds,
      message: `Training data is needed at ${rate(dataLoading.neededBytesPerSecond)} and arrives at ${rate(dataLoading.availableBytesPerSecond)}, held by ${isHosts ? 'the network ports of the hosts that read' : nameLimit(read)}: a step takes ${time(dataLoading.stepSecondsWithLoading)} instead of the ${time(dataLoading.bytesPerStep / dataLoading.neededBytesPerSecond)} that all other figures are made with.`,
      mend: 'Widen what holds the reads, or keep fewer bytes for each token.',
    });
  }
  if (storage.fits === false) {
    warn({
      code: 'storage-too-small',
      itemIds: storeIds,
      message: `${checkpoint.kept} checkpoints (${bytes(checkpoint.keptBytes)}) and the training data (${bytes(dataLoading.datasetBytes)}) take ${bytes(storage.neededBytes)}; the drawn storage holds ${bytes(storage.capacityBytes ?? 0)}.`,
      mend: 'Draw more storage, or keep fewer checkpoints.',
    });
  }
  if (peers?.fits === false) {
    warn({
      code: 'peer-memory-too-small',
      message: `Two copies of the checkpoint in host memory take ${bytes(peers.hostMemoryBytes)}; the hosts have ${bytes(peers.hostMemoryCapacityBytes ?? 0)}.`,
      mend: 'Use hosts with more memory, or write checkpoints to storage.',
    });
  }
  return warnings;
}
