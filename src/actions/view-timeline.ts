import { defineAction } from './action.ts';

/** Opens the drawer at: timeline. */
export const viewTimeline = defineAction({
  id: 'view-timeline',
  group: 'View',
  label: 'Show timeline',
  shortcuts: ['Alt+7'],
  run: ({ sessionStore, preferencesStore }) => {
    sessionStore.getState().setDrawerView('timeline');
    preferencesStore.getState().setPanel('drawer', { collapsed: false });
  },
});
