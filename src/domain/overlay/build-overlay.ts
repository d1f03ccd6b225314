/** The overlay that was chosen, from what the page knows at this moment. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { Estimate } from '../estimate/estimate.ts';
import type { Scenario } from '../estimate/scenario.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import type { DrawingOverlay } from './drawing-overlay.ts';
import { buildHeatOverlay } from './heat-overlay.ts';
import { isPlacedDimension, type OverlayId } from './overlay-choices.ts';
import { buildPowerOverlay } from './power-overlay.ts';
import { buildRankOverlay } from './rank-overlay.ts';

/** What overlays are computed from. */
export interface OverlayInputs {
  readonly plan: PlanDocument;
  readonly catalog: CatalogIndex;
  readonly scenario: Scenario;
  readonly estimate: Estimate;
}

/** Builds it; null when there is none. */
export function buildOverlay(id: OverlayId, inputs: OverlayInputs): DrawingOverlay | null {
  const { plan, catalog, scenario, estimate } = inputs;
  if (isPlacedDimension(id)) return buildRankOverlay(plan.drawing, catalog, scenario.strategy, id);
  switch (id) {
    case 'power':
      return buildPowerOverlay(plan.drawing, catalog, scenario, estimate);
    case 'heat':
      return buildHeatOverlay(plan, catalog, scenario, estimate);
    default:
      return null;
  }
}
