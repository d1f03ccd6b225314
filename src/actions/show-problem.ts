import type { ActionContext } from './action.ts';
import type { OpenProblem } from './dialog-input.ts';

/** Says in a dialog why something could not be opened; the open plan stays as it is. */
export function showProblem({ dialogInput, sessionStore }: ActionContext, problem: OpenProblem): void {
  dialogInput.set({ problem });
  sessionStore.getState().setOpenDialog('problem');
}
