// What makes the app start fast and say so where there is no connection. It keeps the files of the build and the page
// without a connection, and nothing else, ever: what the graph answers, documents and pages of the service pass it by.
/// <reference lib="webworker" />
declare const FILES: readonly string[]; // what to keep, put here by the build
declare const VERSION: string; // of what these hold

const worker = self as unknown as ServiceWorkerGlobalScope;
const OFFLINE = '/app/offline.html';
const kept = new Set(FILES);

worker.addEventListener('install', (event) => {
  const fresh = [...kept].map((file) => new Request(file, { cache: 'reload', credentials: 'omit' }));
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(fresh)));
});

// Comes when no screen of the version before is open any more: what is on the screen keeps its own files until then.
worker.addEventListener('activate', (event) => {
  event.waitUntil(
    Promise.all([
      caches.keys().then((names) => Promise.all(names.filter((name) => name !== VERSION).map((name) => caches.delete(name)))),
      worker.registration.navigationPreload?.enable(),
    ]),
  );
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.mode === 'navigate') event.respondWith(opened(event));
  else if (request.method === 'GET' && origin === location.origin && kept.has(pathname)) event.respondWith(file(request, pathname));
});

// A page comes from the service, which knows whether somebody is logged in.
async function opened(event: FetchEvent): Promise<Response> {
  try {
    return ((await event.preloadResponse) as Response | undefined) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error();
  }
}

async function file(request: Request, path: string): Promise<Response> {
  return (await caches.match(path)) ?? fetch(request);
}
