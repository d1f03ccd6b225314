import { defineAction } from './action.ts';

/** Opens the drawer at: power. */
export const viewPower = defineAction({
  id: 'view-power',
  group: 'View',
  label: 'Show power',
  shortcuts: ['Alt+4'],
  run: ({ sessionStore, preferencesStore }) => {
    sessionStore.getState().setDrawerView('power');
    preferencesStore.getState().setPanel('drawer', { collapsed: false });
  },
});
