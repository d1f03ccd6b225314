import { defineAction } from './action.ts';
import { zoomBy } from './zoom-viewport.ts';

/** Shows the drawing larger. */
export const zoomIn = defineAction({
  id: 'zoom-in',
  group: 'View',
  label: 'Zoom in',
  shortcuts: ['Mod++', 'Mod+='],
  run: (context) => zoomBy(context, (zoom) => zoom * 1.25),
});
