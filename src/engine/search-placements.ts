/** Looks for the best placement of a plan's ranks: the model estimates every one, over the routes that it takes on the drawing. */
import type { EngineApi } from '../../workers/contract.ts';
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import { compileScenario } from '../domain/estimate/compile-scenario.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import { listPlacements, NAIVE_PLACEMENT, type PlacementChoice } from '../domain/topology/placement/list-placements.ts';

/** A placement and what a step takes with it. */
export interface PlacedEstimate extends PlacementChoice {
  readonly stepSeconds: number;
  readonly fits: boolean;
}

/** What the search found. */
export interface PlacementSearch {
  /** All that could be estimated, the fastest first; of equals, the one listed first. */
  readonly placements: readonly PlacedEstimate[];
  /** Ranks as they are numbered; null where the strategy cannot be placed so. */
  readonly naive: PlacedEstimate | null;
}

/** One estimate; rejects or answers null where there is none. */
export type EstimatePlacement = (scenario: Parameters<EngineApi['estimate']>[1]) => Promise<{
  readonly stepSeconds: number;
  readonly fits: boolean;
} | null>;

/**
 * Estimates every placement, one after the other, so that a page stays alive and a search can be given up between two.
 * @param onProgress told after each: done, and how many there are
 */
export async function searchPlacements(
  plan: PlanDocument,
  catalog: CatalogIndex,
  estimate: EstimatePlacement,
  signal: AbortSignal,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<PlacementSearch> {
  const compiled = compileScenario(plan, catalog);
  if (!compiled.ok) return { placements: [], naive: null };
  const { strategy, network } = compiled.scenario;
  const domain = network.levels[0]?.accelerators ?? 1;
  const hasSpare = strategy.accelerators < compiled.counts.total;
  const choices = listPlacements(strategy, domain, hasSpare);
  const run = async (choice: PlacementChoice): Promise<PlacedEstimate | null> => {
    const placed = compileScenario(
      { ...plan, strategy: { ...plan.strategy, ...choice, rankOrder: [...choice.rankOrder] } },
      catalog,
    );
    if (!placed.ok) return null;
    const answer = await estimate(placed.scenario);
    return answer === null ? null : { ...choice, ...answer };
  };
  const placements: PlacedEstimate[] = [];
  const naive = await run(NAIVE_PLACEMENT);
  for (const [done, choice] of choices.entries()) {
    if (signal.aborted) break;
    onProgress(done, choices.length);
    const placed = await run(choice);
    if (placed !== null) placements.push(placed);
  }
  onProgress(choices.length, choices.length);
  placements.sort((a, b) => Number(b.fits) - Number(a.fits) || a.stepSeconds - b.stepSeconds);
  return { placements, naive };
}
