import { defineAction } from './action.ts';

/** Colours of the page: dark. */
export const themeDark = defineAction({
  id: 'theme-dark',
  group: 'View',
  label: 'Theme: dark',
  isOn: ({ preferencesStore }) => preferencesStore.getState().theme === 'dark',
  run: ({ preferencesStore }) => preferencesStore.getState().setTheme('dark'),
});
