/** One kind of thing that fails. */
export interface FailureCauseInputs {
  readonly key: string;
  readonly label: string;
  /** Whose failure it is: the drawn hardware's and what feeds it, the software's, or the provider's who takes capacity back. */
  readonly origin: 'infrastructure' | 'software' | 'provider';
  readonly components: number;
  /** Events per component-hour. */
  readonly interruptionsPerComponentHour: number;
  /** What one event does to the job: it stops and restarts, or it goes on more slowly until the part is back. */
  readonly effect: 'stops' | 'slows';
  /** Machines that one event takes out until they are repaired; 0 = the job restarts on the same machines. */
  readonly machinesLost: number;
  /** Until what failed is back, seconds. */
  readonly repairSeconds: number;
  /** Share of its speed that the job keeps while the part is out, 0–1; 1 where `effect` is `stops`. */
  readonly speedFraction: number;
  /** Shape of the Weibull distribution of the time between events; 1 = exponential, below 1 = failures come in bursts. */
  readonly weibullShape: number;
}

/**
 * Training waits for the storage; a copy is stored in the background; copies stay in the memory of peers; or these, and every so many
 * times one is stored in the background too.
 */
export type CheckpointKind = 'blocking' | 'asynchronous' | 'peer-memory' | 'two-level';

/** What a job does when it loses machines; see `faultTolerance`. */
export type FaultTolerance = 'restart' | 'elastic' | 'replicas';

/** Failures and checkpoints. */
export interface ReliabilityInputs {
  /** What can fail, by kind. */
  readonly causes: readonly FailureCauseInputs[];
  /** Machines (hosts) of the job. */
  readonly machines: number;
  /** Machines that are kept ready beyond those of the job. */
  readonly spareMachines: number;
  readonly detectSeconds: number;
  /** From detection to hardware that is ready again (a spare, or the repair). */
  readonly replaceSeconds: number;
  readonly restartSeconds: number;
  readonly checkpointBytesPerParameter: number;
  /** What one accelerator can send to a peer's memory, for checkpoints that are kept there; one direction. */
  readonly peerWriteBytesPerSecondPerAccelerator: number;
  /** What all writers reach together at the drawn storage. */
  readonly storageWriteBytesPerSecond: number;
  /** What all readers reach together, for each byte of a checkpoint: less where replicas read the same bytes again. */
  readonly storageReadBytesPerSecond: number;
  readonly checkpointKind: CheckpointKind;
  /** Share of an asynchronous write that still stops the training. */
  readonly asynchronousBlockingFraction: number;
  /** Chosen interval; null = the best one, 0 = after every step. */
  readonly checkpointIntervalSeconds: number | null;
  readonly startupSeconds: number;
  /** Planned stops (maintenance, evaluation) as a share of wall time. */
  readonly plannedStopFraction: number;
  /** Until a failed machine is back in the pool: sizes the spares. */
  readonly repairSeconds: number;
  /** Chance with which the spares must suffice at any moment, 0–1. */
  readonly spareConfidence: number;
  /** Machines that hold each part of a checkpoint in memory, its own among them. */
  readonly peerCopies: number;
  /** Of two levels: every so many copies to peers go to storage too; null = the best number. */
  readonly storageEvery: number | null;
  /**
   * `restart`: everything stops, and goes on from the last checkpoint with spares or repaired machines. `elastic`: the same, but without a
   * spare it goes on with fewer replica groups. `replicas`: when a group is lost, the others train on while it recovers.
   */
  readonly faultTolerance: FaultTolerance;
  /** Whether a machine is always ready (a pool shared with others), or the job has its own spares only, which can run out. */
  readonly sparePool: 'always-ready' | 'own';
  /** Groups that hold the whole model, so that the others can go on without one. */
  readonly replicaGroups: number;
  /** For how long all groups stall when one is lost. */
  readonly replicaStallSeconds: number;
}
