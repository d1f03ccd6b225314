import type { ActionContext } from './action.ts';

const SHOWN = 3;

/** Says what was opened, and what had to be mended on the way. */
export function tellRepairs({ sessionStore }: ActionContext, name: string, repairs: readonly string[]): void {
  const { addToast } = sessionStore.getState();
  if (repairs.length === 0) {
    addToast({ tone: 'success', message: `Opened “${name}” as a new plan.` });
    return;
  }
  const more = repairs.length > SHOWN ? ` And ${repairs.length - SHOWN} more.` : '';
  addToast({
    tone: 'warning',
    message: `Opened “${name}” and mended it: ${repairs.slice(0, SHOWN).join(' ')}${more}`,
  });
}
