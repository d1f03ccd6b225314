import { fileStem } from '../domain/plan/file-stem.ts';
import { defineAction } from './action.ts';

/** Offers the drawing as Mermaid. */
export const exportMermaid = defineAction({
  id: 'export-mermaid',
  group: 'Share',
  label: 'Drawing as Mermaid',
  isEnabled: ({ documentStore }) => Object.keys(documentStore.getState().plan.drawing.blocks).length > 0,
  run: async ({ documentStore, services }) => {
    const { name } = documentStore.getState().plan;
    services.saveFile(`${fileStem(name)}.mmd`, await services.writeDrawing('mermaid'));
  },
});
