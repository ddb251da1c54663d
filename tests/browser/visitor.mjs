// What a visitor does and what the device holds.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { eventually } from './support.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page, a line a finding. */
export async function axeFindings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** The definition's words as they stand on a screen: see shared/text/typeset.h. */
export const typeset = (text) => text.replace(/\b(\d+)-(\d+)\b/g, '$1–$2').replace(/-(?=\p{Lu})|(?<=\d)-/gu, '\u2011');

/** Opens the form and waits for the app. */
export async function openApp(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('html.app-on').waitFor();
  return page;
}

/** Opens what a phone's header has behind its button; wide screens show it. */
export async function openMenu(page) {
  const menu = page.locator('.menu:not([open]) summary');
  if (await menu.isVisible()) await menu.click();
}
/** Opens «Версия для слабовидящих», or closes it. */
export async function toggleView(page) {
  await openMenu(page);
  await page.locator('#view summary').click();
}

export const next = (page) => page.getByRole('button', { name: /^(Далее|Пропустить)$/ }).click();

/** Answers the first question and goes to the review. */
export async function answerToReview(page, text) {
  await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  for (let question = 0; question < 13; question += 1) {
    const area = page.locator('[data-question]:not([hidden]) textarea');
    if (text && await area.count() === 1) await area.fill(text);
    await next(page);
  }
}

export const send = (page) => page.getByRole('button', { name: 'Отправить', exact: true }).click();
export const sent = (page) => page.getByRole('heading', { name: 'Спасибо! Ваш ответ отправлен' });
export const kept = (page) => page.getByRole('heading', { name: 'Спасибо! Ваш ответ сохранён' });
/** Presses «Отправить сейчас», unless the response goes out by itself before that. */
export const tryAgain = (page) => Promise.race([page.getByRole('button', { name: 'Отправить сейчас' }).click(), sent(page).waitFor()]);

/**
 * Everything that a page of this origin can read on the device. The random id of a form's page, which says nothing and is another one each
 * time, is left out.
 */
export const readable = (page) => page.evaluate(async () => {
  const withoutId = (html) => html.replace(/value="[0-9a-f]{32}"/g, 'value=""');
  const read = {
    document: withoutId(document.documentElement.outerHTML), title: document.title, address: location.href, cookie: document.cookie,
    history: history.state, localStorage: { ...localStorage }, sessionStorage: { ...sessionStorage }, indexedDB: {}, caches: {},
    texts: [...document.querySelectorAll('textarea, input[type=text]')].map(({ value }) => value),
    checked: [...document.querySelectorAll('form input:checked')].filter(({ value }) => value !== '').length,
  };
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of database.objectStoreNames)
      read.indexedDB[store] = await new Promise((resolve) => {
        database.transaction(store).objectStore(store).getAll().onsuccess = ({ target }) => resolve(target.result);
      });
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) read.caches[request.url] = withoutId(await (await cache.match(request)).text());
  }
  return read;
});

/** What the page's IndexedDB holds: {store: [values]}. */
export const deviceHolds = async (page) => (await readable(page)).indexedDB;

/** Whether all of these rows of the outbox are sealed, and hold nothing else. */
export const areSealed = (items) => items.length > 0 && items.every(({ body }) => Object.keys(JSON.parse(body)).sort().join() === 'id,sealed,wave');

/** Lets the pages of `context` tell what they seal. */
export const watchSealing = (context) => context.addInitScript(() => {
  if (!isSecureContext) return;  // such as the empty page that a visit begins with
  const { encrypt } = SubtleCrypto.prototype;
  SubtleCrypto.prototype.encrypt = function told(...args) {
    globalThis.justSealed = JSON.parse(new TextDecoder().decode(args[2]));
    return encrypt.apply(this, args);
  };
});
/** What the page sealed last: {via, answers}. */
export const justSealed = (page) => page.evaluate(() => globalThis.justSealed);

/** Calls `method` of a store of the page's IndexedDB with each list of arguments in `calls`. */
const callOnDevice = (page, store, method, calls) => page.evaluate(async ([name, act, lists]) => {
  const database = await new Promise((resolve) => { indexedDB.open('otklik').onsuccess = ({ target }) => resolve(target.result); });
  const transaction = database.transaction(name, 'readwrite');
  for (const list of lists) transaction.objectStore(name)[act](...list);
  await new Promise((resolve) => { transaction.oncomplete = resolve; });
  database.close();
}, [store, method, calls]);

/** Puts values into a store of the page's IndexedDB. */
export const putOnDevice = (page, store, values, key) => callOnDevice(page, store, 'put', values.map((value) => (key ? [value, key] : [value])));
/** Takes a value out of it. */
export const takeOffDevice = (page, store, key) => callOnDevice(page, store, 'delete', [[key]]);

/** Resolves when the worker keeps the page and its files. */
export const keptOffline = (page) => eventually(() => page.evaluate(async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration?.active) return false;
  const keys = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  const kept = keys.flat().map(({ url }) => new URL(url).pathname);
  return ['/', '/app/survey', '/app/preview'].every((path) => kept.includes(path)) && kept.some((path) => path.endsWith('.wasm')) &&
    kept.some((path) => /\/a\/(ru|en)-/.test(path));
}), 15, 'the page is kept offline');

/** Where the elements that `selector` names are on the screen: [{id, left, right, top, bottom…}]; those without a width are left out. */
export const boxesOf = (page, selector) => page.evaluate((wanted) => [...document.querySelectorAll(wanted)]
  .map((node) => ({ id: node.id || node.querySelector('input')?.id || node.tagName, ...node.getBoundingClientRect().toJSON() }))
  .filter(({ width }) => width > 0), selector);

/** Which boxes lie over each other by more than a pixel, a line a pair. */
export const overlaps = (boxes) => boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) =>
  one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1)
  .map((other) => `${one.id} over ${other.id}`));
