import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo } from 'react';
import { compilerQueryOptions } from '../../engine/compiler-query.ts';
import { estimateQueryOptions, modelVersionQueryOptions } from '../../engine/estimate-query.ts';
import { useEngine } from '../results/engine-context.ts';
import { useCatalog } from '../results/estimate-context.ts';
import { useSession, useWhatIf } from '../use-stores.ts';
import { EstimateBeforeContext } from './what-if-context.ts';

/** Keeps the figures of the plan before a trial, and tells what became of a trial that ended by itself. */
export function WhatIfProvider({ children }: { readonly children: ReactNode }) {
  const before = useWhatIf((state) => state.before);
  const notice = useWhatIf((state) => state.notice);
  const addToast = useSession((state) => state.addToast);
  const engine = useEngine();
  const catalog = useCatalog();
  const compile = useQuery(compilerQueryOptions()).data?.compile ?? null;
  const compiled = useMemo(
    () => (before === null || catalog === null || compile === null ? null : compile(before, catalog)),
    [before, catalog, compile],
  );
  const version = useQuery(modelVersionQueryOptions(engine));
  const scenario = compiled?.ok === true ? compiled.scenario : null;
  const estimate = useQuery(estimateQueryOptions(engine, scenario, version.data, 'what-if'));
  useEffect(() => {
    if (notice !== null) addToast({ tone: 'info', message: notice.text });
  }, [notice, addToast]);
  const isThere = scenario !== null && !estimate.isPlaceholderData;
  return <EstimateBeforeContext value={isThere ? (estimate.data ?? null) : null}>{children}</EstimateBeforeContext>;
}
