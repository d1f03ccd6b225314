import { defineAction } from './action.ts';

/** Colours of the page: light. */
export const themeLight = defineAction({
  id: 'theme-light',
  group: 'View',
  label: 'Theme: light',
  isOn: ({ preferencesStore }) => preferencesStore.getState().theme === 'light',
  run: ({ preferencesStore }) => preferencesStore.getState().setTheme('light'),
});
