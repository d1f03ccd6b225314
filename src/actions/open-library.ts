import { defineAction } from './action.ts';

/** Shows the saved plans. */
export const openLibrary = defineAction({
  id: 'open-library',
  group: 'Plan',
  label: 'Open from library …',
  shortcuts: ['Mod+O'],
  run: ({ sessionStore }) => sessionStore.getState().setOpenDialog('library'),
});
