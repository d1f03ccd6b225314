import { defineAction } from './action.ts';
import { tidyUp } from './tidy-up.ts';

/** Lays the whole drawing out anew. */
export const tidyDrawing = defineAction({
  id: 'tidy-drawing',
  group: 'Arrange',
  label: 'Tidy up the drawing',
  shortcuts: ['Alt+T'],
  isEnabled: ({ documentStore }) => Object.keys(documentStore.getState().plan.drawing.blocks).length > 0,
  run: (context) => tidyUp(context, null, 'Tidy up the drawing'),
});
