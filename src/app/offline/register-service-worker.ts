/**
 * Asks the browser to keep the built app for use without a network. Does nothing in development, where a cache would
 * serve yesterday's code, and nothing where service workers are not to be had (plain http on another host).
 * Resolves once the app is kept, to whether it is.
 */
export async function registerServiceWorker(): Promise<boolean> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return false;
  try {
    await navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI), { type: 'module' });
    await navigator.serviceWorker.ready;
    return true;
  } catch {
    // The app works without it; only the offline reload is lost.
    return false;
  }
}
