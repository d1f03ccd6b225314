import type { PlanCommand } from '../plan-document.ts';

/** Gives the plan a new name; what is too long is cut. */
export function renamePlan(name: string): PlanCommand {
  return {
    label: `Rename plan to ${name}`,
    recipe: (plan) => {
      plan.name = name.slice(0, 200);
    },
  };
}
