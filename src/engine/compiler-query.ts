/** React-query options for what turns plans into scenarios: loaded beside the catalogue, since nothing can be compiled before that is there. */
import { queryOptions } from '@tanstack/react-query';
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import type { CompiledScenario } from '../domain/estimate/compiled-scenario.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import { WORKER_QUERY } from './estimate-query.ts';

/** Compiles a plan; never throws on a valid one. */
export type CompilePlan = (plan: PlanDocument, index: CatalogIndex) => CompiledScenario;

/** The compiler, once for the life of the page. */
export function compilerQueryOptions() {
  return queryOptions({
    ...WORKER_QUERY,
    queryKey: ['compiler'],
    gcTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<{ readonly compile: CompilePlan }> => ({
      compile: (await import('../domain/estimate/compile-scenario.ts')).compileScenario,
    }),
  });
}
