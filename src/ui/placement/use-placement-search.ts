import { useEffect, useState } from 'react';
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import type { PlanDocument } from '../../domain/plan/plan-document.ts';
import { type PlacementSearch, searchPlacements } from '../../engine/search-placements.ts';
import { useEngine } from '../results/engine-context.ts';

/** How far a search is, and what it found. */
export interface PlacementProgress {
  readonly done: number;
  /** 0 until it is known. */
  readonly all: number;
  /** Null while it runs. */
  readonly found: PlacementSearch | null;
}

const NOTHING: PlacementProgress = { done: 0, all: 0, found: null };

/** Searches the placements of a plan once; given up when the dialog closes. */
export function usePlacementSearch(plan: PlanDocument, catalog: CatalogIndex | null): PlacementProgress {
  const engine = useEngine();
  const [progress, setProgress] = useState(NOTHING);
  useEffect(() => {
    if (catalog === null) return;
    const abort = new AbortController();
    setProgress(NOTHING);
    const estimate: Parameters<typeof searchPlacements>[2] = async (scenario) => {
      const answer = await engine.estimate(abort.signal, scenario);
      return answer.ok ? { stepSeconds: answer.value.step.seconds, fits: answer.value.memory.fits } : null;
    };
    const tell = (done: number, all: number): void => {
      if (!abort.signal.aborted) setProgress({ done, all, found: null });
    };
    void searchPlacements(plan, catalog, estimate, abort.signal, tell).then((found) => {
      if (!abort.signal.aborted) setProgress({ done: found.placements.length, all: found.placements.length, found });
    });
    return () => abort.abort();
  }, [engine, catalog, plan]);
  return progress;
}
