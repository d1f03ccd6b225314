import type { PlanCommand, PlanDocument } from '../plan-document.ts';

/**
 * Makes the plan what it was, as one step that can be undone. Only what is another object is touched, so that the step is no larger than
 * the difference.
 */
export function restorePlan(before: PlanDocument, now: PlanDocument, label: string): PlanCommand {
  return {
    label,
    recipe: (draft) => {
      for (const part of ['name', 'notes', 'workload', 'strategy', 'assumptions', 'schedule', 'calibration'] as const) {
        if (before[part] !== now[part]) Object.assign(draft, { [part]: before[part] });
      }
      restoreRecords(draft.drawing.blocks, before.drawing.blocks, now.drawing.blocks);
      restoreRecords(draft.drawing.links, before.drawing.links, now.drawing.links);
    },
  };
}

function restoreRecords<T>(
  draft: Record<string, T>,
  before: Readonly<Record<string, T>>,
  now: Readonly<Record<string, T>>,
): void {
  for (const id of Object.keys(now)) if (before[id] === undefined) delete draft[id];
  for (const [id, record] of Object.entries(before)) if (now[id] !== record) draft[id] = record;
}
