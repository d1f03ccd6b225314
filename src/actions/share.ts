import { defineAction } from './action.ts';

/** Shows link, QR code and files. */
export const share = defineAction({
  id: 'share',
  group: 'Share',
  label: 'Share …',
  shortcuts: ['Mod+Shift+S'],
  run: ({ sessionStore }) => sessionStore.getState().setOpenDialog('share'),
});
