import type { PlanDocument } from '../plan/plan-document.ts';
import type { DrawingDifference } from './compare-drawings.ts';

/** The difference of two plans in few words: `1 removed, 2 changed, strategy changed`; '' when nothing counts. */
export function describeDifference(before: PlanDocument, now: PlanDocument, drawing: DrawingDifference): string {
  const parts: string[] = [];
  if (drawing.removed.size > 0) parts.push(`${drawing.removed.size} removed`);
  if (drawing.added.size > 0) parts.push(`${drawing.added.size} added`);
  if (drawing.changed.size > 0) parts.push(`${drawing.changed.size} changed`);
  if (before.workload !== now.workload) parts.push('workload changed');
  if (before.strategy !== now.strategy) parts.push('strategy changed');
  if (before.assumptions !== now.assumptions) parts.push('assumptions changed');
  if (before.schedule !== now.schedule) parts.push('schedule changed');
  if (before.calibration !== now.calibration) parts.push('calibration changed');
  return parts.join(', ');
}
