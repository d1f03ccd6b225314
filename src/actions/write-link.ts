import { encodeLink } from '../codec/encode-link.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import type { ActionContext } from './action.ts';

/** The address that opens the plan, anywhere. */
export async function writeLink({ services }: ActionContext, plan: PlanDocument): Promise<string> {
  return `${services.pageAddress()}#${await encodeLink(plan)}`;
}
