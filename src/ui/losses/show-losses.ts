import type { ActionContext } from '../../actions/action.ts';

/** Opens the drawer at the ranking of losses. */
export function showLosses({ sessionStore, preferencesStore }: ActionContext): void {
  const { setDrawerView, setDrawerPart } = sessionStore.getState();
  setDrawerPart('failures', 'losses');
  setDrawerView('failures');
  preferencesStore.getState().setPanel('drawer', { collapsed: false });
}
