import { defineAction } from './action.ts';

/** Opens the dialog that moves the model's constants by the user's own measurements. */
export const calibrate = defineAction({
  id: 'calibrate',
  group: 'View',
  label: 'Calibrate to own measurements …',
  shortcuts: ['Alt+C'],
  run: ({ sessionStore }) => sessionStore.getState().setOpenDialog('calibrate'),
});
