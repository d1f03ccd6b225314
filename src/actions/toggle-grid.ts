import { defineAction } from './action.ts';

/** Switches: show grid. */
export const toggleGrid = defineAction({
  id: 'toggle-grid',
  group: 'View',
  label: 'Show grid',
  isOn: ({ preferencesStore }) => preferencesStore.getState().showGrid,
  run: ({ preferencesStore }) => {
    const { showGrid, setShowGrid } = preferencesStore.getState();
    setShowGrid(!showGrid);
  },
});
