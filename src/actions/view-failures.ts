import { defineAction } from './action.ts';

/** Opens the drawer at: failures. */
export const viewFailures = defineAction({
  id: 'view-failures',
  group: 'View',
  label: 'Show failures',
  shortcuts: ['Alt+5'],
  run: ({ sessionStore, preferencesStore }) => {
    sessionStore.getState().setDrawerView('failures');
    preferencesStore.getState().setPanel('drawer', { collapsed: false });
  },
});
