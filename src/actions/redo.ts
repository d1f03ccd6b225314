import { defineAction } from './action.ts';

/** Does the step again that was taken back. */
export const redo = defineAction({
  id: 'redo',
  group: 'Edit',
  label: ({ documentStore }) => `Redo ${documentStore.getState().redoLabel ?? ''}`.trim(),
  shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
  isEnabled: ({ documentStore }) => documentStore.getState().canRedo,
  run: ({ documentStore }) => documentStore.getState().redo(),
});
