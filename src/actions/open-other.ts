import { defineAction } from './action.ts';

/** Opens a plan file or a link. */
export const openOther = defineAction({
  id: 'open-other',
  group: 'Plan',
  label: 'Open file or link …',
  shortcuts: ['Mod+Shift+O'],
  run: ({ sessionStore }) => sessionStore.getState().setOpenDialog('open'),
});
