import { drawingBounds } from '../domain/plan/drawing/block-geometry.ts';
import { defineAction } from './action.ts';
import { showRectangle } from './zoom-viewport.ts';

/** Shows the whole drawing. */
export const zoomFit = defineAction({
  id: 'zoom-fit',
  group: 'View',
  label: 'Zoom to fit',
  shortcuts: ['Shift+1', '!'],
  run: (context) => {
    const { drawing } = context.documentStore.getState().plan;
    showRectangle(context, drawingBounds(drawing));
  },
});
