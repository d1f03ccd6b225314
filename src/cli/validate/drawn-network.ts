/** What the model is told of a network that is drawn: the levels of the drawing and the routes of the strategy over it. */
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import { routePlan } from '../../domain/estimate/route-plan.ts';
import type { Scenario } from '../../domain/estimate/scenario.ts';
import type { Drawing } from '../../domain/plan/plan-document.ts';
import { compileNetwork } from '../../domain/topology/compile-network.ts';

/** The same scenario over the drawing, or why not. */
export type DrawnScenario =
  | {
      readonly ok: true;
      readonly scenario: Omit<Scenario, 'economy'>;
      /** Why the levels stand in for the routes; null where there are routes. */
      readonly unrouted: string | null;
    }
  | { readonly ok: false; readonly reason: string };

/** Puts the drawing in place of a scenario's network. */
export function drawScenario(
  scenario: Omit<Scenario, 'economy'>,
  drawing: Drawing,
  ranksTogether: number | null,
  index: CatalogIndex,
): DrawnScenario {
  const { strategy, model, stack } = scenario;
  const compiled = compileNetwork(drawing, index, strategy.accelerators);
  if (compiled.accelerators < strategy.accelerators) {
    const [problem] = compiled.problems;
    return { ok: false, reason: problem?.message ?? `only ${compiled.accelerators} accelerators are joined` };
  }
  const routed = routePlan(
    drawing,
    index,
    {
      ...strategy,
      ranksTogether,
      hasExperts: model.moe !== null,
      reducesToAll: strategy.sharding === 'none' || (stack.factors.ownedTensors ?? 0) > 0,
    },
    compiled.levels,
  );
  if (routed.problem !== null) return { ok: false, reason: routed.problem.message };
  const { routing } = routed;
  return {
    ok: true,
    scenario: {
      ...scenario,
      network: {
        levels: routed.levels.map(({ itemIds: _, ...level }) => level),
        routes: routing.ok ? routing.routed.routes : null,
      },
    },
    unrouted: routing.ok ? null : routing.reason,
  };
}
