import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import type { BillOfMaterials } from '../topology/bill-of-materials.ts';
import type { AssumptionContext } from './assumption-types.ts';

/** Gathers what defaults are derived from. `acceleratorsUsed` defaults to what the strategy says, or all that are drawn. */
export function createAssumptionContext(
  plan: PlanDocument,
  catalog: CatalogIndex,
  bill: BillOfMaterials,
  acceleratorsUsed: number = plan.strategy.acceleratorsUsed ?? bill.acceleratorCount,
): AssumptionContext {
  const most = [...bill.accelerators].sort((a, b) => b.count - a.count)[0];
  const drawn = Math.max(bill.acceleratorCount, 1);
  return {
    plan,
    catalog,
    bill,
    acceleratorsUsed,
    accelerator: most === undefined ? null : (catalog.accelerators.get(most.catalogId) ?? null),
    usedShare: Math.min(acceleratorsUsed / drawn, 1),
  };
}
