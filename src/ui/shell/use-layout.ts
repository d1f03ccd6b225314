import { useSyncExternalStore } from 'react';

/** How much room there is: all panels side by side, panels over the canvas, or one thing at a time. */
export type Layout = 'wide' | 'medium' | 'phone';

const WIDE = '(min-width: 1200px)';
const PHONE = '(max-width: 719px)';

/** The layout that fits the window, followed. */
export function useLayout(): Layout {
  return useSyncExternalStore(subscribe, () => {
    if (window.matchMedia(WIDE).matches) return 'wide';
    return window.matchMedia(PHONE).matches ? 'phone' : 'medium';
  });
}

function subscribe(onChange: () => void): () => void {
  const queries = [window.matchMedia(WIDE), window.matchMedia(PHONE)];
  for (const query of queries) query.addEventListener('change', onChange);
  return () => {
    for (const query of queries) query.removeEventListener('change', onChange);
  };
}
