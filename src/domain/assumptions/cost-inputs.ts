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
