import { defineAction } from './action.ts';

/** A drag on the canvas: connect. */
export const toolConnect = defineAction({
  id: 'tool-connect',
  group: 'View',
  label: 'Connect tool',
  shortcuts: ['L'],
  isOn: ({ sessionStore }) => sessionStore.getState().tool === 'connect',
  run: ({ sessionStore }) => sessionStore.getState().setTool('connect'),
});
