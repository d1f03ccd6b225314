import { fileStem } from '../domain/plan/file-stem.ts';
import { defineAction } from './action.ts';

/** Offers the drawing as PNG. */
export const exportPng = defineAction({
  id: 'export-png',
  group: 'Share',
  label: 'Drawing as PNG',
  isEnabled: ({ documentStore }) => Object.keys(documentStore.getState().plan.drawing.blocks).length > 0,
  run: async ({ documentStore, services }) => {
    const { name } = documentStore.getState().plan;
    services.saveFile(`${fileStem(name)}.png`, await services.drawPicture('png'));
  },
});
