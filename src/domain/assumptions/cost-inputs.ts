import type { Currency } from '../units/currency.ts';

/** Money, in US dollars. */
export interface CostInputs {
  readonly basis: 'rent' | 'own';
  readonly rentUsdPerAcceleratorHour: number;
  /** What the same would cost without commitment. */
  readonly onDemandUsdPerAcceleratorHour: number;
  /** Share of the paid hours of rented capacity that is in use; 1 where only hours in use are paid. */
  readonly committedUtilization: number;
  /** How long the renter is bound; 0 = not at all. */
  readonly commitmentYears: number;
  /** Accelerators that are paid for and kept ready beyond those of the job. */
  readonly spareAccelerators: number;
  /** Equipment that is bought, by component; with the building it sums to the capital. */
  readonly capital: readonly { readonly key: string; readonly label: string; readonly usd: number }[];
  /** Share of the bought hardware that this run occupies, 0–1. */
  readonly capitalShareUsed: number;
  readonly depreciationYears: number;
  readonly interestPerYear: number;
  /** Share of the capital left at the end. */
  readonly residualFraction: number;
  readonly maintenancePerYearFraction: number;
  /** The building with power and cooling: a sum, and what each watt of IT equipment at its peak adds. */
  readonly facilityUsd: number;
  readonly facilityUsdPerWatt: number;
  readonly facilityYears: number;
  readonly staffUsdPerYear: number;
  readonly colocationUsdPerKilowattMonth: number;
  /** IT watts of one machine that colocation is paid for; null = the peak of the plan. */
  readonly contractedWattsPerMachine: number | null;
  /** Machines of the job. */
  readonly machines: number;
  readonly electricityUsdPerKilowattHour: number;
  /** For the greatest facility draw, apart from the energy. */
  readonly demandChargeUsdPerKilowattMonth: number;
  /** Rent of storage; part of renting only, bought storage is among the capital. */
  readonly storageUsdPerMonth: number;
  /** Share of the calendar in which owned hardware is in use. */
  readonly ownedUtilization: number;
  /** How traffic between sites is paid for: not at all, by the byte, or lines by the month. */
  readonly interSitePath: 'not-charged' | 'provider' | 'leased-lines';
  readonly interSiteBytesPerStep: number;
  readonly interSiteUsdPerByte: number;
  readonly leasedLinesUsdPerMonth: number;
  /** What leaves the place once, and its price. */
  readonly egressBytes: number;
  readonly egressUsdPerByte: number;
  /** What money is shown in. */
  readonly currency: Currency;
}
