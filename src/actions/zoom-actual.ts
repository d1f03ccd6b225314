import { zoomToActualSize } from '../editor/view-commands.ts';
import { defineAction } from './action.ts';

/** Shows the drawing at its own size. */
export const zoomActual = defineAction({
  id: 'zoom-actual',
  group: 'View',
  label: 'Zoom to 100 %',
  shortcuts: ['Mod+0'],
  run: ({ sessionStore }) => {
    const { viewport, canvasSize, setViewport } = sessionStore.getState();
    setViewport(zoomToActualSize(viewport, canvasSize));
  },
});
