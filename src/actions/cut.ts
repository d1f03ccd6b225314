import { deleteItems } from '../domain/plan/commands/delete-items.ts';
import { defineAction } from './action.ts';
import { copySelection } from './copy-selection.ts';
import { dispatch } from './dispatch.ts';
import { hasBlocks, selectedBlocks } from './selection.ts';

/** Moves the selected blocks to the clipboard. */
export const cut = defineAction({
  id: 'cut',
  group: 'Edit',
  label: 'Cut',
  shortcuts: ['Mod+X'],
  isEnabled: hasBlocks(1),
  run: async (context) => {
    const ids = selectedBlocks(context);
    await copySelection(context);
    dispatch(context, deleteItems(ids));
  },
});
