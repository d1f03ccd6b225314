import { selectAll as selectAllItems } from '../editor/selection-commands.ts';
import { defineAction } from './action.ts';

/** Selects all siblings of what is selected, or the whole top level. */
export const selectAll = defineAction({
  id: 'select-all',
  group: 'Edit',
  label: 'Select all',
  shortcuts: ['Mod+A'],
  run: ({ documentStore, sessionStore }) => {
    const { selection, setSelection } = sessionStore.getState();
    setSelection(selectAllItems(documentStore.getState().plan.drawing, selection));
  },
});
