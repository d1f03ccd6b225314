import { defineAction } from './action.ts';

/** A drag on the canvas: select. */
export const toolSelect = defineAction({
  id: 'tool-select',
  group: 'View',
  label: 'Select tool',
  shortcuts: ['V'],
  isOn: ({ sessionStore }) => sessionStore.getState().tool === 'select',
  run: ({ sessionStore }) => sessionStore.getState().setTool('select'),
});
