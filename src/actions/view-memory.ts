import { defineAction } from './action.ts';

/** Opens the drawer at: memory. */
export const viewMemory = defineAction({
  id: 'view-memory',
  group: 'View',
  label: 'Show memory',
  shortcuts: ['Alt+2'],
  run: ({ sessionStore, preferencesStore }) => {
    sessionStore.getState().setDrawerView('memory');
    preferencesStore.getState().setPanel('drawer', { collapsed: false });
  },
});
