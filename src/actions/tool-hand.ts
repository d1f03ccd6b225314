import { defineAction } from './action.ts';

/** A drag on the canvas: hand. */
export const toolHand = defineAction({
  id: 'tool-hand',
  group: 'View',
  label: 'Hand tool',
  shortcuts: ['H'],
  isOn: ({ sessionStore }) => sessionStore.getState().tool === 'hand',
  run: ({ sessionStore }) => sessionStore.getState().setTool('hand'),
});
