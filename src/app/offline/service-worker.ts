/**
 * Keeps the whole app on the reader's machine: everything the build made is fetched once, at installation, and
 * served from the cache from then on, so that a reload works without a network. The list and its version are
 * written in by the build (see `scripts/offline-plugin.ts`); the cache's name carries the version, so a new build
 * fills a new cache beside the old one and drops the old one only when it takes over, which is when the last tab of
 * the old build has closed: a running page never finds its own files gone.
 */
declare const self: ServiceWorkerGlobalScope;

/** Filled in by the build: paths relative to this file. In the source it stays a marker string. */
const PRECACHE: { readonly version: string; readonly paths: readonly string[] } = JSON.parse('__PRECACHE__');

const CACHE_PREFIX = 'trainyard-';
const CACHE_NAME = `${CACHE_PREFIX}${PRECACHE.version}`;

self.addEventListener('install', (event) => {
  event.waitUntil(fillCache());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldCaches().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  event.respondWith(answer(event.request));
});

async function fillCache(): Promise<void> {
  const cache = await caches.open(CACHE_NAME);
  // `reload` passes by the browser's own cache, which may still hold files of the build before.
  await cache.addAll(PRECACHE.paths.map((path) => new Request(scoped(path), { cache: 'reload' })));
}

async function dropOldCaches(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== CACHE_NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE_NAME);
  const key = request.mode === 'navigate' ? scoped('index.html') : request;
  const cached = await cache.match(key, { ignoreSearch: true });
  return cached ?? fetch(request);
}

function scoped(path: string): string {
  return new URL(path, self.registration.scope).href;
}
