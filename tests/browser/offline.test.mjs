// The second visit needs no network, a new version comes between visits and whole, and unfinished answers are there again.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { behindLink } from './hooks.mjs';
import { buildNextVersion, eventually, sendResponses, startDevice } from './support.mjs';
import {
  answerToReview, areSealed, deviceHolds, justSealed, kept, keptOffline, next, openApp, putOnDevice, send, sent, takeOffDevice, tryAgain, watchSealing,
} from './visitor.mjs';

let server;
let link;
let context;
const folder = mkdtempSync(path.join(tmpdir(), 'otklik-offline-'));
behindLink((...started) => { [server, link, context] = started; });
after(() => rmSync(folder, { recursive: true }));

const versionOf = (page) => page.locator('script[type=module]').getAttribute('src');
/** Another visit: the pages before are closed, so that a new version may take over. */
async function visitAgain() {
  for (const page of context.pages()) await page.close();
  await new Promise((resolve) => { setTimeout(resolve, 1000); });  // a worker takes over a moment after the last page has gone
  return openApp(context, link.url);
}

test('it can be installed: manifest, icons, worker', async () => {
  const profile = path.join(folder, 'install');
  const device = await startDevice(profile);
  const page = await openApp(device, link.url);
  await keptOffline(page);
  const session = await device.newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors, []);
  const { data } = await session.send('Page.getAppManifest');
  for (const { src } of JSON.parse(data).icons) assert.equal((await fetch(new URL(src, link.url))).status, 200);
  await device.close();
});

test('the second visit works with no network at all: form, app, texts, the last known results', async () => {
  await sendResponses(server.url, 120);
  server.endWave('2026');
  server.openWave('2027');
  const page = await openApp(context, link.url);
  await keptOffline(page);
  link.cut();
  const again = await visitAgain();
  await answerToReview(again);
  await send(again);
  await kept(again).waitFor();
  await again.getByRole('button', { name: /^Посмотреть/ }).click();
  await again.getByText(/итоги прошлого опроса \(2026\)/).waitFor();
  assert.ok(areSealed((await deviceHolds(again)).outbox), 'to the key of the last visit');
  assert.ok(await again.getByText(/%/).count() > 10, 'figures of the last known release');
  link.mend();
  const later = await visitAgain();
  await eventually(async () => (await deviceHolds(later)).outbox.length === 0);
  assert.equal(server.stored(), 121);
});

test('a link lost before the texts came: the response is kept, the page says so, and it goes out on the next visit', async () => {
  link.lost = /GET \/a\/ru-/;
  const page = await context.newPage();
  await page.emulateMedia({ forcedColors: 'active' });  // the plain form
  await page.goto(link.url);
  await eventually(() => page.evaluate(async () => Boolean(await caches.match('/'))));
  link.cut();
  await page.getByRole('radio', { name: 'Женский' }).check();
  await page.locator('.send button').click();
  await kept(page).waitFor();
  await page.getByText('Он уйдёт, когда появится связь.').waitFor();
  const { outbox, draft } = await deviceHolds(page);
  assert.deepEqual([outbox.length, draft.length], [1, 0]);
  assert.ok(areSealed(outbox));
  await page.goto(link.url);
  await page.locator('.send button').waitFor();
  link.mend();
  await page.goto(link.url);
  await eventually(async () => (await deviceHolds(page)).outbox.length === 0);
  assert.equal(server.stored(), 1);
});

/** The form's page that the device keeps: its headers, and what it says but for what is new with every visit. */
const keptPage = (page) => page.evaluate(async () => {
  const said = (html) => {
    const { documentElement } = new DOMParser().parseFromString(html, 'text/html');
    documentElement.querySelector('[name=id]').removeAttribute('value');
    return documentElement.outerHTML;
  };
  const [kept, fresh] = [await caches.match('/', { ignoreVary: true }), await fetch('/', { cache: 'no-store' })];
  const text = await kept.text();
  const headers = ({ headers: all }) => [...all].filter(([name]) => !['content-encoding', 'content-length', 'date', 'keep-alive', 'etag'].includes(name));
  return { text, kept: said(text), fresh: said(await fresh.text()), headers: [headers(kept), headers(fresh)] };
});

test('the page hands itself over to be kept: as the server sends it, with the headers that protect it', async () => {
  const device = await startDevice(path.join(folder, 'handed'));
  const page = await openApp(device, link.url);
  await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  await keptOffline(page);
  const { kept: one, fresh, headers } = await keptPage(page);
  assert.equal(one, fresh);
  assert.deepEqual(headers[0], headers[1]);
  assert.ok(headers[0].some(([name]) => name === 'content-security-policy'));
  await device.close();
});

test('the page that is kept bears neither how this visitor sees pages nor the channel of another visit', async () => {
  const device = await startDevice(path.join(folder, 'seen'));
  await device.addInitScript(() => localStorage.setItem('view', JSON.stringify({ size: '300', scheme: 'dark' })));
  const page = await openApp(device, `${link.url}?via=vk`);
  await keptOffline(page);
  assert.match((await keptPage(page)).text, /^<!doctype html><html lang="ru"><head>/);
  await device.addInitScript(() => Object.defineProperty(globalThis, 'WebAssembly', { value: undefined }));
  link.cut();
  await page.goto(link.url);
  await page.waitForFunction(() => document.querySelector('[name=via]').value === '');
  await device.close();
});

test('a page that came back for correction hands nothing over: what is kept holds no answer', async () => {
  const device = await startDevice(path.join(folder, 'corrected'));
  const { wave } = await (await fetch(new URL('/api/v1/survey', link.url))).json();
  const body = new URLSearchParams({ wave, 'q-seek': 'приметное слово', 'q-sex': 'robot' });
  const wrong = await (await fetch(link.url, { method: 'POST', body })).text();
  assert.match(wrong, /приметное слово/);
  let isFirst = true;
  await device.route(link.url, (route) => {
    if (!isFirst) return route.continue();
    isFirst = false;
    return route.fulfill({ contentType: 'text/html; charset=utf-8', body: wrong });
  });
  const page = await device.newPage();
  await page.goto(link.url);
  await page.locator('html.app-on').waitFor();
  await keptOffline(page);
  const { text, kept: one, fresh } = await keptPage(page);
  assert.doesNotMatch(text, /приметное/);
  assert.equal(one, fresh);
  await device.close();
});

test('from the second visit on, the pages that the form links to are here without a link', async () => {
  const page = await openApp(context, link.url);
  await keptOffline(page);
  await page.reload();
  await eventually(() => page.evaluate(async () => (await Promise.all(['/results', '/privacy', '/?lang=en'].map((path) => caches.match(path)))).every(Boolean)));
  link.cut();
  for (const path of ['results', 'privacy', '?lang=en']) {
    await page.goto(link.url + path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
  }
});

test('a page that was never seen says without a link that there is none, in our words', async () => {
  const page = await openApp(context, link.url);
  await keptOffline(page);
  link.cut();
  await page.goto(`${link.url}privacy?lang=en`);  // whose words this device does not have either
  await page.getByRole('heading', { name: 'Сейчас нет связи' }).waitFor();
  await page.goto(`${link.url}results`);
  await page.getByRole('heading', { name: 'Сейчас нет связи' }).waitFor();
  await page.getByRole('link', { name: 'Вернуться к опросу' }).click();
  await page.waitForFunction(() => document.title.startsWith('Вопрос 1 из 13'));
});

/** Whether the worker keeps what reads the plain form. */
const isReaderKept = (page) => page.evaluate(async () => {
  const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  const paths = kept.flat().map(({ url }) => new URL(url).pathname);
  return [/^\/a\/plain-[0-9a-f]+\.js$/, /^\/a\/plain-[0-9a-f]+\.wasm$/, /^\/a\/plain-ru-/, /^\/a\/ru-/, /^\/app\/survey$/]
    .every((file) => paths.some((one) => file.test(one)));
});
/** Sends the plain form without a link, with a text that is over its limit: the device itself says so, at the field. */
async function readsOffline(page) {
  const area = page.locator('#q-seek textarea');
  await area.evaluate((field) => { field.value = 'ж'.repeat(2001); });
  await page.locator('.send button').click();
  await page.getByRole('alert').getByText('Сократите его').waitFor();
  const { outbox } = await deviceHolds(page);
  assert.deepEqual(outbox, []);
}

for (const [who, prepare] of [['forced colours', (page) => page.emulateMedia({ forcedColors: 'active' })],
  ['Save-Data', (page) => page.context().setExtraHTTPHeaders({ 'Save-Data': 'on' })]])
  test(`the plain form in the place of the app (${who}) is read without a link, too, from the first visit on`, async () => {
    const page = await context.newPage();
    await prepare(page);
    await page.goto(link.url);
    await eventually(() => isReaderKept(page));
    link.cut();
    await page.reload();
    await readsOffline(page);
  });

test('with the app, what reads the plain form costs the first visit nothing, and is kept from the second on, or once it was used', async () => {
  let page = await openApp(context, link.url);
  await keptOffline(page);
  assert.equal(await isReaderKept(page), false);
  await page.locator('#app-plain').click();
  await page.getByRole('radio', { name: 'Женский' }).check();
  await eventually(() => isReaderKept(page), 15, 'used');
  await eventually(async () => (await deviceHolds(page)).draft.length === 1);
  await takeOffDevice(page, 'draft', 'draft');
  await page.evaluate(async () => {
    const cache = await caches.open((await caches.keys())[0]);
    for (const request of await cache.keys()) if (/\/a\/plain/.test(request.url)) await cache.delete(request);
  });
  page = await visitAgain();
  await eventually(() => isReaderKept(page), 15, 'a second visit');
  link.cut();
  page = await visitAgain();
  await page.locator('#app-plain').click();
  await readsOffline(page);
});

test('who asks the server itself, past every cache, is not answered by the worker', async () => {
  const page = await openApp(context, link.url);
  await keptOffline(page);
  await page.reload();
  await page.locator('html.app-on').waitFor();
  link.cut();
  const ask = (cache) => page.evaluate((how) => fetch('/app/survey', { cache: how }).then(({ status }) => status, () => 'no answer'), cache);
  assert.deepEqual([await ask('default'), await ask('no-store')], [200, 'no answer']);
});

test('an offline visit to another channel\'s link counts for that channel', async () => {
  await watchSealing(context);
  const page = await openApp(context, `${link.url}?via=vk`);
  await keptOffline(page);
  await page.close();
  link.cut();
  const other = await openApp(context, `${link.url}?via=ok`);
  await answerToReview(other);
  await send(other);
  await kept(other).waitFor();
  assert.equal((await justSealed(other)).via, 'ok');
});

test('two offline visits send two responses, although both saw the same kept page', async () => {
  const page = await openApp(context, link.url);
  await keptOffline(page);
  link.cut();
  let visit = page;
  for (let n = 0; n < 2; n += 1) {
    visit = await visitAgain();
    await answerToReview(visit);
    await send(visit);
    await kept(visit).waitFor();
  }
  link.mend();
  visit = await visitAgain();
  await eventually(async () => (await deviceHolds(visit)).outbox.length === 0);
  assert.equal(server.stored(), 2);
});

test('an update comes between visits: no page has files of two versions, and none changes under the visitor', async () => {
  const page = await openApp(context, link.url);
  await keptOffline(page);
  const first = await versionOf(page);
  await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  await server.restart(buildNextVersion(path.join(folder, 'update'), 'next'));

  const during = await context.newPage();
  await during.goto(link.url);
  await during.getByRole('button', { name: 'Продолжить' }).click();
  await during.locator('html.app-on').waitFor();
  assert.equal(await versionOf(during), first, 'a visit while the update is fetched is of the old version, as a whole');
  const loaded = await during.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));
  const changed = loaded.filter((name) => /page-.*js$|wasm$/.test(name));
  assert.equal(changed.length, 2);
  for (const name of changed) assert.equal((await fetch(new URL(name, server.url))).status, 404, `${name} is the server's no more`);
  await eventually(() => during.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)), 20, 'the update is here');
  assert.ok(await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).isChecked());
  await answerToReview(page);
  await send(page);
  await sent(page).waitFor();
  assert.equal(await versionOf(page), first);

  await eventually(async () => await versionOf(await visitAgain()) !== first, 60, 'the new version is shown');
  link.cut();
  const offline = await visitAgain();
  assert.notEqual(await versionOf(offline), first);
});

test('a broken update leaves the old version working, online and offline', async () => {
  const page = await openApp(context, link.url);
  await keptOffline(page);
  const first = await versionOf(page);
  const broken = buildNextVersion(path.join(folder, 'broken'), 'broken');
  const index = JSON.parse(readFileSync(path.join(broken, 'index.json')));
  delete index.files[Object.keys(index.files).find((name) => name.endsWith('.wasm'))];
  writeFileSync(path.join(broken, 'index.json'), JSON.stringify(index));
  await server.restart(broken);
  let visit = page;
  for (let n = 0; n < 3; n += 1) {
    visit = await visitAgain();
    assert.equal(await versionOf(visit), first);
    await visit.waitForTimeout(500);
  }
  link.cut();
  visit = await visitAgain();
  assert.equal(await versionOf(visit), first);
});

test('a draft survives a closed tab: the visitor goes on where it was, with every answer', async () => {
  const page = await openApp(context, link.url);
  await page.getByRole('checkbox', { name: 'Другое (укажите)' }).check();
  await page.locator('[name="other-sources"]').fill('газета');
  for (let question = 0; question < 4; question += 1) await next(page);
  await page.locator('[data-question]:not([hidden]) textarea').fill('Где найти распи');
  await page.waitForTimeout(700);
  await page.close();
  const again = await context.newPage();
  await again.goto(link.url);
  await again.getByRole('heading', { name: 'Продолжить с того же места?' }).waitFor();
  await again.screenshot({ path: server.output('draft-360.png') });
  await again.getByRole('button', { name: 'Продолжить' }).click();
  await again.locator('html.app-on').waitFor();
  await again.getByText('Вопрос 5 из 13').first().waitFor();
  assert.equal(await again.locator('[data-question]:not([hidden]) textarea').inputValue(), 'Где найти распи');
  assert.equal(await again.locator('[name="other-sources"]').inputValue(), 'газета');
});

test('a draft remembers which question was shown; a tab that was only looked at leaves it alone', async () => {
  const page = await openApp(context, link.url);
  await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  await eventually(async () => (await deviceHolds(page)).draft.length === 1);
  for (let i = 0; i < 3; i += 1) await next(page);
  await eventually(async () => (await deviceHolds(page)).draft[0].question === 'q-ease', 5);
  const other = await context.newPage();
  await other.goto(link.url);
  await other.getByRole('button', { name: 'Продолжить' }).click();
  await other.locator('html.app-on').waitFor();
  await other.getByText('Вопрос 4 из 13').first().waitFor();
  await page.locator('#app-back').click();
  await page.locator('[data-question]:not([hidden]) input').first().check();
  await page.waitForTimeout(700);
  const kept = (await deviceHolds(page)).draft;
  await other.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  await other.waitForTimeout(300);
  assert.deepEqual((await deviceHolds(page)).draft, kept, 'what the other tab kept since');
  for (let i = 0; i < 11; i += 1) await next(page);
  await send(page);
  await sent(page).waitFor();
  await other.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  await other.waitForTimeout(300);
  assert.deepEqual((await deviceHolds(page)).draft, [], 'what was sent is not a draft again');
  await other.close();
  await page.close();
});

test('«Начать заново» forgets the draft; so do sending and a day', async () => {
  const begin = async () => {
    const page = await openApp(context, link.url);
    await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
    await eventually(async () => (await deviceHolds(page)).draft.length === 1);
    return page;
  };
  const reopen = async (page) => {
    await page.close();
    const again = await context.newPage();
    await again.goto(link.url);
    return again;
  };
  let page = await reopen(await begin());
  page.once('dialog', (dialog) => dialog.dismiss());
  await page.getByRole('button', { name: 'Начать заново' }).click();
  assert.equal((await deviceHolds(page)).draft.length, 1, 'only who is sure loses it');
  page.once('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', { name: 'Начать заново' }).click();
  await page.locator('html.app-on').waitFor();
  assert.equal(await page.locator('form input:checked:not([value=""])').count(), 0);
  assert.equal((await deviceHolds(page)).draft.length, 0);
  await page.close();

  page = await begin();
  await answerToReview(page);
  await send(page);
  await sent(page).waitFor();
  await page.waitForTimeout(600);
  assert.equal((await deviceHolds(page)).draft.length, 0);
  await page.close();

  page = await begin();
  const [draft] = (await deviceHolds(page)).draft;
  await putOnDevice(page, 'draft', [{ ...draft, savedAt: Date.now() - 24 * 3_600_000 }], 'draft');
  page = await reopen(page);
  await page.locator('html.app-on').waitFor();
  assert.equal((await deviceHolds(page)).draft.length, 0);
});

test('a draft of another wave is not offered', async () => {
  const page = await openApp(context, link.url);
  await putOnDevice(page, 'draft', [{ wave: '2025', entries: [['sex', 'male']], question: 'q-sex', savedAt: Date.now() }], 'draft');
  await page.reload();
  await page.locator('html.app-on').waitFor();
  assert.equal((await deviceHolds(page)).draft.length, 0);
});

test('who asked to save data gets the plain form, with outbox and draft, and the app on request with its size', async () => {
  await context.setExtraHTTPHeaders({ 'Save-Data': 'on' });
  const page = await context.newPage();
  await page.goto(link.url);
  const offer = page.getByRole('button', { name: /Открыть приложение \(\d+ КБ\)/ });
  await offer.waitFor();
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  assert.equal(loaded.filter((name) => name.endsWith('.wasm')).length, 0);
  await page.getByRole('radio', { name: 'Женский' }).check();
  await eventually(async () => (await deviceHolds(page)).draft.length === 1);
  link.cut();
  await page.locator('.send button').click();
  await kept(page).waitFor();
  link.mend();
  await tryAgain(page);
  await eventually(async () => server.stored() === 1);
  await page.goto(link.url);
  await page.getByRole('button', { name: /Открыть приложение/ }).click();
  await page.locator('html.app-on').waitFor();
});
