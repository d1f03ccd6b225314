import { createAssumptionContext } from '../assumptions/assumption-context.ts';
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { Estimate } from '../estimate/estimate.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import { countBillOfMaterials } from '../topology/bill-of-materials.ts';
import { buildSchedule } from './build-schedule.ts';
import { checkBudgets } from './check-budgets.ts';
import type { BudgetCheck, RunSchedule } from './schedule-types.ts';

/** A plan's run on the calendar, with the limits that the plan sets. `estimate` is the plan's, on so many accelerators. */
export function scheduleRun(
  plan: PlanDocument,
  catalog: CatalogIndex,
  estimate: Estimate,
  accelerators: number,
): { readonly schedule: RunSchedule; readonly budgets: readonly BudgetCheck[] } {
  const bill = countBillOfMaterials(plan.drawing, catalog);
  const context = createAssumptionContext(plan, catalog, bill, accelerators);
  const schedule = buildSchedule(context, estimate);
  return { schedule, budgets: checkBudgets(context, estimate, schedule) };
}
