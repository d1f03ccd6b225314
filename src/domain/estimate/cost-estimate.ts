import type { Currency } from '../units/currency.ts';
import type { NamedAmount } from './named-amount.ts';

/** One way to pay for the run. */
export interface CostTotal {
  readonly totalUsd: number;
  readonly components: readonly NamedAmount[];
  readonly usdPerMillionTokens: number;
  /** Accelerator-hours of the job; what its spares and idle hours cost is in. */
  readonly usdPerAcceleratorHour: number;
  /** An accelerator-hour is useful by goodput × model FLOP utilization. */
  readonly usdPerUsefulAcceleratorHour: number;
}

/** The headline figures in the plan's currency. */
interface ShownCost {
  readonly headline: number;
  readonly rentedTotal: number;
  readonly ownedTotal: number;
  readonly perMillionTokens: number;
  readonly perAcceleratorHour: number;
  readonly perUsefulAcceleratorHour: number;
  readonly lost: number;
  readonly capital: number;
}

/** Where owning costs what renting does. */
interface BreakEven {
  /** Share of the calendar that owned hardware must be in use for; may exceed 1. */
  readonly utilization: number;
  /** The same in hours of a year. */
  readonly hoursPerYear: number;
  /** Years at the plan's share of use until what was bought has paid for itself, interest included. */
  readonly paybackYears: number;
  /** Hours in use of each accelerator by then. */
  readonly paybackHours: number;
  /** What an hour in use of the whole job costs to rent, spares and idle hours included. */
  readonly rentUsdPerHourInUse: number;
  /** What owning costs by year, used or not. */
  readonly ownedFixedUsdPerYear: number;
  /** Electricity of an hour in use of the whole job. */
  readonly electricityUsdPerHour: number;
}

/** Money; US dollars, except in `inCurrency`. */
export interface CostEstimate {
  readonly rented: CostTotal;
  readonly owned: CostTotal;
  /** Which of the two the headline shows. */
  readonly basis: 'rent' | 'own';
  readonly headlineUsd: number;
  readonly usdPerMillionTokens: number;
  readonly usdPerAcceleratorHour: number;
  /** An accelerator-hour is useful by goodput × model FLOP utilization. */
  readonly usdPerUsefulAcceleratorHour: number;
  /** What failures, checkpoints and start-up take of the headline. */
  readonly lostUsd: number;
  /** Share of the calendar that owned hardware must be in use for, so that it costs what renting does; may exceed 1. */
  readonly breakEvenUtilization: number;
  readonly breakEven: BreakEven;
  /** What buying everything drawn takes, the building included where one is built. */
  readonly capitalUsd: number;
  readonly capitalUsdPerAccelerator: number;
  /** Of which the building. */
  readonly facilityUsd: number;
  /** The job's share of the capital. */
  readonly capitalUsedUsd: number;
  /** Of the job's share, by year: straight line, and the equal yearly payment that covers interest too. */
  readonly depreciationUsdPerYear: number;
  readonly capitalRecoveryUsdPerYear: number;
  readonly colocationUsdPerMonth: number;
  readonly colocationUsdPerMonthPerMachine: number;
  /** Of a year at the average power of the run. */
  readonly electricityUsdPerYear: number;
  /** Price of an accelerator-hour without commitment, and the share that the plan's price is below it. */
  readonly onDemandUsdPerAcceleratorHour: number;
  readonly discountAgainstOnDemand: number;
  /** What is owed over the whole commitment, whether it is used or not; 0 without one. */
  readonly commitmentUsd: number;
  readonly acceleratorHoursPerTrillionTokens: number;
  readonly currency: Currency;
  readonly inCurrency: ShownCost;
}
