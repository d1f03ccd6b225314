import { defineAction } from './action.ts';

/** Opens the form that makes a network from a few numbers. */
export const generateNetwork = defineAction({
  id: 'generate-network',
  group: 'Plan',
  label: 'Generate a network …',
  run: ({ sessionStore }) => sessionStore.getState().setOpenDialog('generate-network'),
});
