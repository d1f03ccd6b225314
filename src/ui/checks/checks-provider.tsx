import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useMemo } from 'react';
import { useEstimate } from '../results/estimate-context.ts';
import { useDocument } from '../use-stores.ts';
import { ChecksContext } from './checks-context.ts';

/** Checks the drawing with every edit; what checks is loaded after the first figures, so that it delays nothing. */
export function ChecksProvider({ children }: { readonly children: ReactNode }) {
  const plan = useDeferredValue(useDocument((state) => state.plan));
  const { catalog, compiled, estimate, estimateOf } = useEstimate();
  const runner = useQuery({
    queryKey: ['checks'],
    queryFn: () => import('../../domain/topology/checks/run-checks.ts'),
    enabled: estimate !== null || compiled?.ok === false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    networkMode: 'always',
  }).data;
  const findings = useMemo(() => {
    if (runner === undefined || catalog === null || compiled === null) return null;
    const figures = estimate === null || estimateOf === null || !compiled.ok ? null : { estimate, of: estimateOf };
    return runner.runChecks({ plan, catalog, compiled, figures });
  }, [runner, plan, catalog, compiled, estimate, estimateOf]);
  return <ChecksContext value={findings}>{children}</ChecksContext>;
}
