/** A plan with its figures, for tests of overlays. */

import { compileScenario } from '../../domain/estimate/compile-scenario.ts';
import type { OverlayInputs } from '../../domain/overlay/build-overlay.ts';
import type { PlanDocument } from '../../domain/plan/plan-document.ts';
import { TEMPLATES } from '../../domain/plan/templates/templates.ts';
import { loadCatalog } from '../load-catalog.ts';
import { loadEngine } from '../load-engine.ts';

/** A template of the catalogue by its id. */
export function templatePlan(id: string): PlanDocument {
  const template = TEMPLATES.find((candidate) => candidate.id === id);
  if (template === undefined) throw new Error(`no template ${id}`);
  return template.create();
}

/** What overlays of the plan are computed from. Throws where the plan has no figures. */
export async function estimateForOverlay(plan: PlanDocument): Promise<OverlayInputs> {
  const catalog = loadCatalog();
  const compiled = compileScenario(plan, catalog);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const answer = await loadEngine().estimate(1, compiled.scenario);
  if (!answer.ok) throw new Error(answer.error.code);
  return {
    plan,
    catalog,
    scenario: compiled.scenario,
    estimate: answer.value,
    routing: compiled.routing,
    sensitivity: null,
  };
}
