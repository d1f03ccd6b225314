/** Money as it is printed: with the age of each price, and what is bought line by line. */
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import type { BillLine } from '../domain/cost/bill-line.ts';
import { billOfPlan } from '../domain/cost/bill-of-plan.ts';
import { type DatedPrice, listPrices } from '../domain/cost/list-prices.ts';
import { describePriceAge } from '../domain/cost/price-age.ts';
import type { InputSources } from '../domain/estimate/compiled-scenario.ts';
import type { CostEstimate } from '../domain/estimate/cost-estimate.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';

/** Money, with the prices that it rests on. */
export interface CostOutput extends CostEstimate {
  readonly prices: readonly DatedPrice[];
}

/** One line of the bill with the age of its price. */
export interface DatedBillLine extends BillLine {
  /** `price of Aug 2024, 27 months old`; empty where there is no date. */
  readonly age: string;
}

/** @param today the day that ages are counted to, `2026-11-21` */
export function describeCost(
  plan: PlanDocument,
  catalog: CatalogIndex,
  cost: CostEstimate,
  sources: InputSources,
  today: string,
): { readonly cost: CostOutput; readonly bill: readonly DatedBillLine[] } {
  return {
    cost: { ...cost, prices: listPrices(sources, today) },
    bill: billOfPlan(plan, catalog, cost).map((line) => ({
      ...line,
      age: line.asOf === null ? '' : (describePriceAge(line.asOf, today)?.words ?? ''),
    })),
  };
}
