import { listCauses } from '../failure/failure-causes.ts';
import { listFailureModes } from '../failure/list-failure-modes.ts';
import { copiesRead } from '../storage/copies-read.ts';
import type { StorageInputs } from '../storage/storage-inputs.ts';
import type { AssumptionReader } from './assumption-reader.ts';
import * as checkpoint from './checkpoint-assumptions.ts';
import { countHosts } from './count-hosts.ts';
import { BURN_IN_FACTOR, BURN_IN_SHARE, FAILURE_ASSUMPTIONS } from './failure-assumptions.ts';
import { CHECKPOINT_KIND } from './failure-choices.ts';
import { REPAIR_ASSUMPTIONS } from './failure-repair-assumptions.ts';
import * as recovery from './recovery-assumptions.ts';
import { FAULT_TOLERANCE, SPARE_POOL } from './recovery-choices.ts';
import type { ReliabilityInputs } from './reliability-inputs.ts';
import { REPLICA_GROUPS, REPLICA_STALL_SECONDS } from './replica-assumptions.ts';
import { spotCauses } from './spot-assumptions.ts';

const CHECKPOINT_KINDS = ['blocking', 'asynchronous', 'peer-memory', 'two-level'] as const;

/** Failures and checkpoints from the drawing, the catalogue and the plan's assumptions. */
export function resolveReliabilityInputs(reader: AssumptionReader, stored: StorageInputs): ReliabilityInputs {
  const { context } = reader;
  // Each rate is read from where it is in force; here its source is noted.
  reader.take('reliability.burnInFactor', BURN_IN_FACTOR);
  reader.take('reliability.burnInShare', BURN_IN_SHARE);
  for (const definition of FAILURE_ASSUMPTIONS) {
    if (definition !== BURN_IN_FACTOR && definition !== BURN_IN_SHARE)
      reader.take(`reliability.causes.${definition.key}`, definition);
  }
  for (const definition of REPAIR_ASSUMPTIONS) reader.take(`reliability.repairs.${definition.key}`, definition);
  const repairSeconds = reader.take('reliability.repairSeconds', recovery.REPAIR_SECONDS);
  const causes = listCauses(listFailureModes(context));
  const interval = reader.take('reliability.checkpointIntervalSeconds', checkpoint.CHECKPOINT_INTERVAL_SECONDS);
  const kind = reader.choose('reliability.checkpointKind', CHECKPOINT_KIND);
  const storageEvery = reader.take('reliability.storageEvery', checkpoint.STORAGE_EVERY);
  const machines = countHosts(context);
  return {
    causes: [...causes, ...spotCauses(reader)],
    machines,
    spareMachines: machines * reader.take('reliability.spareFraction', recovery.SPARE_FRACTION),
    detectSeconds: reader.take('reliability.detectSeconds', recovery.DETECT_SECONDS),
    replaceSeconds: reader.take('reliability.replaceSeconds', recovery.REPLACE_SECONDS),
    restartSeconds: reader.take('reliability.restartSeconds', recovery.RESTART_SECONDS),
    checkpointBytesPerParameter: reader.take(
      'reliability.checkpointBytesPerParameter',
      checkpoint.CHECKPOINT_BYTES_PER_PARAMETER,
    ),
    peerWriteBytesPerSecondPerAccelerator: reader.take(
      'reliability.peerWriteBytesPerSecondPerAccelerator',
      checkpoint.PEER_WRITE,
    ),
    storageWriteBytesPerSecond: stored.writeBytesPerSecond,
    storageReadBytesPerSecond: stored.readBytesPerSecond / copiesRead(stored),
    checkpointKind: asOneOf(CHECKPOINT_KINDS, kind, 'asynchronous'),
    asynchronousBlockingFraction: reader.take(
      'reliability.asynchronousBlockingFraction',
      checkpoint.ASYNCHRONOUS_BLOCKING_FRACTION,
    ),
    checkpointIntervalSeconds: Number.isNaN(interval) ? null : interval,
    startupSeconds: reader.take('reliability.startupSeconds', recovery.STARTUP_SECONDS),
    plannedStopFraction: reader.take('reliability.plannedStopFraction', recovery.PLANNED_STOP_FRACTION),
    repairSeconds,
    spareConfidence: reader.take('reliability.spareConfidence', recovery.SPARE_CONFIDENCE),
    peerCopies: reader.take('reliability.peerCopies', checkpoint.PEER_COPIES),
    storageEvery: Number.isNaN(storageEvery) ? null : Math.max(1, Math.round(storageEvery)),
    faultTolerance: asOneOf(
      ['restart', 'elastic', 'replicas'],
      reader.choose('reliability.faultTolerance', FAULT_TOLERANCE),
      'restart',
    ),
    sparePool: reader.choose('reliability.sparePool', SPARE_POOL) === 'own' ? 'own' : 'always-ready',
    replicaGroups: Math.max(1, Math.round(reader.take('reliability.replicaGroups', REPLICA_GROUPS))),
    replicaStallSeconds: reader.take('reliability.replicaStallSeconds', REPLICA_STALL_SECONDS),
  };
}

/** The id if it is one of those that the model knows. */
function asOneOf<T extends string>(known: readonly T[], id: string, otherwise: T): T {
  return known.find((one) => one === id) ?? otherwise;
}
