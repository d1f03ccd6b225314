import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { LossExtent } from '../../domain/failure/lose-items.ts';
import type { RemedyRow } from '../../domain/failure/try-remedies.ts';
import { modelVersionQueryOptions } from '../../engine/estimate-query.ts';
import {
  type LossInputs,
  lossesQueryOptions,
  type RankedLosses,
  remediesQueryOptions,
  type SelectionLoss,
  selectionLossQueryOptions,
} from '../../engine/loss-query.ts';
import { useEngine } from '../results/engine-context.ts';
import { useEstimate } from '../results/estimate-context.ts';
import { useDocument } from '../use-stores.ts';

/** What is asked, and whether it belongs to the plan as it stands. */
interface Answer<T> {
  readonly found: T;
  readonly isStale: boolean;
  readonly problem: string | null;
}

/** The plan with its own figures; null while newer ones are made. */
function useLossInputs(): LossInputs | null {
  const plan = useDeferredValue(useDocument((state) => state.plan));
  const { catalog, compiled, estimate, isStale } = useEstimate();
  if (catalog === null || compiled?.ok !== true || estimate === null || isStale) return null;
  return { plan, catalog, scenario: compiled.scenario, estimate };
}

/** All losses of the open plan; the last ones stay, marked as old, while new ones come. */
export function useLosses(): Answer<RankedLosses | null> {
  const engine = useEngine();
  const inputs = useLossInputs();
  const version = useQuery(modelVersionQueryOptions(engine));
  const query = useQuery(lossesQueryOptions(engine, inputs, version.data));
  return {
    found: query.data ?? null,
    isStale: inputs === null || query.isPlaceholderData || query.isFetching,
    problem: query.error?.message ?? null,
  };
}

/** What can be done about them. */
export function useRemedies(): Answer<readonly RemedyRow[] | null> {
  const engine = useEngine();
  const inputs = useLossInputs();
  const version = useQuery(modelVersionQueryOptions(engine));
  const query = useQuery(remediesQueryOptions(engine, inputs, version.data));
  return {
    found: query.data ?? null,
    isStale: inputs === null || query.isPlaceholderData || query.isFetching,
    problem: query.error?.message ?? null,
  };
}

/** What the loss of some drawn items does. */
export function useSelectionLoss(ids: readonly string[], extent: LossExtent): Answer<SelectionLoss | null | undefined> {
  const engine = useEngine();
  const inputs = useLossInputs();
  const version = useQuery(modelVersionQueryOptions(engine));
  const query = useQuery(selectionLossQueryOptions(engine, inputs, ids, extent, version.data));
  return { found: query.data, isStale: inputs === null, problem: query.error?.message ?? null };
}
