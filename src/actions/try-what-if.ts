import type { PlanCommand } from '../domain/plan/plan-document.ts';
import type { ActionContext } from './action.ts';
import { dispatch } from './dispatch.ts';

/** Tries a command: begins a what-if where none is under way, then carries it out. */
export function tryWhatIf(context: ActionContext, command: PlanCommand): boolean {
  const began = context.whatIfStore.getState().before === null;
  if (began) context.whatIfStore.getState().start();
  const isDone = dispatch(context, command);
  if (!isDone && began) context.whatIfStore.getState().keep();
  return isDone;
}
