import { defineAction } from './action.ts';

/** Shows or hides: palette and outline. */
export const toggleLeftPanel = defineAction({
  id: 'toggle-left-panel',
  group: 'View',
  label: 'Show palette and outline',
  shortcuts: ['Mod+Alt+1'],
  isOn: ({ preferencesStore }) => !preferencesStore.getState().panels.left.collapsed,
  run: ({ preferencesStore }) => {
    const { panels, setPanel } = preferencesStore.getState();
    setPanel('left', { collapsed: !panels.left.collapsed });
  },
});
