import { planFromFile } from '../codec/plan-file.ts';
import type { ActionContext } from './action.ts';
import { showProblem } from './show-problem.ts';
import { tellRepairs } from './tell-repairs.ts';

/** Opens the text of a plan file as a new plan; says in a dialog why not when it cannot. */
export async function openPlanText(context: ActionContext, text: string, fileName: string): Promise<boolean> {
  const parsed = planFromFile(text);
  if (!parsed.ok) {
    showProblem(context, { title: `${fileName} cannot be opened`, reasons: parsed.problems });
    return false;
  }
  await context.services.openAsNewPlan(parsed.plan);
  tellRepairs(context, parsed.plan.name, parsed.repairs);
  return true;
}
