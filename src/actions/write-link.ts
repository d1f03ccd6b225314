import type { PlanDocument } from '../domain/plan/plan-document.ts';
import type { ActionContext } from './action.ts';

/** The address that opens the plan, anywhere. */
export async function writeLink({ services }: ActionContext, plan: PlanDocument): Promise<string> {
  // Most visits write no link, so its codec is loaded with the first one.
  const { encodeLink } = await import('../codec/encode-link.ts');
  return `${services.pageAddress()}#${await encodeLink(plan)}`;
}
