/** A strategy on its drawing: where its ranks run, and over which links their traffic goes. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { Drawing } from '../plan/plan-document.ts';
import { prepareRouter } from '../topology/flow/drawn-router.ts';
import { type RouteAnswer, routeStrategy, type TrafficShape } from '../topology/flow/route-strategy.ts';
import type { DrawnLevel } from '../topology/network-island.ts';
import { alignLevels } from '../topology/placement/align-levels.ts';
import { createProblem, type ScenarioProblem } from './scenario-problem.ts';

/** What the strategy comes to on the drawing. */
export interface RoutedPlan {
  readonly routing: RouteAnswer;
  /** Levels as the ranks see them. */
  readonly levels: readonly DrawnLevel[];
  /** Ranks in a run that never leaves a scale-up domain; 1 = as they come. */
  readonly ranksTogether: number;
  /** Why the ranks cannot lie as the strategy says. */
  readonly problem: ScenarioProblem | null;
}

/** Places and routes a valid strategy. */
export function routePlan(
  drawing: Drawing,
  index: CatalogIndex,
  traffic: TrafficShape,
  levels: readonly DrawnLevel[],
): RoutedPlan {
  const prepared = prepareRouter(drawing, index);
  if (!prepared.ok) return { routing: prepared, levels, ranksTogether: 1, problem: null };
  const { router } = prepared;
  const ranks = traffic.tensor * traffic.context * traffic.data * traffic.pipeline;
  const run = router.findRun(traffic.ranksTogether, traffic);
  const room = router.countRoom(run);
  if (room < ranks) {
    const routing = { ok: false, reason: 'the ranks have no room' } as const;
    return { routing, levels, ranksTogether: run, problem: describeRoom(run, room, ranks) };
  }
  const aligned = alignLevels(levels, run, ranks);
  return { routing: routeStrategy(router, traffic, aligned), levels: aligned, ranksTogether: run, problem: null };
}

function describeRoom(run: number, room: number, ranks: number): ScenarioProblem {
  return createProblem({
    code: 'no-room-for-runs',
    part: 'strategy',
    field: 'ranksTogether',
    message: `Kept together in runs of ${run}, only ${room} of ${ranks} ranks find room in the scale-up domains.`,
    mend: 'Keep fewer ranks together, use fewer accelerators, or draw more.',
  });
}
