/**
 * What failures, cost and power are computed from, resolved from the drawing, the catalogue and the plan's assumptions.
 * SI units: seconds, bytes, watts, US dollars; rates per hour of one component.
 */

/** Failures and checkpoints. */
export interface ReliabilityInputs {
  /** Components whose loss stops the job: how many, and interruptions per component-hour. */
  readonly causes: readonly {
    readonly key: string;
    readonly label: string;
    readonly components: number;
    readonly interruptionsPerComponentHour: number;
  }[];
  readonly detectSeconds: number;
  /** From detection to hardware that is ready again (a spare, or the repair). */
  readonly replaceSeconds: number;
  readonly restartSeconds: number;
  readonly checkpointBytesPerParameter: number;
  /** What one accelerator can send to a peer's memory, for checkpoints that are kept there; one direction. */
  readonly peerWriteBytesPerSecondPerAccelerator: number;
  /** What all writers reach together at the drawn storage. */
  readonly storageWriteBytesPerSecond: number;
  readonly storageReadBytesPerSecond: number;
  readonly checkpointKind: 'blocking' | 'asynchronous' | 'peer-memory';
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
}

/** Money. */
export interface CostInputs {
  readonly basis: 'rent' | 'own';
  readonly rentUsdPerAcceleratorHour: number;
  /** Accelerators that are paid for and kept ready beyond those of the job. */
  readonly spareAccelerators: number;
  /** Everything bought, by component; sums to the capital. */
  readonly capital: readonly { readonly key: string; readonly label: string; readonly usd: number }[];
  /** Share of the bought hardware that this run occupies, 0–1. */
  readonly capitalShareUsed: number;
  readonly depreciationYears: number;
  readonly interestPerYear: number;
  /** Share of the capital left at the end. */
  readonly residualFraction: number;
  readonly maintenancePerYearFraction: number;
  readonly staffUsdPerYear: number;
  readonly colocationUsdPerKilowattMonth: number;
  readonly electricityUsdPerKilowattHour: number;
  /** Rent of storage; part of renting only, bought storage is among the capital. */
  readonly storageUsdPerMonth: number;
  /** Share of the calendar in which owned hardware is in use. */
  readonly ownedUtilization: number;
}

/** Power, cooling, carbon. */
export interface PowerInputs {
  readonly accelerators: number;
  readonly acceleratorIdleWatts: number;
  readonly acceleratorPeakWatts: number;
  /** Shares of the dynamic power that go with compute, memory and link activity; they sum to 1. */
  readonly computeShare: number;
  readonly memoryShare: number;
  readonly linkShare: number;
  /** Hosts: everything in the nodes but the accelerators, all nodes together. */
  readonly hostIdleWatts: number;
  readonly hostPeakWatts: number;
  readonly switchWatts: number;
  readonly opticsWatts: number;
  readonly storageWatts: number;
  /** Power usage effectiveness. */
  readonly facilityFactor: number;
  readonly gridKgCo2PerKilowattHour: number;
  /** Water that cooling takes, litres per kilowatt-hour of IT energy. */
  readonly waterLitresPerKilowattHour: number;
  /** Of everything drawn, cradle to gate. */
  readonly embodiedKgCo2: number;
  /** Over which embodied carbon is spread. */
  readonly lifetimeYears: number;
}

/** Inputs of the laws of failure, cost and power. */
export interface EconomyInputs {
  readonly reliability: ReliabilityInputs;
  readonly cost: CostInputs;
  readonly power: PowerInputs;
}
