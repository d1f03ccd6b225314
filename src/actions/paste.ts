import { pasteFragment } from '../domain/plan/commands/paste-fragment.ts';
import { defineAction } from './action.ts';
import { findPastePlace, readFragment } from './clipboard.ts';
import { dispatchAndSelect } from './dispatch.ts';

/** Adds the copied blocks. */
export const paste = defineAction({
  id: 'paste',
  group: 'Edit',
  label: 'Paste',
  shortcuts: ['Mod+V'],
  run: async (context) => {
    const fragment = await readFragment(context);
    if (fragment === undefined) {
      context.sessionStore
        .getState()
        .addToast({ tone: 'info', message: 'There are no copied blocks on the clipboard.' });
      return;
    }
    dispatchAndSelect(context, pasteFragment(fragment, findPastePlace(context, fragment)));
  },
});
