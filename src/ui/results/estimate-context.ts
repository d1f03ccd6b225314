import { createContext, useContext } from 'react';
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import type { CompiledScenario } from '../../domain/estimate/compiled-scenario.ts';
import type { Estimate } from '../../domain/estimate/estimate.ts';
import type { Scenario } from '../../domain/estimate/scenario.ts';

/** What the page knows about the open plan's figures at this moment. */
export interface EstimateView {
  /** Null until the catalogue is there. */
  readonly catalog: CatalogIndex | null;
  /** Why the catalogue is not there; null while it loads or once it is. */
  readonly catalogProblem: string | null;
  readonly compiled: CompiledScenario | null;
  /** The newest figures; they stay while newer ones are made. Null until the first. */
  readonly estimate: Estimate | null;
  /** The compiled plan that `estimate` belongs to; differs from `compiled` while newer figures are made. */
  readonly estimateOf: Extract<CompiledScenario, { readonly ok: true }> | null;
  /** Whether `estimate` is older than the plan. */
  readonly isStale: boolean;
  /** Whether the newest figures have been awaited for longer than a reader likes. */
  readonly isSlow: boolean;
  /** Why there are no figures although the plan is fine, in words; null when there is no such trouble. */
  readonly engineProblem: string | null;
  readonly retry: () => void;
  /** The nearest strategy that is valid and fits, looked for only when the plan's own is not or does not; null = none known. */
  readonly nearest: Scenario['strategy'] | null;
  /** Whether that is still being looked for. */
  readonly isFindingNearest: boolean;
}

/** Context of {@link useEstimate}. */
export const EstimateContext = createContext<EstimateView | null>(null);

/** The open plan's figures, followed. */
export function useEstimate(): EstimateView {
  const view = useContext(EstimateContext);
  if (view === null) throw new Error('useEstimate needs an EstimateProvider around it.');
  return view;
}

/** Context of {@link useCatalog}. */
export const CatalogContext = createContext<CatalogIndex | null>(null);

/** The catalogue; null until it is there. Apart from the figures, so that what needs only this is not drawn anew with them. */
export function useCatalog(): CatalogIndex | null {
  return useContext(CatalogContext);
}

/** Context of {@link useCompiled}. */
export const CompiledContext = createContext<CompiledScenario | null>(null);

/** The open plan as it compiles; null until the catalogue is there. Apart from the figures, for the same reason. */
export function useCompiled(): CompiledScenario | null {
  return useContext(CompiledContext);
}
