import { defineAction } from './action.ts';
import { zoomBy } from './zoom-viewport.ts';

/** Shows the drawing at its own size. */
export const zoomActual = defineAction({
  id: 'zoom-actual',
  group: 'View',
  label: 'Zoom to 100 %',
  shortcuts: ['Mod+0'],
  run: (context) => zoomBy(context, () => 1),
});
