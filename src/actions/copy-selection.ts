import { copyToText } from '../editor/clipboard.ts';
import type { ActionContext } from './action.ts';
import { selectedBlocks } from './selection.ts';

/** Puts the selected blocks on the clipboard; the page remembers them too, for browsers that keep theirs closed. */
export async function copySelection(context: ActionContext): Promise<void> {
  const ids = selectedBlocks(context);
  const text = copyToText(context.documentStore.getState().plan.drawing, ids);
  if (text === undefined) return;
  await context.services.writeClipboard(text);
  context.sessionStore.getState().announce(ids.length === 1 ? 'Copied 1 block.' : `Copied ${ids.length} blocks.`);
}
