import type { ReliabilityInputs } from '../../src/domain/assumptions/reliability-inputs.ts';
import type { ReliabilityEstimate } from '../../src/domain/estimate/reliability-estimate.ts';
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
] as const;

const ORIGINS = [
  ['infrastructure', 'Infrastructure'],
  ['software', 'Software'],
  ['provider', 'Capacity taken back'],
] as const satisfies readonly (readonly [ReliabilityInputs['causes'][number]['origin'], string])[];

/** Failures and checkpoints, as records; `inputs` names the causes. */
export function unpackReliability(inputs: ReliabilityInputs, block: EconomyBlock): ReliabilityEstimate {
  return {
    interruptionsPerDayByCause: block.list(
      inputs.causes.map((cause) => [cause.key, cause.label] as const),
      abi.OUT_CAUSES,
    ),
    interruptionsPerDayByOrigin: ORIGINS.map(([key, label]) => ({
      key,
      label,
      amount: inputs.causes.reduce(
        (sum, { origin }, at) => (origin === key ? sum + block.get(abi.OUT_CAUSES + at) : sum),
        0,
      ),
    })),
    interruptionsPerDay: block.get(abi.OUT_INTERRUPTIONS_PER_DAY),
    meanSecondsBetweenInterruptions: block.endless(abi.OUT_MEAN_SECONDS_BETWEEN),
    checkpointBytes: block.get(abi.OUT_CHECKPOINT_BYTES),
    checkpointWriteSeconds: block.get(abi.OUT_CHECKPOINT_WRITE_SECONDS),
    checkpointBlockingSeconds: block.get(abi.OUT_CHECKPOINT_BLOCKING_SECONDS),
    bestCheckpointIntervalSeconds: block.get(abi.OUT_BEST_INTERVAL),
    checkpointIntervalSeconds: block.get(abi.OUT_INTERVAL),
    goodput: block.get(abi.OUT_GOODPUT),
    lostShares: block.list(LOST, abi.OUT_LOST),
    interruptionsInRun: block.get(abi.OUT_INTERRUPTIONS_IN_RUN),
    youngIntervalSeconds: block.endless(abi.OUT_YOUNG_INTERVAL),
    dalyIntervalSeconds: block.endless(abi.OUT_DALY_INTERVAL),
    recoverySeconds: block.get(abi.OUT_RECOVERY_SECONDS),
    sparesNeeded: block.get(abi.OUT_SPARES_NEEDED),
  };
}
