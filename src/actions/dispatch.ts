import type { PlanCommand } from '../domain/plan/plan-document.ts';
import type { ActionContext } from './action.ts';

/** Carries out a command; says in a toast why not when it is refused. */
export function dispatch({ documentStore, sessionStore }: ActionContext, command: PlanCommand): boolean {
  const result = documentStore.getState().dispatch(command);
  if (!result.ok) sessionStore.getState().addToast({ tone: 'error', message: result.problem });
  return result.ok;
}

/** Carries out a command that adds blocks, and selects what it added. */
export function dispatchAndSelect(context: ActionContext, command: PlanCommand): void {
  if (!dispatch(context, command)) return;
  const { lastChange, plan } = context.documentStore.getState();
  const added = lastChange?.touched.added ?? [];
  const tops = added.filter((id) => {
    const block = plan.drawing.blocks[id];
    return block !== undefined && (block.parent === null || !added.includes(block.parent));
  });
  context.sessionStore.getState().setSelection(tops);
}
