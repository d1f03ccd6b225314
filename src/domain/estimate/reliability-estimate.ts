import type { NamedAmount } from './named-amount.ts';

/** The goodput that another interval between checkpoints would give, everything else as it is. */
export interface GoodputAtInterval {
  readonly intervalSeconds: number;
  readonly goodput: number;
}

/** The second level of checkpoints. */
export interface StorageLevel {
  /** Copies to peers for each stored one, in force, and the number that is best. */
  readonly every: number;
  readonly bestEvery: number;
  /** Work between two stored checkpoints: `every` intervals. */
  readonly intervalSeconds: number;
  /** The same by Young's formula; infinite when the copies survive everything. */
  readonly youngIntervalSeconds: number;
  readonly writeSeconds: number;
  /** For how much longer than the copy to peers alone it stops the training. */
  readonly blockingSeconds: number;
  readonly readSeconds: number;
}

/** Machines under repair, and the spares that stand for them. */
export interface SparesEstimate {
  /** Whole machines that stand by. */
  readonly machines: number;
  /** Machines under repair on average. */
  readonly meanInRepair: number;
  /** Chance that an interruption which takes machines finds too few spares, if the job has only its own. */
  readonly chanceShort: number;
  /** How long the job then waits for a repair, if it waits. */
  readonly waitSeconds: number;
  /** Share of the replica groups that is missing for want of spares, if the job shrinks instead. */
  readonly shrunkShare: number;
}

/** What failures and checkpoints take. */
export interface ReliabilityEstimate {
  /** Interruptions of the job per day, by cause; the amounts sum to `interruptionsPerDay`. */
  readonly interruptionsPerDayByCause: readonly NamedAmount[];
  /** The same by whose failure it is; they sum to `interruptionsPerDay` too. */
  readonly interruptionsPerDayByOrigin: readonly NamedAmount[];
  readonly interruptionsPerDay: number;
  readonly meanSecondsBetweenInterruptions: number;
  /** Between interruptions that everything restarts from; others only take replica groups out. */
  readonly meanSecondsBetweenRestarts: number;
  readonly checkpointBytes: number;
  /** Writing one checkpoint: to storage, or to the memory of peers where that is where it goes. */
  readonly checkpointWriteSeconds: number;
  /** Time that a checkpoint stops the training for. */
  readonly checkpointBlockingSeconds: number;
  /** Reading one back from where most interruptions need it. */
  readonly checkpointReadSeconds: number;
  readonly bestCheckpointIntervalSeconds: number;
  /** The best interval without its bounds. */
  readonly exactIntervalSeconds: number;
  /** The interval in force: chosen, or the best one. */
  readonly checkpointIntervalSeconds: number;
  /** Null with one level. */
  readonly storageLevel: StorageLevel | null;
  /** Share of the interruptions after which a copy of everything is left in some machine's memory. */
  readonly peerSurvival: number;
  /** Useful time ÷ wall time. */
  readonly goodput: number;
  /** Goodput of checkpoints and restarts alone: no planned stops, no start-up, no waiting, full speed. Exact, and in first order. */
  readonly restartGoodput: number;
  /** As additive losses, arXiv 2410.21680; below zero where it does not hold. */
  readonly firstOrderGoodput: number;
  readonly goodputByInterval: readonly GoodputAtInterval[];
  /** Shares of wall time that are lost, by reason; with `goodput` they sum to 1. */
  readonly lostShares: readonly NamedAmount[];
  readonly interruptionsInRun: number;
  /** Best interval by Young's and by Daly's higher-order formula, to compare with the exact one; of two levels, that of copies to peers. */
  readonly youngIntervalSeconds: number;
  readonly dalyIntervalSeconds: number;
  /** From the failure until training goes on: detection, replacement, restart and reading the checkpoint; the mean of two levels. */
  readonly recoverySeconds: number;
  /** Machines to keep ready so that they suffice with the wanted confidence. */
  readonly sparesNeeded: number;
  readonly spares: SparesEstimate;
  /** How long a lost replica group is out; only fault-tolerant replicas train on meanwhile. */
  readonly groupOutageSeconds: number;
  /** Accelerator-hours of the job and its spares. */
  readonly allocatedAcceleratorHours: number;
  /** What they are for: useful, each kind of loss, spares under repair and spares that stand by; the amounts sum to the allocated hours. */
  readonly acceleratorHoursByUse: readonly NamedAmount[];
}
