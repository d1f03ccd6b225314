import { defineAction } from './action.ts';

/** Asks for a model's configuration and shows what it says. */
export const importModel = defineAction({
  id: 'import-model',
  group: 'Plan',
  label: 'Import model (config.json) …',
  run: ({ sessionStore, dialogInput }) => {
    dialogInput.set({ configText: null });
    sessionStore.getState().setOpenDialog('import-model');
  },
});
