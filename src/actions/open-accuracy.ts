import { defineAction } from './action.ts';

/** Shows every published run against the model. */
export const openAccuracy = defineAction({
  id: 'open-accuracy',
  group: 'Help',
  label: 'How accurate the figures are',
  run: ({ sessionStore }) => sessionStore.getState().setOpenDialog('accuracy'),
});
