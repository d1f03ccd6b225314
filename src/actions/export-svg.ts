import { fileStem } from '../domain/plan/file-stem.ts';
import { defineAction } from './action.ts';

/** Offers the drawing as SVG. */
export const exportSvg = defineAction({
  id: 'export-svg',
  group: 'Share',
  label: 'Drawing as SVG',
  isEnabled: ({ documentStore }) => Object.keys(documentStore.getState().plan.drawing.blocks).length > 0,
  run: async ({ documentStore, services }) => {
    const { name } = documentStore.getState().plan;
    services.saveFile(`${fileStem(name)}.svg`, await services.drawPicture('svg'));
  },
});
