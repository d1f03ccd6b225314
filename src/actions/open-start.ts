import { defineAction } from './action.ts';

/** Shows templates and examples. */
export const openStart = defineAction({
  id: 'open-start',
  group: 'Plan',
  label: 'New from template or example …',
  shortcuts: ['Mod+Alt+N'],
  run: ({ sessionStore }) => sessionStore.getState().setOpenDialog('start'),
});
