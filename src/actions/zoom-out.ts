import { defineAction } from './action.ts';
import { zoomBy } from './zoom-viewport.ts';

/** Shows the drawing smaller. */
export const zoomOut = defineAction({
  id: 'zoom-out',
  group: 'View',
  label: 'Zoom out',
  shortcuts: ['Mod+-'],
  run: (context) => zoomBy(context, (zoom) => zoom / 1.25),
});
