import type { Action, ActionContext } from './action.ts';

/** Runs an action when it is enabled; what goes wrong is told in a toast, never swallowed. Says whether it was enabled. */
export function runAction(action: Action, context: ActionContext): boolean {
  if (!action.isEnabled(context)) return false;
  const tell = (error: unknown): void => {
    const reason = error instanceof Error ? error.message : String(error);
    context.sessionStore.getState().addToast({ tone: 'error', message: `${action.label(context)} failed: ${reason}` });
  };
  try {
    const pending = action.run(context);
    if (pending !== undefined) pending.catch(tell);
  } catch (error) {
    tell(error);
  }
  return true;
}
