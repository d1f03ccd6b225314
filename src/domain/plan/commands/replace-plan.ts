import type { PlanCommand, PlanDocument } from '../plan-document.ts';

/** Puts another plan's content in place of this one's, as one step that can be undone (a template, an older version). */
export function replacePlan(plan: PlanDocument, label: string): PlanCommand {
  return {
    label,
    recipe: (draft) => {
      draft.name = plan.name;
      draft.notes = plan.notes;
      draft.drawing = plan.drawing;
      draft.workload = plan.workload;
      draft.strategy = plan.strategy;
      draft.assumptions = plan.assumptions;
      draft.schedule = plan.schedule;
    },
  };
}
