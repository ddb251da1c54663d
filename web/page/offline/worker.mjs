// The service worker: the form, the app, the texts and the last known results without any network.
//
// A version of the client is one cache, filled as a whole before the worker counts as installed (a file that is missing leaves the
// old version as it is), and it takes over when the last page of the old one has gone. A page of another version than the worker's
// is therefore not shown while the kept one will do: it would want files that this version does not have. It will do while its
// wave is the one that is open; else the new page is shown, whose files then come from the network, or whose plain form works alone.
//
// Pages come from the network where that answers in time, and from the cache where it does not; at a kiosk from the cache first.

import { currentDraft } from '../device/drafts.mjs';
import { flush } from '../outbox/outbox.mjs';

const CACHE = `otklik-${VERSION}`;
const PATIENCE = 2000;              // milliseconds before a kept page is shown instead of a slow one
const DATA = ['/app/survey', '/app/preview', '/results', '/privacy', '/accessibility', '/thanks'];
const SLOW = ['slow-2g', '2g'];

const isData = (pathname) => DATA.includes(pathname) || pathname.startsWith('/results/');

const isFrugal = () => navigator.connection?.saveData || SLOW.includes(navigator.connection?.effectiveType);

/** The address that a page is kept under: the language and the kiosk matter, the channel is filled in by the page. */
function keyOf(address) {
  const url = new URL(address);
  for (const name of [...url.searchParams.keys()]) if (!['lang', 'kiosk', 'wave'].includes(name)) url.searchParams.delete(name);
  url.hash = '';
  return url.href;
}

async function kept(address) {
  const cache = await caches.open(CACHE);
  return cache.match(keyOf(address), { ignoreVary: true });
}

async function keep(address, response) {
  const cache = await caches.open(CACHE);
  await cache.put(keyOf(address), response);
}

const isOwn = (html) => html.includes(PAGE_SCRIPT);
const waveOf = (html) => /name="wave" value="([^"]*)"/.exec(html)?.[1];

/** The form's page from the network, unless it is of another version and the kept one is still right. */
async function freshForm(request) {
  const fresh = await fetch(request);
  const html = await fresh.clone().text();
  if (fresh.ok && isOwn(html)) {
    await keep(request.url, fresh.clone());
    return fresh;
  }
  const old = await kept(request.url);
  if (!fresh.ok || !old || !waveOf(html)) return fresh.ok || !old ? fresh : old;
  registration.update().catch(() => {});
  return waveOf(await old.clone().text()) === waveOf(html) ? old : fresh;
}

async function freshData(request) {
  const fresh = await fetch(request);
  if (fresh.ok) await keep(request.url, fresh.clone());
  const isServers = fresh.ok || (fresh.status < 500 && fresh.status !== 429);
  return isServers ? fresh : await kept(request.url) ?? fresh;
}

/** What `fresh` gives within the patience, else what is kept, else what `fresh` gives at last. */
async function inTime(request, fresh, patience) {
  const coming = fresh(request);
  coming.catch(() => {});
  const late = new Promise((resolve) => { setTimeout(resolve, patience); });
  const inTime = await Promise.race([coming, late]).catch(() => undefined);
  return inTime ?? await kept(request.url) ?? coming;
}

/** What a page says that is neither kept nor can come, in the words of its language, or of one that is kept. */
async function nothingHere(address) {
  const asked = LOCALES[new URL(address).searchParams.get('lang')];
  const files = [asked, ...Object.values(LOCALES)].filter(Boolean).map((file) => kept(new URL(file, location.href).href));
  const locale = (await Promise.all(files)).find(Boolean);
  if (!locale) return Response.error();
  const { language, texts } = await locale.json();
  const html = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<meta name="color-scheme" content="light dark"><title>${texts['app.no-link']}</title>` +
    `<body style="max-width:40rem;margin:10vh auto;padding:0 16px;font:1rem/1.45 system-ui,sans-serif"><h1>${texts['app.no-link']}</h1>` +
    `<p>${texts['app.no-link-more']}</p><p><a href="/${new URL(address).search}">${texts['app.no-link-form']}</a></p>`;
  return new Response(html, { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}

/** The client's files, and the office's picture, which comes with the server's configuration. */
const isOurs = (pathname) => FILES.includes(pathname) || pathname.startsWith('/a/emblem-');

async function ownFile(request) {
  const found = await kept(request.url);
  if (found) return found;
  const fresh = await fetch(request);
  if (fresh.ok && isOurs(new URL(request.url).pathname)) await keep(request.url, fresh.clone());
  return fresh;
}

function answer(request) {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === '/') return inTime(request, freshForm, searchParams.has('kiosk') ? 0 : PATIENCE);
  if (isData(pathname)) return inTime(request, freshData, PATIENCE);
  return ownFile(request);
}

const isKept = ({ pathname }) => pathname === '/' || pathname.startsWith('/a/') || isData(pathname) || FILES.includes(pathname);

/** Everything that older versions keep. */
async function olderKeys() {
  const names = (await caches.keys()).filter((name) => name.startsWith('otklik-') && name !== CACHE);
  const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return keys.flat().map(({ url }) => new URL(url));
}

/** A file's name without the hash of its content: the same file in all versions. */
const stem = (pathname) => pathname.replace(/-[0-9a-f]{10}(?=\.\w+$)/, '');

addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const older = await olderKeys();
    const used = new Set(older.map(({ pathname }) => stem(pathname)));
    const isWanted = (file) => used.has(stem(file)) || CORE.includes(file) || (APP_FILES.includes(file) && !isFrugal());
    const cache = await caches.open(CACHE);
    await cache.addAll(FILES.filter(isWanted));
    await Promise.all(older.filter(({ pathname }) => pathname === '/').map(async ({ href }) => {
      const page = await fetch(href);
      const html = await page.clone().text();
      if (!page.ok || (waveOf(html) && !isOwn(html))) throw new Error(`${href}: not of this version`);
      if (waveOf(html)) await keep(href, page);
    }));
  })());
});

addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith('otklik-') && name !== CACHE) await caches.delete(name);
  })());
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || !isKept(url)) return;
  if (request.cache === 'no-store') return;  // who asks so wants the server's own word
  if (request.mode !== 'navigate') return event.respondWith(answer(request));
  event.respondWith(answer(request).catch(() => nothingHere(request.url)));
  event.waitUntil(currentDraft().catch(() => {}));  // takes one away that is a day old
  event.waitUntil(flush().catch(() => {}));         // a page without a form, as after the wave, has no script that would
});

addEventListener('sync', (event) => {
  event.waitUntil(flush({ isAsked: true }).then((wait) => {
    if (wait !== null) throw new Error('responses still wait');  // so that the browser tries again
  }));
});

/** A form's page that hands itself over: only its headers have to come. What is not of this version comes whole, as ever. */
async function keepPage({ address, html }) {
  const head = isOwn(html) && await fetch(address, { method: 'HEAD', cache: 'no-store' }).catch(() => null);
  if (!head?.ok) return answer(new Request(address));
  const headers = new Headers(head.headers);
  for (const name of ['Content-Encoding', 'Content-Length', 'ETag']) headers.delete(name);
  return keep(address, new Response(html, { headers }));
}

addEventListener('message', (event) => {
  if (event.data?.takeOver) skipWaiting();  // a kiosk between two visitors
  if (event.data?.page) event.waitUntil(keepPage(event.data.page).catch(() => {}));
  if (event.data?.keep)
    event.waitUntil(Promise.all(event.data.keep.map((address) => new Request(address)).filter((request) => isKept(new URL(request.url)))
      .map((request) => answer(request).catch(() => {}))));
});
