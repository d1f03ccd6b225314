import { zoomOut as zoomOutViewport } from '../editor/view-commands.ts';
import { defineAction } from './action.ts';

/** Shows the drawing smaller. */
export const zoomOut = defineAction({
  id: 'zoom-out',
  group: 'View',
  label: 'Zoom out',
  shortcuts: ['Mod+-'],
  run: ({ sessionStore }) => {
    const { viewport, canvasSize, setViewport } = sessionStore.getState();
    setViewport(zoomOutViewport(viewport, canvasSize));
  },
});
