import { defineAction } from './action.ts';

/** Colours of the page: system. */
export const themeSystem = defineAction({
  id: 'theme-system',
  group: 'View',
  label: 'Theme: as the system',
  isOn: ({ preferencesStore }) => preferencesStore.getState().theme === 'system',
  run: ({ preferencesStore }) => preferencesStore.getState().setTheme('system'),
});
