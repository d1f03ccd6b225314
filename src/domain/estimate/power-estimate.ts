import type { NamedAmount } from './named-amount.ts';

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
