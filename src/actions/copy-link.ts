import { encodeLink } from '../codec/encode-link.ts';
import { defineAction } from './action.ts';

/** Puts a link that holds the plan on the clipboard. */
export const copyLink = defineAction({
  id: 'copy-link',
  group: 'Share',
  label: 'Copy link',
  shortcuts: ['Mod+Shift+C'],
  run: async (context) => {
    const address = `${context.services.pageAddress()}#${await encodeLink(context.documentStore.getState().plan)}`;
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
