import { pasteIntoSelection, readClipboardText } from '../editor/clipboard.ts';
import { defineAction } from './action.ts';
import { dispatchAndSelect } from './dispatch.ts';

/** Adds the copied blocks, into the selected container or beside what is selected. */
export const paste = defineAction({
  id: 'paste',
  group: 'Edit',
  label: 'Paste',
  shortcuts: ['Mod+V'],
  run: async (context) => {
    const { sessionStore, documentStore, services } = context;
    const read = readClipboardText(await services.readClipboard());
    if (!read.ok) {
      sessionStore.getState().addToast({ tone: 'info', message: read.problem });
      return;
    }
    const { drawing } = documentStore.getState().plan;
    dispatchAndSelect(context, pasteIntoSelection(drawing, sessionStore.getState().selection, read.fragment));
  },
});
