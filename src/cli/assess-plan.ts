/** What the loss of each drawn part costs, and what could be done about it: as `estimate` prints it beside the figures. */
import type { EngineApi } from '../../workers/contract.ts';
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import { compileScenario } from '../domain/estimate/compile-scenario.ts';
import type { Estimate } from '../domain/estimate/estimate.ts';
import type { Scenario } from '../domain/estimate/scenario.ts';
import { describeFleet, type FleetRates } from '../domain/failure/fleet-rates.ts';
import { withKnownSpeeds } from '../domain/failure/known-speeds.ts';
import { type LossGround, prepareLosses } from '../domain/failure/loss.ts';
import { withoutParts } from '../domain/failure/lost-parts.ts';
import { type LossRow, rankLosses } from '../domain/failure/rank-losses.ts';
import { type EstimatePlan, type RemedyRow, tryRemedies } from '../domain/failure/try-remedies.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';

/** See `docs/estimate-output.md`. */
export interface LossOutput {
  readonly fleet: FleetRates;
  readonly losses: readonly LossRow[];
  readonly remedies: readonly Omit<RemedyRow, 'command' | 'price'>[];
}

/** Compiles and estimates plans, one after the other. */
function createEstimator(catalog: CatalogIndex, engine: EngineApi): EstimatePlan {
  return async (changed) => {
    const compiled = compileScenario(changed, catalog);
    if (!compiled.ok) return null;
    const answer = await engine.estimate(3, compiled.scenario);
    return answer.ok ? { scenario: compiled.scenario, estimate: answer.value } : null;
  };
}

async function rank(ground: LossGround, estimatePlan: EstimatePlan): Promise<readonly LossRow[]> {
  const { plan } = ground;
  return rankLosses(ground, async (lost) => {
    const without = await estimatePlan({ ...plan, drawing: withoutParts(plan.drawing, lost) });
    return without?.estimate.step.seconds ?? null;
  });
}

/** The scenario with what the job keeps of its speed without each part that slows it. */
export async function estimateSpeeds(
  plan: PlanDocument,
  catalog: CatalogIndex,
  engine: EngineApi,
  figures: { readonly scenario: Scenario; readonly estimate: Estimate },
): Promise<Scenario> {
  const ground = prepareLosses(plan, catalog, figures.scenario, figures.estimate);
  return withKnownSpeeds(figures.scenario, await rank(ground, createEstimator(catalog, engine)));
}

/** Assesses a plan; null where it has no figures. */
export async function assessPlan(
  plan: PlanDocument,
  catalog: CatalogIndex,
  engine: EngineApi,
): Promise<LossOutput | null> {
  const estimatePlan = createEstimator(catalog, engine);
  const figures = await estimatePlan(plan);
  if (figures === null) return null;
  const ground = prepareLosses(plan, catalog, figures.scenario, figures.estimate);
  const losses = await rank(ground, estimatePlan);
  const remedies = await tryRemedies(ground, estimatePlan);
  return {
    fleet: describeFleet(ground.context),
    losses,
    remedies: remedies.map(({ command: _command, price: _price, ...row }) => row),
  };
}
