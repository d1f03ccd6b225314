import { absoluteRectangle, boundsOf } from '../domain/plan/drawing/block-geometry.ts';
import { defineAction } from './action.ts';
import { hasBlocks, selectedBlocks } from './selection.ts';
import { showRectangle } from './zoom-viewport.ts';

/** Shows the selected blocks. */
export const zoomSelection = defineAction({
  id: 'zoom-selection',
  group: 'View',
  label: 'Zoom to selection',
  shortcuts: ['Shift+2', '@'],
  isEnabled: hasBlocks(1),
  run: (context) => {
    const { drawing } = context.documentStore.getState().plan;
    const rectangles = selectedBlocks(context).flatMap((id) => absoluteRectangle(drawing, id) ?? []);
    showRectangle(context, boundsOf(rectangles));
  },
});
