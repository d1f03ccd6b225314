import type { NamedAmount } from './named-amount.ts';

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
