import { defineAction } from './action.ts';

/** Ends the what-if; the plan is again what it was. */
export const whatIfDrop = defineAction({
  id: 'what-if-drop',
  group: 'Edit',
  label: 'Drop the what-if',
  isEnabled: ({ whatIfStore }) => whatIfStore.getState().before !== null,
  run: ({ whatIfStore, sessionStore }) => {
    const result = whatIfStore.getState().drop();
    if (!result.ok) sessionStore.getState().addToast({ tone: 'error', message: result.problem });
    else sessionStore.getState().announce('Dropped: the plan is as it was before. Undo brings the trial back.');
  },
});
