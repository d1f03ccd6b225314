import type { AccuracyTable } from '../../domain/accuracy/accuracy-file.ts';
import { readFeatures } from '../../domain/accuracy/run-features.ts';
import { type EstimateTrust, trustEstimate } from '../../domain/accuracy/trust-estimate.ts';
import type { Accelerator } from '../../domain/catalog/catalog-types.ts';
import type { Scenario } from '../../domain/estimate/scenario.ts';

/** How far to trust a plan's estimate: apart from the page's first chunk, since it is needed only once there are figures. */
export function judgePlan(
  stepSeconds: number,
  scenario: Scenario,
  accelerator: Accelerator,
  stackId: string,
  table: AccuracyTable,
  narrowing: number,
): EstimateTrust {
  return trustEstimate(stepSeconds, readFeatures(scenario, accelerator, stackId), accelerator, table, narrowing);
}
