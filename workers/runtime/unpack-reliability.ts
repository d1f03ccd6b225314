import type { ReliabilityInputs } from '../../src/domain/assumptions/reliability-inputs.ts';
import type { ReliabilityEstimate, StorageLevel } from '../../src/domain/estimate/reliability-estimate.ts';
import * as abi from '../model/reliability/reliability-abi.ts';
import type { EconomyBlock } from './economy-block.ts';

const LOST = [
  ['detection', 'Noticing the failure'],
  ['replacement', 'Replacing what failed'],
  ['restart', 'Restarting'],
  ['checkpoint-reading', 'Reading the checkpoint'],
  ['work-since-checkpoint', 'Work done twice'],
  ['checkpoint-writing', 'Writing checkpoints'],
  ['planned-stops', 'Planned stops'],
  ['startup', 'Start-up'],
  ['waiting-for-repair', 'Waiting for a repair'],
  ['running-degraded', 'Running degraded'],
  ['fewer-replicas', 'Fewer replicas for want of spares'],
  ['replica-stalls', 'Stalls when a replica is lost'],
  ['replicas-recovering', 'Replicas that recover'],
] as const;

const USES = [
  ['useful', 'Useful training'],
  ...LOST,
  ['spares-in-repair', 'Spares under repair'],
  ['spares-idle', 'Spares standing by'],
] as const;

const ORIGINS = [
  ['infrastructure', 'Infrastructure'],
  ['software', 'Software'],
  ['provider', 'Capacity taken back'],
] as const satisfies readonly (readonly [ReliabilityInputs['causes'][number]['origin'], string])[];

/** Failures and checkpoints, as records; `inputs` names the causes. */
export function unpackReliability(inputs: ReliabilityInputs, block: EconomyBlock): ReliabilityEstimate {
  const byCause = block.list(
    inputs.causes.map((cause) => [cause.key, cause.label] as const),
    abi.OUT_CAUSES,
  );
  const perDay = (origin: string): number =>
    byCause.reduce((sum, { amount }, index) => sum + (inputs.causes[index]?.origin === origin ? amount : 0), 0);
  const interval = block.get(abi.OUT_INTERVAL);
  return {
    interruptionsPerDayByCause: byCause,
    interruptionsPerDayByOrigin: ORIGINS.map(([key, label]) => ({ key, label, amount: perDay(key) })),
    interruptionsPerDay: block.get(abi.OUT_INTERRUPTIONS_PER_DAY),
    meanSecondsBetweenInterruptions: block.endless(abi.OUT_MEAN_SECONDS_BETWEEN),
    meanSecondsBetweenRestarts: block.endless(abi.OUT_MEAN_SECONDS_BETWEEN_RESTARTS),
    checkpointBytes: block.get(abi.OUT_CHECKPOINT_BYTES),
    checkpointWriteSeconds: block.get(abi.OUT_CHECKPOINT_WRITE_SECONDS),
    checkpointBlockingSeconds: block.get(abi.OUT_CHECKPOINT_BLOCKING_SECONDS),
    checkpointReadSeconds: block.get(abi.OUT_READ_SECONDS),
    bestCheckpointIntervalSeconds: block.get(abi.OUT_BEST_INTERVAL),
    exactIntervalSeconds: block.endless(abi.OUT_EXACT_INTERVAL),
    checkpointIntervalSeconds: interval,
    storageLevel: inputs.checkpointKind === 'two-level' ? unpackStorageLevel(block, interval) : null,
    peerSurvival: block.get(abi.OUT_PEER_SURVIVAL),
    restartGoodput: block.get(abi.OUT_RESTART_GOODPUT),
    firstOrderGoodput: block.get(abi.OUT_FIRST_ORDER_GOODPUT),
    goodputByInterval: Array.from({ length: abi.CURVE_POINTS }, (_, point) => ({
      intervalSeconds: block.get(abi.OUT_CURVE + 2 * point),
      goodput: block.get(abi.OUT_CURVE + 2 * point + 1),
    })),
    goodput: block.get(abi.OUT_GOODPUT),
    lostShares: block.list(LOST, abi.OUT_LOST),
    interruptionsInRun: block.get(abi.OUT_INTERRUPTIONS_IN_RUN),
    youngIntervalSeconds: block.endless(abi.OUT_YOUNG_INTERVAL),
    dalyIntervalSeconds: block.endless(abi.OUT_DALY_INTERVAL),
    recoverySeconds: block.get(abi.OUT_RECOVERY_SECONDS),
    sparesNeeded: block.get(abi.OUT_SPARES_NEEDED),
    spares: {
      machines: Math.floor(inputs.spareMachines + 1e-9),
      meanInRepair: block.get(abi.OUT_MEAN_IN_REPAIR),
      chanceShort: block.get(abi.OUT_CHANCE_SHORT),
      waitSeconds: block.get(abi.OUT_WAIT_SECONDS),
      shrunkShare: block.get(abi.OUT_SHRUNK_SHARE),
    },
    groupOutageSeconds: block.get(abi.OUT_GROUP_OUTAGE_SECONDS),
    allocatedAcceleratorHours: block.get(abi.OUT_ALLOCATED_HOURS),
    acceleratorHoursByUse: block.list(USES, abi.OUT_HOURS),
  };
}

function unpackStorageLevel(block: EconomyBlock, intervalSeconds: number): StorageLevel {
  const every = block.get(abi.OUT_STORAGE_EVERY);
  return {
    every,
    bestEvery: block.get(abi.OUT_BEST_STORAGE_EVERY),
    intervalSeconds: every * intervalSeconds,
    youngIntervalSeconds: block.endless(abi.OUT_YOUNG_STORAGE_INTERVAL),
    writeSeconds: block.get(abi.OUT_STORAGE_WRITE_SECONDS),
    blockingSeconds: block.get(abi.OUT_STORAGE_BLOCKING_SECONDS),
    readSeconds: block.get(abi.OUT_STORAGE_READ_SECONDS),
  };
}
