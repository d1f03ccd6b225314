import { createEmptyPlan } from '../domain/plan/create-empty-plan.ts';
import { defineAction } from './action.ts';

/** Opens an empty plan; what was open stays in the library. */
export const newPlan = defineAction({
  id: 'new-plan',
  group: 'Plan',
  label: 'New plan',
  run: ({ services }) => services.openAsNewPlan(createEmptyPlan()),
});
