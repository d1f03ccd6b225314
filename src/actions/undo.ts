import { defineAction } from './action.ts';

/** Takes the last step back. */
export const undo = defineAction({
  id: 'undo',
  group: 'Edit',
  label: ({ documentStore }) => `Undo ${documentStore.getState().undoLabel ?? ''}`.trim(),
  shortcuts: ['Mod+Z'],
  isEnabled: ({ documentStore }) => documentStore.getState().canUndo,
  run: ({ documentStore }) => documentStore.getState().undo(),
});
