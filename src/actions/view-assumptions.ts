import { defineAction } from './action.ts';

/** Opens the drawer at: assumptions. */
export const viewAssumptions = defineAction({
  id: 'view-assumptions',
  group: 'View',
  label: 'Show assumptions',
  shortcuts: ['Alt+6'],
  run: ({ sessionStore, preferencesStore }) => {
    sessionStore.getState().setDrawerView('assumptions');
    preferencesStore.getState().setPanel('drawer', { collapsed: false });
  },
});
