import { defineAction } from './action.ts';

/** Switches: snap to grid. */
export const toggleSnap = defineAction({
  id: 'toggle-snap',
  group: 'View',
  label: 'Snap to grid',
  isOn: ({ preferencesStore }) => preferencesStore.getState().snapToGrid,
  run: ({ preferencesStore }) => {
    const { snapToGrid, setSnapToGrid } = preferencesStore.getState();
    setSnapToGrid(!snapToGrid);
  },
});
