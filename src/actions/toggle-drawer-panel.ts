import { defineAction } from './action.ts';

/** Shows or hides: figures drawer. */
export const toggleDrawerPanel = defineAction({
  id: 'toggle-drawer-panel',
  group: 'View',
  label: 'Show figures drawer',
  shortcuts: ['Mod+Alt+3'],
  isOn: ({ preferencesStore }) => !preferencesStore.getState().panels.drawer.collapsed,
  run: ({ preferencesStore }) => {
    const { panels, setPanel } = preferencesStore.getState();
    setPanel('drawer', { collapsed: !panels.drawer.collapsed });
  },
});
