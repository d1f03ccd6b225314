import type { PlanCommand } from '../plan-document.ts';

/** Replaces the plan's notes; what is too long is cut. */
export function setNotes(notes: string, gesture?: string): PlanCommand {
  return {
    label: 'Change notes',
    ...(gesture === undefined ? {} : { gesture }),
    recipe: (plan) => {
      plan.notes = notes.slice(0, 10_000);
    },
  };
}
