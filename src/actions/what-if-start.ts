import { defineAction } from './action.ts';

/** Keeps the plan as it stands, to try something out beside it. */
export const whatIfStart = defineAction({
  id: 'what-if-start',
  group: 'Edit',
  label: 'What if …',
  shortcuts: ['Alt+W'],
  isEnabled: ({ whatIfStore }) => whatIfStore.getState().before === null,
  run: ({ whatIfStore, sessionStore }) => {
    whatIfStore.getState().start();
    sessionStore
      .getState()
      .announce(
        'What if: change anything; the figures show the difference to the plan as it was. Then keep or drop it.',
      );
  },
});
