import { defineAction } from './action.ts';

/** Opens the list of rank placements by the step time that the model finds for each. */
export const findPlacement = defineAction({
  id: 'find-placement',
  group: 'Plan',
  label: 'Find the best placement …',
  run: ({ sessionStore }) => sessionStore.getState().setOpenDialog('placement'),
});
