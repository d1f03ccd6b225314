import { deleteItems } from '../domain/plan/commands/delete-items.ts';
import { defineAction } from './action.ts';
import { dispatch } from './dispatch.ts';
import { hasSelection } from './selection.ts';

/** Deletes what is selected. */
export const deleteSelection = defineAction({
  id: 'delete-selection',
  group: 'Edit',
  label: 'Delete',
  shortcuts: ['Delete', 'Backspace'],
  isEnabled: hasSelection,
  run: (context) => {
    dispatch(context, deleteItems(context.sessionStore.getState().selection));
  },
});
