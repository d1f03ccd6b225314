import { useEffect } from 'react';
import { ALL_ACTIONS } from '../../actions/all-actions.ts';
import { runAction } from '../../actions/run-action.ts';
import { matchesShortcut } from '../../actions/shortcut.ts';
import { useActions } from './action-context.ts';
import { IS_MAC } from './platform.ts';

/** Where keys belong to the widget that has the focus: typing, choosing, answering. */
const OWN_KEYS =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
/** In these, plain letters and arrows are the widget's (type-ahead), but combinations are the page's. */
const OWN_PLAIN_KEYS = '[role="tree"], [role="treegrid"], [role="grid"], [role="tablist"], [role="radiogroup"]';

/** Listens for the keys of all actions while mounted. */
export function useShortcuts(): void {
  const context = useActions();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || !(event.target instanceof Element)) return;
      const isCommandPalette = matchesShortcut(event, 'Mod+K', IS_MAC);
      if (event.target.closest(OWN_KEYS) !== null && !isCommandPalette) return;
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const isLetter = event.key.length === 1 && event.key !== '?';
      if (isPlain && isLetter && event.target.closest(OWN_PLAIN_KEYS) !== null) return;
      const action = ALL_ACTIONS.find((candidate) =>
        candidate.shortcuts.some((shortcut) => matchesShortcut(event, shortcut, IS_MAC)),
      );
      if (action === undefined || !action.isEnabled(context)) return;
      // Words that the reader has marked are copied as text, as everywhere.
      if (action.id === 'copy' && (window.getSelection()?.toString() ?? '') !== '') return;
      event.preventDefault();
      runAction(action, context);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [context]);
}
