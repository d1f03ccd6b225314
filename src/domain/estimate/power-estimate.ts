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
  /** By component; each list sums to its total above. */
  readonly energyJoulesByComponent: readonly NamedAmount[];
  readonly operationalCarbonKgByComponent: readonly NamedAmount[];
  readonly embodiedCarbonKgByComponent: readonly NamedAmount[];
  /** Operation by the factor of a contract; the location-based figure where there is none. */
  readonly marketCarbonKg: number;
  /** Hours × rated power × the grid's yearly average, as model cards count: no hosts, no network, no cooling. */
  readonly acceleratorOnlyCarbonKg: number;
  /** Carbon of the run's average kilowatt-hour ÷ the grid's yearly average: 1 without a profile over the day. */
  readonly carbonProfileFactor: number;
  /** Clock of the compute units under the power cap ÷ the clock without one. */
  readonly clockShare: number;
  /** Dynamic power of compute under the cap ÷ without one. */
  readonly computePowerShare: number;
}
