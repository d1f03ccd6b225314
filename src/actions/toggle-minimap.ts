import { defineAction } from './action.ts';

/** Switches: show minimap. */
export const toggleMinimap = defineAction({
  id: 'toggle-minimap',
  group: 'View',
  label: 'Show minimap',
  isOn: ({ preferencesStore }) => preferencesStore.getState().showMinimap,
  run: ({ preferencesStore }) => {
    const { showMinimap, setShowMinimap } = preferencesStore.getState();
    setShowMinimap(!showMinimap);
  },
});
