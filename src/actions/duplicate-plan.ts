import { defineAction } from './action.ts';

/** Opens a copy as a plan of its own. */
export const duplicatePlan = defineAction({
  id: 'duplicate-plan',
  group: 'Plan',
  label: 'Duplicate plan',
  run: ({ documentStore, services }) => {
    const { plan } = documentStore.getState();
    return services.openAsNewPlan({ ...plan, name: `${plan.name} (copy)`.slice(0, 200) });
  },
});
