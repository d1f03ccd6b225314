import type { ActionContext } from './action.ts';
import { showProblem } from './show-problem.ts';
import { tellRepairs } from './tell-repairs.ts';

/** Opens a link (or its fragment alone) as a new plan; says in a dialog why not when it cannot. The open plan is left as it is. */
export async function openLink(context: ActionContext, link: string): Promise<boolean> {
  const hash = link.indexOf('#');
  const fragment = (hash === -1 ? link : link.slice(hash + 1)).trim();
  // Most visits open no link, so its codec is loaded with the first one.
  const { decodeLink } = await import('../codec/decode-link.ts');
  const decoded = await decodeLink(fragment);
  if (!decoded.ok) {
    showProblem(context, { title: 'This link cannot be opened', reasons: [decoded.problem] });
    return false;
  }
  await context.services.openAsNewPlan(decoded.plan);
  tellRepairs(context, decoded.plan.name, decoded.repairs);
  return true;
}
