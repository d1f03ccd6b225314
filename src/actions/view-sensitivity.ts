import { defineAction } from './action.ts';

/** Opens the drawer at: sensitivity. */
export const viewSensitivity = defineAction({
  id: 'view-sensitivity',
  group: 'View',
  label: 'Show sensitivity',
  shortcuts: ['Alt+8'],
  run: ({ sessionStore, preferencesStore }) => {
    sessionStore.getState().setDrawerView('sensitivity');
    preferencesStore.getState().setPanel('drawer', { collapsed: false });
  },
});
