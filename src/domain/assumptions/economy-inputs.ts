/**
 * What failures, cost and power are computed from, resolved from the drawing, the catalogue and the plan's assumptions.
 * SI units: seconds, bytes, watts, US dollars; rates per hour of one component.
 */
import type { CostInputs } from './cost-inputs.ts';
import type { PowerInputs } from './power-inputs.ts';
import type { ReliabilityInputs } from './reliability-inputs.ts';
import type { SimulationInputs } from './simulation-inputs.ts';

/** Inputs of the laws of failure, cost and power. */
export interface EconomyInputs {
  readonly reliability: ReliabilityInputs;
  readonly cost: CostInputs;
  readonly power: PowerInputs;
  readonly simulation: SimulationInputs;
}
