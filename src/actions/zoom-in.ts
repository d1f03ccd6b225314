import { zoomIn as zoomInViewport } from '../editor/view-commands.ts';
import { defineAction } from './action.ts';

/** Shows the drawing larger. */
export const zoomIn = defineAction({
  id: 'zoom-in',
  group: 'View',
  label: 'Zoom in',
  shortcuts: ['Mod++', 'Mod+='],
  run: ({ sessionStore }) => {
    const { viewport, canvasSize, setViewport } = sessionStore.getState();
    setViewport(zoomInViewport(viewport, canvasSize));
  },
});
