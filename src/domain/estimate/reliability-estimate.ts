import type { NamedAmount } from './named-amount.ts';

/** What failures and checkpoints take. */
export interface ReliabilityEstimate {
  /** Interruptions of the job per day, by cause; the amounts sum to `interruptionsPerDay`. */
  readonly interruptionsPerDayByCause: readonly NamedAmount[];
  /** The same by whose failure it is; they sum to `interruptionsPerDay` too. */
  readonly interruptionsPerDayByOrigin: readonly NamedAmount[];
  readonly interruptionsPerDay: number;
  readonly meanSecondsBetweenInterruptions: number;
  readonly checkpointBytes: number;
  readonly checkpointWriteSeconds: number;
  /** Time that a checkpoint stops the training for. */
  readonly checkpointBlockingSeconds: number;
  readonly bestCheckpointIntervalSeconds: number;
  /** The interval in force: chosen, or the best one. */
  readonly checkpointIntervalSeconds: number;
  /** Useful time ÷ wall time. */
  readonly goodput: number;
  /** Shares of wall time that are lost, by reason; with `goodput` they sum to 1. */
  readonly lostShares: readonly NamedAmount[];
  readonly interruptionsInRun: number;
  /** Best interval by Young's and by Daly's higher-order formula, to compare with the exact one. */
  readonly youngIntervalSeconds: number;
  readonly dalyIntervalSeconds: number;
  /** From the failure until training goes on: detection, replacement, restart and reading the checkpoint. */
  readonly recoverySeconds: number;
  /** Machines to keep ready so that they suffice with the wanted confidence. */
  readonly sparesNeeded: number;
}
