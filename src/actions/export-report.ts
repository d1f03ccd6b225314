import { defineAction } from './action.ts';

/** Makes the PDF report. */
export const exportReport = defineAction({
  id: 'export-report',
  group: 'Share',
  label: 'Report (PDF) …',
  shortcuts: ['Mod+P'],
  run: ({ sessionStore }) => sessionStore.getState().setOpenDialog('report'),
});
