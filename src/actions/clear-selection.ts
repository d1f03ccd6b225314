import { defineAction } from './action.ts';
import { hasSelection } from './selection.ts';

/** Selects nothing. */
export const clearSelection = defineAction({
  id: 'clear-selection',
  group: 'Edit',
  label: 'Clear selection',
  shortcuts: ['Escape'],
  isEnabled: hasSelection,
  run: ({ sessionStore }) => sessionStore.getState().setSelection([]),
});
