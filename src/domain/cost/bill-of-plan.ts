import { createAssumptionContext } from '../assumptions/assumption-context.ts';
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { CostEstimate } from '../estimate/cost-estimate.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import { countBillOfMaterials } from '../topology/bill-of-materials.ts';
import type { BillLine } from './bill-line.ts';
import { listBill } from './list-bill.ts';

/** Everything that a plan buys, line by line; `cost` is the plan's estimate. */
export function billOfPlan(
  plan: PlanDocument,
  catalog: CatalogIndex,
  cost: Pick<CostEstimate, 'facilityUsd'>,
): readonly BillLine[] {
  return listBill(createAssumptionContext(plan, catalog, countBillOfMaterials(plan.drawing, catalog)), cost);
}
