import type { ReliabilityInputs } from '../../src/domain/assumptions/reliability-inputs.ts';
import * as abi from '../model/reliability/reliability-abi.ts';

const CHECKPOINT_KINDS = ['blocking', 'asynchronous', 'peer-memory', 'two-level'] as const;
const FAULT_TOLERANCES = ['restart', 'elastic', 'replicas'] as const;
const SPARE_POOLS = ['always-ready', 'own'] as const;
const EFFECTS = ['stops', 'slows'] as const;

/** Writes the inputs of failures and checkpoints into the economy's block at `at`. Throws a RangeError when there are too many causes. */
export function packReliability(inputs: ReliabilityInputs, block: { [index: number]: number }, at: number): void {
  if (inputs.causes.length > abi.MAX_CAUSES) throw new RangeError('too many causes of interruption');
  block[at + abi.IN_DETECT_SECONDS] = inputs.detectSeconds;
  block[at + abi.IN_REPLACE_SECONDS] = inputs.replaceSeconds;
  block[at + abi.IN_RESTART_SECONDS] = inputs.restartSeconds;
  block[at + abi.IN_CHECKPOINT_BYTES_PER_PARAMETER] = inputs.checkpointBytesPerParameter;
  block[at + abi.IN_STORAGE_WRITE] = inputs.storageWriteBytesPerSecond;
  block[at + abi.IN_STORAGE_READ] = inputs.storageReadBytesPerSecond;
  block[at + abi.IN_PEER_WRITE] = inputs.peerWriteBytesPerSecondPerAccelerator;
  block[at + abi.IN_CHECKPOINT_KIND] = CHECKPOINT_KINDS.indexOf(inputs.checkpointKind);
  block[at + abi.IN_ASYNCHRONOUS_BLOCKING_FRACTION] = inputs.asynchronousBlockingFraction;
  block[at + abi.IN_CHECKPOINT_INTERVAL] = inputs.checkpointIntervalSeconds ?? -1;
  block[at + abi.IN_STARTUP_SECONDS] = inputs.startupSeconds;
  block[at + abi.IN_PLANNED_STOP_FRACTION] = inputs.plannedStopFraction;
  block[at + abi.IN_REPAIR_SECONDS] = inputs.repairSeconds;
  block[at + abi.IN_SPARE_CONFIDENCE] = inputs.spareConfidence;
  block[at + abi.IN_MACHINES] = inputs.machines;
  block[at + abi.IN_SPARE_MACHINES] = inputs.spareMachines;
  block[at + abi.IN_PEER_COPIES] = inputs.peerCopies;
  block[at + abi.IN_STORAGE_EVERY] = inputs.storageEvery ?? 0;
  block[at + abi.IN_FAULT_TOLERANCE] = FAULT_TOLERANCES.indexOf(inputs.faultTolerance);
  block[at + abi.IN_SPARE_POOL] = SPARE_POOLS.indexOf(inputs.sparePool);
  block[at + abi.IN_REPLICA_GROUPS] = inputs.replicaGroups;
  block[at + abi.IN_REPLICA_STALL_SECONDS] = inputs.replicaStallSeconds;
  block[at + abi.IN_CAUSE_COUNT] = inputs.causes.length;
  inputs.causes.forEach((cause, index) => {
    const to = at + abi.IN_CAUSES + abi.CAUSE_LENGTH * index;
    block[to + abi.CAUSE_COMPONENTS] = cause.components;
    block[to + abi.CAUSE_RATE] = cause.interruptionsPerComponentHour;
    block[to + abi.CAUSE_EFFECT] = EFFECTS.indexOf(cause.effect);
    block[to + abi.CAUSE_MACHINES_LOST] = cause.machinesLost;
    block[to + abi.CAUSE_REPAIR_SECONDS] = cause.repairSeconds;
    block[to + abi.CAUSE_SPEED_FRACTION] = cause.speedFraction;
    block[to + abi.CAUSE_WEIBULL_SHAPE] = cause.weibullShape;
  });
}
