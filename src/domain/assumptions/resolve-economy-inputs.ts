import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { InputSources } from '../estimate/compiled-scenario.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import type { StorageInputs } from '../storage/storage-inputs.ts';
import type { BillOfMaterials } from '../topology/bill-of-materials.ts';
import { createAssumptionContext } from './assumption-context.ts';
import { AssumptionReader } from './assumption-reader.ts';
import type { EconomyInputs } from './economy-inputs.ts';
import { resolveCostInputs } from './resolve-cost-inputs.ts';
import { resolvePowerInputs } from './resolve-power-inputs.ts';
import { resolveReliabilityInputs } from './resolve-reliability-inputs.ts';
import { resolveSimulationInputs } from './resolve-simulation-inputs.ts';
import { resolveStorageInputs } from './resolve-storage-inputs.ts';

/** The economy's part of a scenario, and where every number of it is from. */
export interface ResolvedEconomy {
  readonly inputs: EconomyInputs;
  /** By path in the scenario, for example `economy.power.facilityFactor`. */
  readonly sources: InputSources;
  readonly storage: StorageInputs;
}

/**
 * Turns the drawing, the catalogue and the plan's assumptions into the numbers of failures, cost and power.
 * @param acceleratorsUsed accelerators of the job; by default what the strategy says, or all that are drawn
 */
export function resolveEconomyInputs(
  plan: PlanDocument,
  catalog: CatalogIndex,
  bill: BillOfMaterials,
  acceleratorsUsed?: number,
): ResolvedEconomy {
  const reader = new AssumptionReader(createAssumptionContext(plan, catalog, bill, acceleratorsUsed));
  const storage = resolveStorageInputs(reader);
  const inputs: EconomyInputs = {
    reliability: resolveReliabilityInputs(reader, storage),
    cost: resolveCostInputs(reader),
    power: resolvePowerInputs(reader),
    simulation: resolveSimulationInputs(reader),
  };
  return { inputs, sources: reader.sources, storage };
}
