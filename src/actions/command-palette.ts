import { defineAction } from './action.ts';

/** Finds any command by its name. */
export const commandPalette = defineAction({
  id: 'command-palette',
  group: 'Help',
  label: 'Commands …',
  shortcuts: ['Mod+K'],
  run: ({ sessionStore }) => sessionStore.getState().setOpenDialog('commands'),
});
