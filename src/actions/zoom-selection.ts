import { zoomToSelection } from '../editor/view-commands.ts';
import { defineAction } from './action.ts';
import { hasSelection } from './selection.ts';

/** Shows what is selected. */
export const zoomSelection = defineAction({
  id: 'zoom-selection',
  group: 'View',
  label: 'Zoom to selection',
  shortcuts: ['Shift+2', '@'],
  isEnabled: hasSelection,
  run: ({ documentStore, sessionStore }) => {
    const { canvasSize, selection, setViewport } = sessionStore.getState();
    const viewport = zoomToSelection(documentStore.getState().plan.drawing, selection, canvasSize);
    if (viewport !== undefined) setViewport(viewport);
  },
});
