import { listCauses } from '../failure/failure-causes.ts';
import { listFailureModes } from '../failure/list-failure-modes.ts';
import { copiesRead } from '../storage/copies-read.ts';
import type { StorageInputs } from '../storage/storage-inputs.ts';
import type { AssumptionReader } from './assumption-reader.ts';
import * as checkpoint from './checkpoint-assumptions.ts';
import { countHosts } from './count-hosts.ts';
import { BURN_IN_FACTOR, FAILURE_ASSUMPTIONS } from './failure-assumptions.ts';
import { CHECKPOINT_KIND } from './failure-choices.ts';
import { REPAIR_ASSUMPTIONS } from './failure-repair-assumptions.ts';
import * as recovery from './recovery-assumptions.ts';
import type { ReliabilityInputs } from './reliability-inputs.ts';

/** Failures and checkpoints from the drawing, the catalogue and the plan's assumptions. */
export function resolveReliabilityInputs(reader: AssumptionReader, stored: StorageInputs): ReliabilityInputs {
  const { context } = reader;
  // Each rate is read from where it is in force; here its source is noted.
  reader.take('reliability.burnInFactor', BURN_IN_FACTOR);
  for (const definition of FAILURE_ASSUMPTIONS) {
    if (definition !== BURN_IN_FACTOR) reader.take(`reliability.causes.${definition.key}`, definition);
  }
  for (const definition of REPAIR_ASSUMPTIONS) reader.take(`reliability.repairs.${definition.key}`, definition);
  const repairSeconds = reader.take('reliability.repairSeconds', recovery.REPAIR_SECONDS);
  const causes = listCauses(listFailureModes(context));
  const interval = reader.take('reliability.checkpointIntervalSeconds', checkpoint.CHECKPOINT_INTERVAL_SECONDS);
  const kind = reader.choose('reliability.checkpointKind', CHECKPOINT_KIND);
  const machines = countHosts(context);
  return {
    causes,
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
    checkpointKind: kind === 'blocking' || kind === 'peer-memory' ? kind : 'asynchronous',
    asynchronousBlockingFraction: reader.take(
      'reliability.asynchronousBlockingFraction',
      checkpoint.ASYNCHRONOUS_BLOCKING_FRACTION,
    ),
    checkpointIntervalSeconds: Number.isNaN(interval) ? null : interval,
    startupSeconds: reader.take('reliability.startupSeconds', recovery.STARTUP_SECONDS),
    plannedStopFraction: reader.take('reliability.plannedStopFraction', recovery.PLANNED_STOP_FRACTION),
    repairSeconds,
    spareConfidence: reader.take('reliability.spareConfidence', recovery.SPARE_CONFIDENCE),
  };
}
