import { OVERLAY_IDS, OVERLAY_LABELS, type OverlayId } from '../domain/overlay/overlay-choices.ts';
import { type Action, defineAction } from './action.ts';

/** Lays an overlay over the drawing, or takes it away: one action for each. */
export const SHOW_OVERLAY_ACTIONS: readonly Action[] = OVERLAY_IDS.map((id) =>
  defineAction({
    id: overlayActionId(id),
    group: 'View',
    label: id === 'none' ? 'Hide the overlay' : `Overlay: ${OVERLAY_LABELS[id].toLowerCase()}`,
    shortcuts: id === 'none' ? ['Alt+O'] : [],
    isOn: ({ preferencesStore }) => preferencesStore.getState().overlay === id,
    run: ({ preferencesStore, sessionStore }) => {
      preferencesStore.getState().setOverlay(id);
      if (id === 'none') sessionStore.getState().announce('No overlay.');
    },
  }),
);

/** Id of the action that shows an overlay. */
export function overlayActionId(id: OverlayId): string {
  return `overlay-${id}`;
}
