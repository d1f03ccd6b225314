import { fileStem } from '../domain/plan/file-stem.ts';
import { defineAction } from './action.ts';

/** Offers the drawing as GraphML. */
export const exportGraphml = defineAction({
  id: 'export-graphml',
  group: 'Share',
  label: 'Drawing as GraphML',
  isEnabled: ({ documentStore }) => Object.keys(documentStore.getState().plan.drawing.blocks).length > 0,
  run: async ({ documentStore, services }) => {
    const { name } = documentStore.getState().plan;
    services.saveFile(`${fileStem(name)}.graphml`, await services.writeDrawing('graphml'));
  },
});
