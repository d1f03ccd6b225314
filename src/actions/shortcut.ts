/** The part of a keyboard event that a shortcut looks at. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Keys whose character already tells whether Shift was held, whatever the keyboard's layout. */
const isSymbol = (key: string): boolean => key.length === 1 && key.toLowerCase() === key.toUpperCase();

/** Whether a key press is the shortcut, written like `Mod+Shift+Z`. */
export function matchesShortcut(press: KeyPress, shortcut: string, isMac: boolean): boolean {
  const parts = shortcut.split('+');
  // A trailing plus is the plus key itself: `Mod++`.
  const key = shortcut.endsWith('+') ? '+' : (parts.at(-1) ?? '');
  const wantsMod = parts.includes('Mod');
  const hasMod = isMac ? press.metaKey : press.ctrlKey;
  const hasOther = isMac ? press.ctrlKey : press.metaKey;
  if (hasMod !== wantsMod || hasOther) return false;
  if (press.altKey !== parts.includes('Alt')) return false;
  if (press.key.toLowerCase() !== key.toLowerCase()) return false;
  return isSymbol(key) || press.shiftKey === parts.includes('Shift');
}

const SHOWN: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  Delete: 'Del',
  Backspace: '⌫',
  Escape: 'Esc',
};

/** The shortcut as people read it: `Ctrl+Shift+Z`, on a Mac `⇧⌘Z`. */
export function formatShortcut(shortcut: string, isMac: boolean): string {
  const key = shortcut.endsWith('+') ? '+' : (shortcut.split('+').at(-1) ?? '');
  const modifiers = shortcut.split('+').slice(0, -1).filter(Boolean);
  const shownKey = SHOWN[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  if (!isMac) return [...modifiers.map((name) => (name === 'Mod' ? 'Ctrl' : name)), shownKey].join('+');
  const signs: Readonly<Record<string, string>> = { Alt: '⌥', Shift: '⇧', Mod: '⌘' };
  return `${Object.keys(signs)
    .filter((name) => modifiers.includes(name))
    .map((name) => signs[name])
    .join('')}${shownKey}`;
}
