import { defineAction } from './action.ts';

/** Opens the drawer at: step breakdown. */
export const viewStep = defineAction({
  id: 'view-step',
  group: 'View',
  label: 'Show step breakdown',
  shortcuts: ['Alt+1'],
  run: ({ sessionStore, preferencesStore }) => {
    sessionStore.getState().setDrawerView('step');
    preferencesStore.getState().setPanel('drawer', { collapsed: false });
  },
});
