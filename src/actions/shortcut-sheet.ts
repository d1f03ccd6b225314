import { defineAction } from './action.ts';

/** Shows all keys. */
export const shortcutSheet = defineAction({
  id: 'shortcut-sheet',
  group: 'Help',
  label: 'Keyboard shortcuts',
  shortcuts: ['?'],
  run: ({ sessionStore }) => sessionStore.getState().setOpenDialog('shortcuts'),
});
