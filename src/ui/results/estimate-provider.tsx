import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { CompiledScenario } from '../../domain/estimate/compiled-scenario.ts';
import type { Estimate } from '../../domain/estimate/estimate.ts';
import { catalogQueryOptions } from '../../engine/catalog-query.ts';
import { compilerQueryOptions } from '../../engine/compiler-query.ts';
import type { EngineClient } from '../../engine/engine-client.ts';
import {
  EngineFailure,
  estimateQueryOptions,
  modelVersionQueryOptions,
  nearestValidQueryOptions,
} from '../../engine/estimate-query.ts';
import { useDocument } from '../use-stores.ts';
import { EngineContext } from './engine-context.ts';
import { CatalogContext, CompiledContext, EstimateContext, type EstimateView } from './estimate-context.ts';

/** From here on a wait shows a sign of progress. */
const SLOW_MILLISECONDS = 200;

type ValidScenario = Extract<CompiledScenario, { readonly ok: true }>;

/** Keeps the open plan's figures: compiles each state of the plan, asks the engine, and hands out the newest answer. */
export function EstimateProvider({
  engine,
  children,
}: {
  readonly engine: EngineClient;
  readonly children: ReactNode;
}) {
  const plan = useDocument((state) => state.plan);
  const planId = useDocument((state) => state.planId);
  // Typing and dragging come first: while edits pour in, older states of the plan are skipped.
  const settledPlan = useDeferredValue(plan);
  const catalogQuery = useQuery(catalogQueryOptions());
  const catalog = catalogQuery.data ?? null;
  const compilerQuery = useQuery(compilerQueryOptions());
  const compile = compilerQuery.data?.compile ?? null;
  const compiled = useMemo(
    () => (catalog === null || compile === null ? null : compile(settledPlan, catalog)),
    [catalog, compile, settledPlan],
  );
  const versionQuery = useQuery(modelVersionQueryOptions(engine));
  const scenario = compiled?.ok === true ? compiled.scenario : null;
  const estimateQuery = useQuery(estimateQueryOptions(engine, scenario, versionQuery.data));
  const isFresh = scenario !== null && estimateQuery.data !== undefined && !estimateQuery.isPlaceholderData;
  const shown = useLastAnswer(isFresh ? estimateQuery.data : undefined, compiled, planId);
  const isStale = shown !== null && (!isFresh || settledPlan !== plan);
  const needsMending = compiled?.ok === false || (isFresh && estimateQuery.data?.memory.fits === false);
  const nearestQuery = useQuery(
    nearestValidQueryOptions(engine, needsMending ? (compiled?.scenario ?? null) : null, versionQuery.data),
  );
  const isWaiting = scenario !== null && !isFresh && estimateQuery.error === null;
  const view: EstimateView = {
    catalog,
    catalogProblem: catalogQuery.error?.message ?? compilerQuery.error?.message ?? null,
    compiled,
    estimate: shown?.estimate ?? null,
    estimateOf: shown?.of ?? null,
    isStale,
    isSlow: useIsSlow(isWaiting || catalogQuery.isPending || compilerQuery.isPending),
    engineProblem: describeFailure(estimateQuery.error ?? versionQuery.error),
    retry: () => {
      void catalogQuery.refetch();
      if (compilerQuery.isError) void compilerQuery.refetch();
      void versionQuery.refetch();
      void estimateQuery.refetch();
    },
    nearest: needsMending ? (nearestQuery.data?.strategy ?? null) : null,
    isFindingNearest: needsMending && nearestQuery.isFetching,
  };
  return (
    <CatalogContext value={catalog}>
      <CompiledContext value={compiled}>
        <EngineContext value={engine}>
          <EstimateContext value={view}>{children}</EstimateContext>
        </EngineContext>
      </CompiledContext>
    </CatalogContext>
  );
}

/** The newest answer with the scenario it belongs to; forgotten when another plan is opened. */
function useLastAnswer(
  estimate: Estimate | undefined,
  compiled: CompiledScenario | null,
  planId: string,
): { readonly estimate: Estimate; readonly of: ValidScenario } | null {
  const last = useRef<{ readonly estimate: Estimate; readonly of: ValidScenario; readonly planId: string } | null>(
    null,
  );
  if (estimate !== undefined && compiled?.ok === true) {
    if (last.current?.estimate !== estimate || last.current.of !== compiled) {
      last.current = { estimate, of: compiled, planId };
    }
  }
  return last.current?.planId === planId ? last.current : null;
}

/** Whether something has been awaited for longer than a reader likes. */
function useIsSlow(isWaiting: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    if (!isWaiting) {
      setIsSlow(false);
      return;
    }
    const timer = setTimeout(() => setIsSlow(true), SLOW_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isSlow;
}

function describeFailure(error: Error | null): string | null {
  if (error === null) return null;
  if (!(error instanceof EngineFailure)) return error.message;
  const { code, params } = error.error;
  const detail = typeof params.message === 'string' ? ` (${params.message})` : '';
  switch (code) {
    // The next state of the plan has taken its place.
    case 'cancelled':
      return null;
    case 'invalid-scenario':
      return `The model does not take this plan${detail}.`;
    case 'worker-lost':
      return `The model stopped working${detail}. Trying again starts it anew.`;
    case 'load-failed':
      return `The model could not be loaded${detail}. Check the connection and try again.`;
    default:
      return `The model failed${detail}.`;
  }
}
