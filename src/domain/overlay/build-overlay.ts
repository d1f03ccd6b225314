/** The overlay that was chosen, from what the page knows at this moment. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { Estimate } from '../estimate/estimate.ts';
import type { Scenario } from '../estimate/scenario.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import type { Sensitivity } from '../sensitivity/sensitivity.ts';
import type { RouteAnswer } from '../topology/flow/route-strategy.ts';
import type { DrawingOverlay } from './drawing-overlay.ts';
import { buildHeatOverlay } from './heat-overlay.ts';
import { buildLoadOverlay } from './load-overlay.ts';
import { isPlacedDimension, loadDimension, type OverlayId } from './overlay-choices.ts';
import { buildPowerOverlay } from './power-overlay.ts';
import { buildRankOverlay } from './rank-overlay.ts';
import { buildSensitivityOverlay } from './sensitivity-overlay.ts';

/** What overlays are computed from. */
export interface OverlayInputs {
  readonly plan: PlanDocument;
  readonly catalog: CatalogIndex;
  readonly scenario: Scenario;
  readonly estimate: Estimate;
  readonly routing: RouteAnswer;
  /** Null until it is known; asked for only by its own overlay. */
  readonly sensitivity: Sensitivity | null;
}

/** Builds it; null when there is none. */
export function buildOverlay(id: OverlayId, inputs: OverlayInputs): DrawingOverlay | null {
  const { plan, catalog, scenario, estimate, routing } = inputs;
  if (isPlacedDimension(id)) {
    return buildRankOverlay(plan.drawing, catalog, scenario.strategy, id, plan.strategy.ranksTogether);
  }
  const dimension = loadDimension(id);
  if (id === 'load' || dimension !== null) {
    return buildLoadOverlay({ id, dimension, drawing: plan.drawing, scenario, step: estimate.step, routing });
  }
  switch (id) {
    case 'power':
      return buildPowerOverlay(plan.drawing, catalog, scenario, estimate);
    case 'sensitivity':
      return buildSensitivityOverlay(plan.drawing, inputs.sensitivity);
    case 'heat':
      return buildHeatOverlay(plan, catalog, scenario, estimate);
    default:
      return null;
  }
}
