import { defineAction } from './action.ts';

/** Opens the drawer at: schedule. */
export const viewSchedule = defineAction({
  id: 'view-schedule',
  group: 'View',
  label: 'Show schedule',
  shortcuts: ['Alt+9'],
  run: ({ sessionStore, preferencesStore }) => {
    sessionStore.getState().setDrawerView('schedule');
    preferencesStore.getState().setPanel('drawer', { collapsed: false });
  },
});
