import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { Sensitivity } from '../../domain/sensitivity/sensitivity.ts';
import { modelVersionQueryOptions } from '../../engine/estimate-query.ts';
import { sensitivityQueryOptions } from '../../engine/sensitivity-query.ts';
import { useEngine } from '../results/engine-context.ts';
import { useEstimate } from '../results/estimate-context.ts';
import { useDocument } from '../use-stores.ts';

/** The sensitivities of the open plan while they are wanted; the last ones stay, marked as old, while new ones come. */
export function useSensitivity(isWanted: boolean): {
  readonly found: Sensitivity | null;
  readonly isStale: boolean;
  readonly problem: string | null;
} {
  const engine = useEngine();
  const plan = useDeferredValue(useDocument((state) => state.plan));
  const { catalog, compiled, estimate, isStale } = useEstimate();
  const version = useQuery(modelVersionQueryOptions(engine));
  const canRun = isWanted && catalog !== null && compiled?.ok === true && estimate !== null && !isStale;
  const inputs = canRun ? { plan, catalog, stepSeconds: estimate.step.seconds } : null;
  const query = useQuery(sensitivityQueryOptions(engine, inputs, version.data));
  return {
    found: isWanted ? (query.data ?? null) : null,
    isStale: inputs === null || query.isPlaceholderData || query.isFetching,
    problem: query.error?.message ?? null,
  };
}
