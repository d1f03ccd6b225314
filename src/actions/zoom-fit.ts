import { fitDrawing } from '../editor/view-commands.ts';
import { defineAction } from './action.ts';

/** Shows the whole drawing. */
export const zoomFit = defineAction({
  id: 'zoom-fit',
  group: 'View',
  label: 'Zoom to fit',
  shortcuts: ['Shift+1', '!'],
  run: ({ documentStore, sessionStore }) => {
    const { canvasSize, setViewport } = sessionStore.getState();
    setViewport(fitDrawing(documentStore.getState().plan.drawing, canvasSize));
  },
});
