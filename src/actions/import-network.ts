import { defineAction } from './action.ts';

/** Asks for a network in a format of other programs and shows what would be drawn. */
export const importNetwork = defineAction({
  id: 'import-network',
  group: 'Plan',
  label: 'Import a network …',
  run: ({ sessionStore }) => sessionStore.getState().setOpenDialog('import-network'),
});
