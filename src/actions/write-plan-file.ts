import { planToFile } from '../codec/plan-file.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';

/** The plan as the text of a plan file. */
export function writePlanFile(plan: PlanDocument): string {
  return planToFile(plan);
}
