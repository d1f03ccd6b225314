import { defineAction } from './action.ts';

/** Ends the what-if; what was tried stays. */
export const whatIfKeep = defineAction({
  id: 'what-if-keep',
  group: 'Edit',
  label: 'Keep the what-if',
  isEnabled: ({ whatIfStore }) => whatIfStore.getState().before !== null,
  run: ({ whatIfStore, sessionStore }) => {
    whatIfStore.getState().keep();
    sessionStore.getState().announce('Kept: the plan is as it was tried.');
  },
});
