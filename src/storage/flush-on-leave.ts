import type { Autosave } from './autosave.ts';

/**
 * Writes what is left when the page is hidden or left: the last moments in which a browser surely lets it. Gives a function
 * that ends it.
 */
export function flushOnLeave(autosave: Autosave, page: Document = document): () => void {
  const flush = () => {
    if (page.visibilityState === 'hidden') void autosave.flush();
  };
  const flushAlways = () => void autosave.flush();
  page.addEventListener('visibilitychange', flush);
  page.defaultView?.addEventListener('pagehide', flushAlways);
  return () => {
    page.removeEventListener('visibilitychange', flush);
    page.defaultView?.removeEventListener('pagehide', flushAlways);
  };
}
