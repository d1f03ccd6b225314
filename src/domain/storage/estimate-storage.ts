import type { Estimate } from '../estimate/estimate.ts';
import type { Scenario } from '../estimate/scenario.ts';
import { countParameters } from '../workload/count-parameters.ts';
import { copiesRead } from './copies-read.ts';
import type { StorageDirection } from './solve-flow.ts';
import type { DataLoading, PeerCopies, StorageEstimate, StorageRate } from './storage-estimate.ts';
import type { StorageInputs } from './storage-inputs.ts';

/** Works out what storage does for an estimated run. */
export function estimateStorage(inputs: StorageInputs, scenario: Scenario, estimate: Estimate): StorageEstimate {
  const { reliability } = estimate;
  const { accelerators } = scenario.strategy;
  const bytes = reliability.checkpointBytes;
  const copies = copiesRead(inputs);
  const restoreSeconds = (bytes * copies) / inputs.readBytesPerSecond;
  const dataLoading = estimateLoading(inputs, scenario, estimate);
  const keptBytes = inputs.checkpointsKept * bytes;
  const neededBytes = keptBytes + dataLoading.datasetBytes;
  const hasStorage = inputs.way.state !== 'none';
  return {
    state: inputs.way.state,
    reason: inputs.way.reason,
    write: describeRate(inputs, 'write'),
    read: describeRate(inputs, 'read'),
    checkpoint: {
      bytes,
      bytesPerAccelerator: bytes / accelerators,
      writers: inputs.writers,
      bytesPerWriter: bytes / inputs.writers,
      writeSeconds: bytes / inputs.writeBytesPerSecond,
      intervalSeconds: reliability.checkpointIntervalSeconds,
      bestIntervalSeconds: reliability.bestCheckpointIntervalSeconds,
      kept: inputs.checkpointsKept,
      keptBytes,
    },
    restore: {
      mode: inputs.restoreMode,
      copies,
      bytesRead: bytes * copies,
      seconds: restoreSeconds,
      recoveryShare: reliability.recoverySeconds > 0 ? restoreSeconds / reliability.recoverySeconds : 0,
    },
    dataLoading,
    capacityBytes: hasStorage ? inputs.capacityBytes : null,
    neededBytes,
    fits: hasStorage ? neededBytes <= inputs.capacityBytes : null,
    peers:
      scenario.economy.reliability.checkpointKind === 'peer-memory' ? estimatePeers(inputs, scenario, bytes) : null,
  };
}

function describeRate(inputs: StorageInputs, direction: StorageDirection): StorageRate {
  const { way } = inputs;
  const flow = way[direction];
  const isChosen = direction === 'write' ? inputs.isWriteChosen : inputs.isReadChosen;
  const bytesPerSecond = direction === 'write' ? inputs.writeBytesPerSecond : inputs.readBytesPerSecond;
  const isDrawn = way.state !== 'none';
  return {
    bytesPerSecond,
    limitedBy: isChosen ? ['chosen'] : isDrawn ? flow.limitedBy : ['reference'],
    itemIds: isChosen || !isDrawn ? [] : flow.itemIds,
    parts: !isDrawn
      ? []
      : flow.limits.map(({ part, bytesPerSecond: own, itemIds }) => ({
          part,
          bytesPerSecond: Number.isFinite(own) ? own : null,
          itemIds,
        })),
  };
}

function estimateLoading(inputs: StorageInputs, scenario: Scenario, { step, reliability }: Estimate): DataLoading {
  const { training, strategy, economy } = scenario;
  const bytesPerStep = training.globalBatchSequences * training.sequenceLengthTokens * inputs.datasetBytesPerToken;
  const needed = bytesPerStep / step.seconds;
  const loaderHosts = Math.min(inputs.hosts, strategy.data * strategy.context);
  const ports =
    inputs.hostPortBytesPerSecond === null ? Number.POSITIVE_INFINITY : loaderHosts * inputs.hostPortBytesPerSecond;
  const available = Math.min(inputs.readBytesPerSecond, ports);
  const busy = needed / available;
  const prefetchSeconds = inputs.prefetchSteps * step.seconds;
  const writeSeconds = reliability.checkpointBytes / inputs.writeBytesPerSecond;
  const isBeside = economy.reliability.checkpointKind === 'asynchronous' && needed > 0;
  const background = isBeside ? writeSeconds - reliability.checkpointBlockingSeconds : 0;
  const competingSeconds = Math.max(0, background - prefetchSeconds);
  const cycle = reliability.checkpointIntervalSeconds + reliability.checkpointBlockingSeconds;
  return {
    datasetBytes: training.trainingTokens * inputs.datasetBytesPerToken,
    bytesPerStep,
    neededBytesPerSecond: needed,
    availableBytesPerSecond: available,
    limitedBy: ports < inputs.readBytesPerSecond ? 'hosts' : 'storage',
    loaderHosts,
    bytesPerSecondPerHost: needed / loaderHosts,
    limitsStep: busy > 1 + 1e-9,
    stepSecondsWithLoading: Math.max(step.seconds, bytesPerStep / available),
    prefetchSeconds,
    competingSeconds,
    competingShare: cycle > 0 ? Math.min(1, competingSeconds / cycle) : 0,
    writeSecondsBeside: competingSeconds === 0 ? writeSeconds : busy < 1 ? writeSeconds / (1 - busy) : null,
  };
}

function estimatePeers(inputs: StorageInputs, scenario: Scenario, bytes: number): PeerCopies {
  const { strategy, training, model, economy } = scenario;
  const rate = economy.reliability.peerWriteBytesPerSecondPerAccelerator;
  const offloaded = strategy.offloadOptimizer
    ? countParameters(model).total * (training.masterWeightBytes + 2 * training.momentBytes)
    : 0;
  const hostMemoryBytes = 2 * bytes + offloaded;
  return {
    bytesPerSecondPerAccelerator: rate,
    seconds: bytes / (strategy.accelerators * rate),
    hostMemoryBytes,
    hostMemoryCapacityBytes: inputs.hostMemoryBytes,
    fits: inputs.hostMemoryBytes === null ? null : hostMemoryBytes <= inputs.hostMemoryBytes,
  };
}
