import { defineAction } from './action.ts';
import { writeLink } from './write-link.ts';

/** Puts a link that holds the plan on the clipboard. */
export const copyLink = defineAction({
  id: 'copy-link',
  group: 'Share',
  label: 'Copy link',
  shortcuts: ['Mod+Shift+C'],
  run: async (context) => {
    const address = await writeLink(context, context.documentStore.getState().plan);
    const copied = await context.services.writeClipboard(address);
    context.sessionStore
      .getState()
      .addToast(
        copied
          ? { tone: 'success', message: `Link copied (${address.length.toLocaleString('en')} characters).` }
          : { tone: 'error', message: 'The browser did not allow copying; copy the link from the share dialog.' },
      );
  },
});
