/** Failures, money and power of one run. SI units; US dollars; kilograms of CO2-equivalent. Lists sum to their totals. */

/** One named share of a total. */
export interface NamedAmount {
  /** Stable key, for example `accelerators` or `work-since-checkpoint`. */
  readonly key: string;
  readonly label: string;
  readonly amount: number;
}

/** What failures and checkpoints take. */
export interface ReliabilityEstimate {
  /** Interruptions of the job per day, by cause; the amounts sum to `interruptionsPerDay`. */
  readonly interruptionsPerDayByCause: readonly NamedAmount[];
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

/** One way to pay for the run. */
export interface CostTotal {
  readonly totalUsd: number;
  readonly components: readonly NamedAmount[];
}

/** Money. */
export interface CostEstimate {
  readonly rented: CostTotal;
  readonly owned: CostTotal;
  /** Which of the two the headline shows. */
  readonly basis: 'rent' | 'own';
  readonly headlineUsd: number;
  readonly usdPerMillionTokens: number;
  /** An accelerator-hour is useful by goodput × model FLOP utilization. */
  readonly usdPerUsefulAcceleratorHour: number;
  /** What failures, checkpoints and start-up take of the headline. */
  readonly lostUsd: number;
  /** Share of the calendar that owned hardware must be in use for, so that it costs what renting does; may exceed 1. */
  readonly breakEvenUtilization: number;
  /** What buying everything drawn takes. */
  readonly capitalUsd: number;
}

/** Power, energy, carbon. */
export interface PowerEstimate {
  readonly averageItWatts: number;
  readonly peakItWatts: number;
  /** With cooling and distribution. */
  readonly averageFacilityWatts: number;
  readonly peakFacilityWatts: number;
  /** Average facility watts by component; they sum to `averageFacilityWatts`. */
  readonly averageWattsByComponent: readonly NamedAmount[];
  readonly energyJoules: number;
  /** Accelerators alone at their rated power, as many publications count. */
  readonly acceleratorOnlyEnergyJoules: number;
  readonly operationalCarbonKg: number;
  readonly embodiedCarbonKg: number;
  readonly waterLitres: number;
}
