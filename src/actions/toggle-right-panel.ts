import { defineAction } from './action.ts';

/** Shows or hides: inspector. */
export const toggleRightPanel = defineAction({
  id: 'toggle-right-panel',
  group: 'View',
  label: 'Show inspector',
  shortcuts: ['Mod+Alt+2'],
  isOn: ({ preferencesStore }) => !preferencesStore.getState().panels.right.collapsed,
  run: ({ preferencesStore }) => {
    const { panels, setPanel } = preferencesStore.getState();
    setPanel('right', { collapsed: !panels.right.collapsed });
  },
});
