import { defineAction } from './action.ts';

/** Asks for another name. */
export const renamePlan = defineAction({
  id: 'rename-plan',
  group: 'Plan',
  label: 'Rename plan …',
  run: ({ sessionStore }) => sessionStore.getState().setOpenDialog('rename-plan'),
});
