import type { QueryClient } from '@tanstack/react-query';
import { billOfPlan } from '../domain/cost/bill-of-plan.ts';
import { writeBillCsv } from '../domain/cost/write-bill-csv.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import { catalogQueryOptions } from '../engine/catalog-query.ts';
import { compilerQueryOptions } from '../engine/compiler-query.ts';
import type { EngineClient } from '../engine/engine-client.ts';
import { estimateQueryOptions, modelVersionQueryOptions } from '../engine/estimate-query.ts';

/** The bill of materials as comma-separated values, from figures that the page mostly has already. Rejects where the plan has none. */
export async function writeBill(plan: PlanDocument, queryClient: QueryClient, engine: EngineClient): Promise<Blob> {
  const catalog = await queryClient.ensureQueryData(catalogQueryOptions());
  const { compile } = await queryClient.ensureQueryData(compilerQueryOptions());
  const compiled = compile(plan, catalog);
  if (!compiled.ok) throw new Error('The bill comes with the figures: mend the plan first.');
  const version = await queryClient.ensureQueryData(modelVersionQueryOptions(engine));
  const { cost } = await queryClient.fetchQuery(estimateQueryOptions(engine, compiled.scenario, version, 'picture'));
  const today = new Date().toISOString().slice(0, 10);
  return new Blob([writeBillCsv(billOfPlan(plan, catalog, cost), cost.currency, today)], { type: 'text/csv' });
}
