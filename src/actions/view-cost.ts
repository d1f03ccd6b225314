import { defineAction } from './action.ts';

/** Opens the drawer at: cost. */
export const viewCost = defineAction({
  id: 'view-cost',
  group: 'View',
  label: 'Show cost',
  shortcuts: ['Alt+3'],
  run: ({ sessionStore, preferencesStore }) => {
    sessionStore.getState().setDrawerView('cost');
    preferencesStore.getState().setPanel('drawer', { collapsed: false });
  },
});
