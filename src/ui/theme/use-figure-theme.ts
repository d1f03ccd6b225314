import { useSyncExternalStore } from 'react';
import { DARK_FIGURE_THEME, type FigureTheme, LIGHT_FIGURE_THEME } from '../../domain/figure/figure-theme.ts';
import { usePreferences } from '../use-stores.ts';

const DARK_QUERY = '(prefers-color-scheme: dark)';

/** The figure theme that matches what the page shows: the reader's choice, or the system's. */
export function useFigureTheme(): FigureTheme {
  const choice = usePreferences((state) => state.theme);
  const systemIsDark = useSyncExternalStore(subscribe, () => window.matchMedia(DARK_QUERY).matches);
  const isDark = choice === 'dark' || (choice === 'system' && systemIsDark);
  return isDark ? DARK_FIGURE_THEME : LIGHT_FIGURE_THEME;
}

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(DARK_QUERY);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
