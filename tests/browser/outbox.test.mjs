// Every finished response arrives exactly once, whatever happens to the link, the server, the tab or the browser.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { behindLink } from './hooks.mjs';
import { startLink } from './link.mjs';
import { eventually, inPlaceOf, response, startBrowser, startDevice, startServer } from './support.mjs';
import {
  answerToReview, areSealed, deviceHolds, justSealed, kept, keptOffline, next, openApp, openMenu, putOnDevice, readable, send, sent, takeOffDevice, tryAgain, watchSealing,
} from './visitor.mjs';
import { offlineWeek } from './week.mjs';

let server;
let link;
let context;
behindLink((...started) => { [server, link, context] = started; }, { server: { flags: ['--responses-per-hour', '10000'] } });

const WAITING = 'ждёт отправки';
const NOT_SENT = 'Пока не получилось: сервер недоступен.';
/** A response as an older client left it on the device: open. */
const onItsWay = (item) => ({ id: item.id, wave: item.wave, after: 0, body: JSON.stringify(item) });
const isOutboxEmpty = async (page) => (await deviceHolds(page)).outbox.length === 0;
const flush = (page) => page.evaluate(() => { window.dispatchEvent(new Event('online')); });
/** The plain form, and its button. */
async function openPlain() {
  const page = await context.newPage();
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(link.url, { waitUntil: 'networkidle' });
  return page;
}
const sendPlain = (page) => page.locator('.send button').click();
/** Resolves when no tab and no worker sends. */
const isAtRest = (page) => eventually(() => page.evaluate(async () => {
  const { held, pending } = await navigator.locks.query();
  return held.length + pending.length === 0;
}));

test('a response that is sent leaves nothing on the device', async () => {
  const page = await openApp(context, link.url);
  await answerToReview(page);
  await send(page);
  await sent(page).waitFor();
  const { outbox, refused, draft } = await deviceHolds(page);
  assert.deepEqual({ outbox, refused, draft }, { outbox: [], refused: [], draft: [] });
  assert.equal(server.stored(), 1);
});

test('the server is stopped before sending and started later: the response waits, says so, and goes', async () => {
  const page = await openApp(context, link.url);
  await answerToReview(page);
  await server.kill();
  await send(page);
  await kept(page).waitFor();
  await page.getByText(WAITING).waitFor();
  const { outbox } = await deviceHolds(page);
  assert.equal(outbox.length, 1);
  assert.ok(areSealed(outbox));
  await page.getByRole('button', { name: 'Отправить сейчас' }).click();
  await page.getByText(NOT_SENT).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Отправить сейчас');
  await server.start();
  await tryAgain(page);
  await sent(page).waitFor();
  assert.equal(await page.getByText(WAITING).count() + await page.getByText(NOT_SENT).count(), 0);
  assert.equal(server.stored(), 1);
});

test('killed after the commit and before the answer: the retry is known, the count stays 1', async () => {
  const page = await openApp(context, link.url);
  await answerToReview(page);
  link.answersCut = true;
  await send(page);
  await kept(page).waitFor();
  await server.kill();
  await server.start();
  assert.equal(server.stored(), 1, 'the commit was before the kill');
  link.mend();
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await tryAgain(page);
  assert.deepEqual((await (await answered).json()).results.map(({ status }) => status), [200]);
  await sent(page).waitFor();
  assert.equal(server.stored(), 1);
});

test('the link is cut in the middle of a batch: all of it arrives once', async () => {
  const page = await openApp(context, link.url);
  link.cut();
  await putOnDevice(page, 'outbox', Array.from({ length: 250 }, () => onItsWay(response())));
  link.mend();
  link.requestBytes = 30_000;
  await page.reload();
  await eventually(() => link.isCut);
  link.mend();
  await page.reload();
  await eventually(() => isOutboxEmpty(page));
  assert.equal(server.stored(), 250);
  assert.ok(Math.max(...link.requests.map((ids) => ids.length)) <= 100, 'at most 100 in a request');
});

test('the browser is killed right after «Отправить»: the response arrives, once, on the next visit', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'otklik-device-'));
  let device = await startDevice(folder, { viewport: { width: 360, height: 640 } });
  const page = await openApp(device, link.url);
  await keptOffline(page);
  await answerToReview(page);
  link.cut();
  await page.evaluate(() => {
    document.getElementById('app-next').click();
  });
  await eventually(async () => (await deviceHolds(page)).outbox.length === 1);
  const session = await device.browser()?.newBrowserCDPSession?.() ?? await device.newCDPSession(page);
  const { processInfo } = await session.send('SystemInfo.getProcessInfo').catch(() => ({ processInfo: [] }));
  const pid = processInfo.find(({ type }) => type === 'browser')?.id;
  assert.ok(pid, 'the browser\'s process');
  process.kill(pid, 'SIGKILL');
  await device.close().catch(() => {});
  link.mend();
  device = await startDevice(folder);
  const again = await device.newPage();
  await again.goto(link.url);
  await eventually(() => isOutboxEmpty(again));
  await device.close();
  rmSync(folder, { recursive: true });
  assert.equal(server.stored(), 1);
});

test('two tabs at once: no response is sent by both', async () => {
  const page = await openApp(context, link.url);
  const other = await openApp(context, link.url);
  link.cut();
  await putOnDevice(page, 'outbox', Array.from({ length: 150 }, () => onItsWay(response())));
  link.mend();
  link.answerDelay = 500;
  const before = link.requests.length;
  await Promise.all([page, other].map((tab) => tab.evaluate(() => { window.dispatchEvent(new Event('online')); })));
  await eventually(() => isOutboxEmpty(page));
  const ids = link.requests.slice(before).flat();
  assert.equal(ids.length, 150);
  assert.equal(new Set(ids).size, 150);
  assert.equal(server.stored(), 150);
});

test('the storage is full: the response is sent at once; where that fails it stays in the form, and the page says what to do', async () => {
  const page = await openApp(context, link.url);
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(link.url).origin, quotaSize: 1 });
  await answerToReview(page, 'слово');
  link.cut();
  await send(page);
  await page.getByText('Отправить не получилось').first().waitFor();
  await page.getByText('не сохраняет ответы на устройстве').waitFor();
  assert.equal(await page.locator('textarea').first().inputValue(), 'слово');
  link.mend();
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await send(page);
  assert.ok(areSealed(JSON.parse((await posted).postData()).map((item) => ({ body: JSON.stringify(item) }))));
  await sent(page).waitFor();
  assert.equal(server.stored(), 1);
});

test('a browser without a service worker, as inside other apps, keeps nothing: it says so, and sends at once', async () => {
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined }));
  const page = await openApp(context, link.url);
  await answerToReview(page, 'слово');
  await page.getByText('не сохраняет ответы на устройстве').waitFor();
  assert.deepEqual((await deviceHolds(page)).draft, []);
  link.cut();
  await send(page);
  await page.getByText('Отправить не получилось').first().waitFor();
  assert.deepEqual((await deviceHolds(page)).outbox, []);
  assert.equal(await page.locator('textarea').first().inputValue(), 'слово');
  link.mend();
  await send(page);
  await sent(page).waitFor();
  assert.equal(server.stored(), 1);
});

test('such a browser takes the answers along to the other language, in the tab alone and on the way alone', async () => {
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined }));
  const page = await openApp(context, link.url);
  await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  await next(page);
  await openMenu(page);
  await page.getByRole('link', { name: 'English' }).click();
  await page.waitForURL(/lang=en/);
  await page.locator('html.app-on').waitFor();
  await page.getByText('Question 2 of 13').first().waitFor();
  assert.ok(await page.locator('#q-sources--site').isChecked());
  const { sessionStorage, localStorage, indexedDB } = await readable(page);
  assert.deepEqual([sessionStorage, localStorage, indexedDB.draft], [{}, {}, []]);
});

test('what an older client left open on the device goes together with what is sealed', async () => {
  const page = await openApp(context, link.url);
  await answerToReview(page);
  link.cut();
  await send(page);
  await kept(page).waitFor();
  await putOnDevice(page, 'outbox', [response(), response()].map(onItsWay));
  link.mend();
  const before = link.requests.length;
  await tryAgain(page);
  await sent(page).waitFor();
  assert.deepEqual(link.requests.slice(before).map((ids) => ids.length), [3], 'in one request');
  assert.equal(server.stored(), 3);
});

test('the page has no key, as an older server\'s: the response is kept and sent open', async () => {
  const page = await openApp(context, link.url);
  await page.locator('form[data-survey]').evaluate((form) => form.removeAttribute('data-key'));
  await answerToReview(page);
  link.cut();
  await send(page);
  await kept(page).waitFor();
  const [{ body }] = (await deviceHolds(page)).outbox;
  assert.deepEqual(JSON.parse(body).answers, { sources: ['site'] });
  assert.equal(Buffer.from(body).length % 4096, 0);
  link.mend();
  await tryAgain(page);
  await sent(page).waitFor();
  assert.equal(server.stored(), 1);
});

test('a page that was kept longer than its wave seals to the key that it came with', async () => {
  await context.route('**/app/survey', (route) => route.fulfill({ body: `2027\n${'A'.repeat(87)}\n\n` }));
  const page = await context.newPage();
  await page.emulateMedia({ forcedColors: 'active' });  // the plain form: no app comes for another wave's survey
  await page.goto(link.url, { waitUntil: 'networkidle' });
  await page.getByRole('radio', { name: 'Женский' }).check();
  link.cut();
  await page.locator('.send button').click();
  await kept(page).waitFor();
  assert.ok(areSealed((await deviceHolds(page)).outbox));
  link.mend();
  await tryAgain(page);
  await eventually(() => server.stored() === 1);
});

test('a server that was set up anew during the visit: the response is sealed again to the new key, and stored once', async () => {
  const page = await openApp(context, link.url);
  await answerToReview(page);
  await inPlaceOf(server, {}, async (anew) => {
    await send(page);
    await sent(page).waitFor();
    assert.equal(anew.stored(), 1);
    assert.equal(link.requests.length, 2);
    assert.equal(new Set(link.requests.flat()).size, 1, 'under the same id');
    const { outbox, refused } = await deviceHolds(page);
    assert.deepEqual({ outbox, refused }, { outbox: [], refused: [] });
  });
});

test('a server that was set up anew while the response waits: the page that still has the answers seals them again', async () => {
  const page = await openApp(context, link.url);
  await answerToReview(page);
  await server.kill();
  await send(page);
  await kept(page).waitFor();
  await server.start();
  await inPlaceOf(server, {}, async (anew) => {
    await tryAgain(page);
    await sent(page).waitFor();
    await eventually(() => anew.stored() === 1);
    assert.deepEqual((await deviceHolds(page)).refused, []);
  });
});

test('the storage is full, and the server was set up anew: what is sent at once is sealed again, too', async () => {
  const page = await openApp(context, link.url);
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(link.url).origin, quotaSize: 1 });
  await answerToReview(page);
  await inPlaceOf(server, {}, async (anew) => {
    await send(page);
    await sent(page).waitFor();
    assert.equal(anew.stored(), 1);
  });
});

for (const how of ['«Отправить ещё раз»', 'the next flush'])
  test(`the server's new key cannot be learnt at first: ${how} seals the response again, as long as the page has its answers`, async () => {
    const page = await openApp(context, link.url);
    await answerToReview(page);
    link.cut();
    await send(page);
    await kept(page).waitFor();
    await inPlaceOf(server, {}, async (anew) => {
      link.mend();
      link.lost = /GET \/app\/survey/;
      await flush(page);
      await page.getByRole('button', { name: 'Отправить ещё раз' }).waitFor();
      await isAtRest(page);
      assert.ok(await kept(page).isVisible(), 'it is not given up');
      link.mend();
      if (how === 'the next flush') await flush(page);
      else await Promise.any([page.getByRole('button', { name: 'Отправить ещё раз' }).click(), sent(page).waitFor()]);  // the device may be faster
      await sent(page).waitFor();
      assert.equal(anew.stored(), 1);
      const { outbox, refused } = await deviceHolds(page);
      assert.deepEqual([outbox, refused], [[], []]);
    });
  });

test('the plain form seals again what waits, too, and says when it was sent', async () => {
  const page = await openPlain();
  await page.getByRole('radio', { name: 'Женский' }).check();
  link.cut();
  await sendPlain(page);
  await kept(page).waitFor();
  await inPlaceOf(server, {}, async (anew) => {
    link.mend();
    await flush(page);
    await sent(page).waitFor();
    assert.equal(await page.getByText('Он уйдёт, когда появится связь').count(), 0);
    assert.equal(anew.stored(), 1);
  });
});

test('the longest answers that the form takes are read whole on the device, by the app and by the plain form', async () => {
  await watchSealing(context);
  const text = `Позвоните: +7 912 345-67-89. ${'№'.repeat(1960)}`;  // nine bytes a character, urlencoded
  const wanted = Array(4).fill(text.replace('+7 912 345-67-89', '[телефон]'));
  const texts = async (page) => Object.values((await justSealed(page)).answers).filter((answer) => typeof answer === 'string');
  const app = await openApp(context, link.url);
  await answerToReview(app, text);
  await send(app);
  await sent(app).waitFor();
  assert.deepEqual(await texts(app), wanted);
  await app.close();
  const page = await openPlain();
  for (const area of await page.locator('textarea').all()) await area.fill(text);
  link.lost = /^POST /;
  await sendPlain(page);
  await kept(page).waitFor();
  assert.deepEqual(await texts(page), wanted);
  link.mend();
  await flush(page);
  await eventually(() => server.stored() === 2);
});

test('nothing is typed into a form that is on its way, and no draft is left of it', async () => {
  const page = await openPlain();
  const area = page.locator('textarea').first();
  await area.fill('приметное слово');
  await eventually(async () => (await deviceHolds(page)).draft.length === 1);
  let answer;
  const held = new Promise((resolve) => { answer = resolve; });
  await context.route('**/api/v1/responses', async (route) => { await held; await route.continue(); });
  await sendPlain(page);
  await eventually(async () => (await deviceHolds(page)).outbox.length === 1);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Отправить', 'what was pressed keeps the focus');
  await area.focus();
  await page.keyboard.type('!');
  assert.equal(await area.inputValue(), 'приметное слово');
  await page.getByRole('status').getByText('Отправляем…').waitFor();
  await page.locator('form').evaluate((form) => form.dispatchEvent(new Event('change', { bubbles: true })));  // as an extension may
  await eventually(async () => (await deviceHolds(page)).draft.length === 1);
  answer();
  await page.waitForURL('**/thanks?wave=2026');
  const { draft, outbox } = await deviceHolds(page);
  assert.deepEqual([draft, outbox], [[], []]);
  await page.goBack();
  await area.waitFor();
  await area.fill('ещё одно');
  assert.equal(await area.inputValue(), 'ещё одно', 'whoever comes back may answer again');
});

test('the app leaves no draft of what is on its way either', async () => {
  const page = await openApp(context, link.url);
  await answerToReview(page, 'приметное слово');
  let answer;
  const held = new Promise((resolve) => { answer = resolve; });
  await context.route('**/api/v1/responses', async (route) => { await held; await route.continue(); });
  await send(page);
  await eventually(async () => (await deviceHolds(page)).outbox.length === 1);
  await page.locator('form').evaluate((form) => form.dispatchEvent(new Event('change', { bubbles: true })));
  await eventually(async () => (await deviceHolds(page)).draft.length === 1);
  answer();
  await sent(page).waitFor();
  assert.deepEqual((await deviceHolds(page)).draft, []);
});

test('an app that breaks off while it sends: the plain form sends nothing again, and thanks', async () => {
  const page = await openApp(context, link.url);
  await answerToReview(page);
  let answer;
  const held = new Promise((resolve) => { answer = resolve; });
  await context.route('**/api/v1/responses', async (route) => { await held; await route.continue(); });
  await send(page);
  await eventually(async () => (await deviceHolds(page)).outbox.length === 1);
  await page.evaluate(() => document.querySelector('#app-clip canvas').getContext('webgl').getExtension('WEBGL_lose_context').loseContext());
  await page.locator('html:not(.app-on)').waitFor();
  await sendPlain(page);
  answer();
  await page.waitForURL('**/thanks?wave=2026');
  assert.equal(link.requests.length, 1);
  assert.equal(server.stored(), 1);
});

test('a database that cannot be read any more stops no response, and no button', async () => {
  const page = await openPlain();
  await page.getByRole('radio', { name: 'Женский' }).check();
  await page.evaluate(() => {
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function broken(names, mode, options) {
      if (mode === 'readonly') throw new DOMException('Internal error', 'UnknownError');
      return transaction.call(this, names, mode, options);
    };
  });
  link.lost = /^POST /;
  await sendPlain(page);
  await page.getByText('не сохраняет ответы на устройстве').waitFor();
  await page.locator('form:not([aria-busy])').waitFor();
  link.mend();
  await sendPlain(page);
  await page.waitForURL('**/thanks?wave=2026');
  assert.equal(server.stored(), 1);
});

test('what the device lost on the way is not called sent', async () => {
  const page = await context.newPage();
  await page.emulateMedia({ forcedColors: 'active' });
  await page.clock.install();
  await page.goto(link.url);
  await page.getByRole('radio', { name: 'Женский' }).check();
  let fail;
  const held = new Promise((resolve) => { fail = resolve; });
  await context.route('**/api/v1/responses', async (route) => { await held; await route.abort(); });
  await sendPlain(page);
  await eventually(async () => (await deviceHolds(page)).outbox.length === 1);
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(link.url).origin, storageTypes: 'indexeddb' });
  await page.clock.fastForward(21_000);
  await page.getByText('не сохраняет ответы на устройстве').waitFor();
  assert.ok(await page.getByRole('radio', { name: 'Женский' }).isChecked());
  fail();
  await isAtRest(page);
  await context.unroute('**/api/v1/responses');
  await page.clock.fastForward(3_600_000);  // no pause after the failure
  await sendPlain(page);
  await page.waitForURL('**/thanks?wave=2026');
  assert.equal(server.stored(), 1);
});

test('once the visit is over nobody can seal again: the response stays, is said, and is taken when the server has its key back', async () => {
  const page = await openApp(context, link.url);
  await keptOffline(page);
  await answerToReview(page);
  link.cut();
  await send(page);
  await kept(page).waitFor();
  await page.reload();
  await page.locator('html.app-on').waitFor();
  await inPlaceOf(server, {}, async (anew) => {
    link.mend();
    await flush(page);
    await page.getByText('Сервер настроили заново, и открыть этот ответ он больше не может.').waitFor();
    await page.getByRole('button', { name: 'Убрать' }).waitFor();
    assert.equal(anew.stored(), 0);
    assert.ok(areSealed((await deviceHolds(page)).refused));
  });
  await page.getByRole('button', { name: 'Отправить ещё раз' }).click();
  await page.getByRole('status').getByText('Ваш ответ отправлен').waitFor();
  assert.equal(server.stored(), 1);
});

test('what was damaged on the device is refused, is said, and can be sent again or removed', async () => {
  const page = await openApp(context, link.url);
  await answerToReview(page);
  await server.kill();
  await send(page);
  await kept(page).waitFor();
  const [item] = (await deviceHolds(page)).outbox;
  const { sealed, ...rest } = JSON.parse(item.body);
  await putOnDevice(page, 'outbox', [{ ...item, body: JSON.stringify({ ...rest, sealed: sealed.slice(0, -4) }) }]);
  await server.start();
  await flush(page);
  await page.getByRole('status').getByText('Сервер не смог открыть этот ответ: он повреждён.').waitFor();
  await page.getByRole('button', { name: 'Отправить ещё раз' }).waitFor();
  page.once('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', { name: 'Убрать' }).click();
  await eventually(async () => (await deviceHolds(page)).refused.length === 0);
});

test('a connection to the database that the system closed behind the page is opened anew', async () => {
  await context.addInitScript(() => {
    const connections = [];
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function noted(...args) {
      const request = open.apply(this, args);
      request.addEventListener('success', () => connections.push(request.result));
      return request;
    };
    globalThis.closeConnections = () => { for (const connection of connections) connection.close(); };
  });
  const page = await openApp(context, link.url);
  await answerToReview(page);
  link.cut();
  await page.evaluate(() => globalThis.closeConnections());
  await send(page);
  await kept(page).waitFor();
  assert.ok(areSealed((await deviceHolds(page)).outbox));
  assert.equal(await page.getByText('не сохраняет ответы на устройстве').count(), 0);
});

test('what the server does not take is shown with its reason, and does not block what stands behind it', async () => {
  server.endWave('2026');
  server.openWave('2027');
  const page = await openApp(context, link.url);
  link.cut();
  const wrong = { ...response('2027'), answers: { nothing: 'x' } };
  const old = response('2026');
  await putOnDevice(page, 'outbox', [wrong, ...Array.from({ length: 5 }, () => response('2027')), old].map(onItsWay));
  link.mend();
  await page.reload();
  await page.getByText('Такого вопроса нет').waitFor();
  await page.getByText('опрос уже завершён').waitFor();
  assert.ok(await isOutboxEmpty(page));
  assert.equal(server.stored(), 5);
  assert.equal(await page.getByRole('button', { name: 'Отправить ещё раз' }).count(), 1, 'not for what would be as wrong another time');
  let asked = '';
  page.once('dialog', (dialog) => { asked = dialog.message(); return dialog.dismiss(); });
  await page.getByRole('button', { name: 'Убрать' }).first().click();
  assert.match(asked, /Сервер его не получил, и восстановить его будет нельзя/);
  assert.equal((await deviceHolds(page)).refused.length, 2);
  page.on('dialog', (dialog) => dialog.accept());
  for (let left = 2; left > 0; left -= 1) {
    await page.getByRole('button', { name: 'Убрать' }).first().click();
    await eventually(async () => await page.getByRole('button', { name: 'Убрать' }).count() === left - 1);
  }
  assert.equal((await deviceHolds(page)).refused.length, 0);
});

test('a wave that was closed by mistake and is back takes what it refused, once', async () => {
  const page = await openApp(context, link.url);
  await inPlaceOf(server, {}, async (closed) => {
    closed.endWave('2026');
    await putOnDevice(page, 'outbox', [onItsWay(response())]);
    await flush(page);
    await page.getByText('опрос уже завершён').waitFor();
    await page.getByRole('button', { name: 'Отправить ещё раз' }).click();
    await eventually(() => link.requests.length === 2);
    await eventually(async () => (await deviceHolds(page)).refused.length === 1, 5, 'refused again, it is still here');
    await page.getByText('опрос уже завершён').waitFor();
  });
  await page.getByRole('button', { name: 'Отправить ещё раз' }).click();
  await page.getByRole('status').getByText('Ваш ответ отправлен').waitFor();
  const { outbox, refused } = await deviceHolds(page);
  assert.deepEqual({ outbox, refused }, { outbox: [], refused: [] });
  assert.equal(server.stored(), 1);
});

test('whoever sends anew from the form what was refused sends no second response', async () => {
  const page = await openApp(context, link.url);
  await answerToReview(page);
  await inPlaceOf(server, {}, async (closed) => {
    closed.endWave('2026');
    for (let time = 1; time <= 2; time += 1) {
      await send(page);
      await eventually(() => link.requests.length === time);
      await page.getByRole('button', { name: 'Отправить', exact: true }).waitFor();
      await eventually(async () => (await deviceHolds(page)).refused.length === 1);
    }
  });
  await send(page);
  await sent(page).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Отправить ещё раз' }).count(), 0);
  assert.equal((await deviceHolds(page)).refused.length, 0);
  assert.equal(server.stored(), 1);
});

test('what the server sends back for correction stays on the device until its corrected self is stored, once', async () => {
  const page = await context.newPage();
  await page.emulateMedia({ forcedColors: 'active' });  // the plain form
  await page.addInitScript(() => { delete globalThis.WebAssembly; });  // so that the server finds what is wrong
  await page.goto(link.url);
  const area = page.locator('#q-seek textarea');
  await area.evaluate((field) => field.removeAttribute('data-max-length'));
  await area.fill('ж'.repeat(2001));
  link.lost = /^POST \/ /;
  const failed = page.waitForEvent('framenavigated', (frame) => frame.url().startsWith('chrome-error:'));
  await page.locator('.send button').click();
  await failed;
  link.mend();
  await page.goto(link.url);
  await page.getByText('Сократите его').waitFor();
  const { refused: held } = await deviceHolds(page);
  const [{ id }] = held;
  assert.ok(areSealed(held), 'the link broke before the page with the errors came: it is here, but nobody here can open it any more');
  await page.getByText('открыть и исправить его здесь уже нельзя').waitFor();
  await page.getByRole('button', { name: 'Отправить ещё раз' }).click();
  await eventually(() => link.requests.flat().filter((one) => one === id).length === 2);
  await page.getByText('открыть и исправить его здесь уже нельзя').waitFor();

  page.once('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', { name: 'Убрать' }).click();
  await area.evaluate((field) => field.removeAttribute('data-max-length'));
  await area.fill('ж'.repeat(2001));
  await page.locator('.send button').click();
  await page.getByRole('alert').waitFor();
  await page.getByText('Ответ не принят. Ответ слишком длинный.').waitFor();
  assert.equal(await page.getByText('открыть и исправить его здесь уже нельзя').count(), 0, 'its answers are in the form');
  const [refused] = (await deviceHolds(page)).refused;
  assert.notEqual(refused.id, id);
  await page.locator('#q-seek textarea').fill('Где найти расписание приёма?');
  await page.locator('.send button').click();
  await page.waitForURL('**/thanks?wave=2026');
  await page.goto(link.url);
  await page.locator('.send button').waitFor();
  const now = await deviceHolds(page);
  assert.deepEqual([now.outbox, now.refused], [[], []]);
  assert.equal(server.stored(), 1);
  assert.equal(link.requests.flat().at(-1), refused.id);
});

test('an hour at a server that does not know the wave: it is said, others pass, and the right one gets everything, once', async () => {
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(link.url);
  await page.locator('html.app-on').waitFor();
  await answerToReview(page);
  await inPlaceOf(server, { wave: false }, async (other) => {
    other.openWave('2027');
    await putOnDevice(page, 'outbox', Array.from({ length: 120 }, () => onItsWay(response('2026'))));
    await putOnDevice(page, 'outbox', Array.from({ length: 5 }, () => onItsWay(response('2027'))));
    await send(page);
    await kept(page).waitFor();
    await page.getByText('Сервер сейчас не принимает этот опрос, 121 ответ ждёт на устройстве.').waitFor();
    assert.equal(other.stored(), 5);
    await putOnDevice(page, 'outbox', [onItsWay(response('2027'))]);
    await flush(page);
    await eventually(() => other.stored() === 6, 5, 'a response of a known wave goes at once, although the others are held');
    const before = link.requests.length;
    for (let minutes = 0; minutes < 60; minutes += 5) {
      await page.clock.fastForward('05:00');
      await isAtRest(page);
    }
    const tries = link.requests.length - before;
    assert.ok(tries >= 2 && tries <= 24, `tried again now and then: ${tries} requests within the hour`);
    const { outbox, refused } = await deviceHolds(page);
    assert.deepEqual([outbox.length, refused.length], [121, 0]);
    assert.equal(other.stored(), 6);
  });
  assert.equal(server.stored(), 0);
  await page.clock.fastForward('01:00:00');
  await sent(page).waitFor();
  await eventually(() => isOutboxEmpty(page));
  assert.equal(server.stored(), 121);
  assert.equal(await page.getByText('не принимает этот опрос').count(), 0);
});

test('a server that puts a response off for a time is not asked for it before, whoever asks', async () => {
  const page = await openApp(context, link.url);
  await putOnDevice(page, 'outbox', [onItsWay(response('1999'))]);
  await flush(page);
  await page.getByText('Сервер сейчас не принимает этот опрос, 1 ответ ждёт').waitFor();
  const { later } = (await deviceHolds(page)).state.find((entry) => entry.later);
  const [[, { failures, heldUntil }]] = Object.entries(later);
  assert.equal(failures, 1);
  assert.ok(heldUntil > Date.now());
  await page.getByRole('button', { name: 'Отправить сейчас' }).click();
  await page.getByText('Сервер просит подождать ещё 1 минуту.').waitFor();
  assert.equal(link.requests.length, 1);
});

test('what is refused as cross-site stays on the device, and can be sent from the right address', async () => {
  const page = await openApp(context, link.url);
  const items = Array.from({ length: 3 }, () => onItsWay(response()));
  await putOnDevice(page, 'outbox', items);
  await page.evaluate(() => navigator.serviceWorker.ready); // whose script the link would refuse, too
  link.between = { status: 403, type: 'application/problem+json', body: '{"status":403}' };
  await flush(page);
  await eventually(async () => (await deviceHolds(page)).refused.length === 3);
  assert.equal(link.requests.length, 1, 'single ones would be refused as well');
  link.mend();
  for (let left = 3; left > 0; left -= 1) {
    await page.getByRole('button', { name: 'Отправить ещё раз' }).first().click();
    await eventually(async () => await page.getByRole('button', { name: 'Отправить ещё раз' }).count() === left - 1);
  }
  await eventually(() => server.stored() === 3);
});

test('a response that is taken off the device while it is refused does not stop the others', async () => {
  const page = await openApp(context, link.url);
  const errors = [];
  page.on('pageerror', (error) => errors.push(error));
  const wrong = { ...response(), answers: { nothing: 'x' } };
  await putOnDevice(page, 'outbox', [wrong, response()].map(onItsWay));
  link.answerDelay = 500;
  await flush(page);
  await eventually(() => server.stored() === 1);
  await takeOffDevice(page, 'outbox', wrong.id);
  await eventually(() => isOutboxEmpty(page));
  assert.deepEqual((await deviceHolds(page)).refused, []);
  assert.deepEqual(errors, []);
});

test('a browser without locks and deadlines, at an address without https, sends all the same', async (t) => {
  const browser = await startBrowser('--host-resolver-rules=MAP otklik.test 127.0.0.1');
  t.after(() => browser.close());
  const insecure = await browser.newContext({ locale: 'ru-RU' });
  await insecure.addInitScript(() => { delete AbortSignal.timeout; });
  const page = await openApp(insecure, link.url.replace('127.0.0.1', 'otklik.test'));
  assert.equal(await page.evaluate(() => navigator.locks), undefined);
  await answerToReview(page);
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await send(page);
  const [{ answers, sealed }] = JSON.parse((await posted).postData());
  assert.deepEqual({ answers, sealed }, { answers: { sources: ['site'] }, sealed: undefined }, 'nor anything to seal with: open');
  await sent(page).waitFor();
  assert.equal(server.stored(), 1);
});

test('what waits when a wave is stopped is taken; what waits when it is closed is refused, with the reason', async () => {
  const page = await openApp(context, link.url);
  link.cut();
  await putOnDevice(page, 'outbox', [onItsWay(response())]);
  server.stopWave('2026');
  link.mend();
  await flush(page);
  await eventually(() => isOutboxEmpty(page));
  assert.equal(server.stored(), 1);
  link.cut();
  await putOnDevice(page, 'outbox', [onItsWay(response())]);
  server.closeWave('2026');
  link.mend();
  await flush(page);
  await page.getByText('опрос уже завершён').waitFor();
});

test('what waits goes out when the visitor comes back after the wave, to a page that has no form', async () => {
  const page = await openApp(context, link.url);
  await keptOffline(page);
  await putOnDevice(page, 'outbox', [onItsWay(response())]);
  server.stopWave('2026');
  await page.goto(link.url);
  await page.getByRole('heading', { name: 'Сейчас опрос не проводится' }).waitFor();
  await eventually(() => server.stored() === 1);
});

test('a server that asks to wait is left alone, whoever asks for another try', async () => {
  const limited = await startServer({ flags: ['--responses-per-hour', '1'] });
  const toLimited = await startLink(limited);
  const page = await openApp(context, toLimited.url);
  await putOnDevice(page, 'outbox', [onItsWay(response()), onItsWay(response())]);
  await flush(page);
  await eventually(() => limited.stored() === 1);  // as many as the server takes, and the other one later
  const isHeld = ({ heldUntil }) => heldUntil > Date.now() + 3_000_000;
  await eventually(async () => (await deviceHolds(page)).state.some(({ later = {} }) => Object.values(later).some(isHeld)));
  assert.equal((await deviceHolds(page)).outbox.length, 1);
  await page.getByText('1 ответ ждёт отправки').waitFor();
  await tryAgain(page);
  await flush(page);
  await page.waitForTimeout(500);
  assert.equal(toLimited.requests.length, 1);
  // Now it takes none at all, and says so of the whole request.
  await takeOffDevice(page, 'state', 'schedule');
  await flush(page);
  await eventually(async () => (await deviceHolds(page)).state.some(isHeld));
  await tryAgain(page);
  await flush(page);
  await page.waitForTimeout(500);
  assert.equal(toLimited.requests.length, 2);
  assert.equal((await deviceHolds(page)).refused.length, 0);
  await toLimited.close();
  await limited.stop();
});

test('after many failures, whoever asks for another try begins the pauses anew', async () => {
  const page = await openApp(context, link.url);
  link.cut();
  await putOnDevice(page, 'outbox', [onItsWay(response())]);
  await putOnDevice(page, 'state', [{ failures: 30, notBefore: Date.now() + 3_600_000, heldUntil: 0 }], 'schedule');
  await flush(page);
  await eventually(async () => (await deviceHolds(page)).state.some(({ failures }) => failures === 1));
  link.mend();
  await eventually(() => isOutboxEmpty(page), 15, 'the next try comes within seconds');
});

test('an answer that is not our server\'s (a captive portal, a proxy) means: later', async () => {
  const page = await openApp(context, link.url);
  await answerToReview(page);
  link.between = { status: 200, type: 'text/html; charset=utf-8', body: '<h1>Оплатите интернет</h1>' };
  await send(page);
  await kept(page).waitFor();
  for (const body of ['{"results":[null]}', '{"results":[]}', '{"results":{}}', 'null', '[]']) {
    link.between = { status: 200, type: 'application/json', body };
    await takeOffDevice(page, 'state', 'schedule');
    const before = link.requests.length;
    await flush(page);
    await eventually(() => link.requests.length > before);
    await isAtRest(page);
    assert.equal(link.requests.length, before + 1);
    const { outbox, state } = await deviceHolds(page);
    assert.equal(outbox.length, 1);
    assert.ok(state.some(({ failures, later }) => failures > 0 || later?.[outbox[0].id]), `${body}: another try is planned`);
  }
  link.mend();
  await tryAgain(page);
  await sent(page).waitFor();
});

test('Background Sync sends what waits after the page is gone', async () => {
  const page = await openApp(context, link.url);
  await keptOffline(page);
  link.cut();
  await answerToReview(page);
  await send(page);
  await kept(page).waitFor();
  const session = await context.newCDPSession(page);
  const registrations = [];
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: found }) => registrations.push(...found));
  await session.send('ServiceWorker.enable');
  await eventually(() => registrations.length > 0);
  link.mend();
  const { registrationId } = registrations[0];
  await session.send('ServiceWorker.dispatchSyncEvent', { origin: new URL(link.url).origin, registrationId, tag: 'outbox', lastChance: false });
  await eventually(() => server.stored() === 1);
});

test('500 responses collected offline over a week, then sent: all arrive, once', async () => {
  const { collected, resent, stored, lost } = await offlineWeek({ page: await context.newPage(), link, server, count: 500 });
  assert.deepEqual({ collected, stored, lost }, { collected: 500, stored: 500, lost: 0 });
  assert.ok(resent > 0, 'the answer that got lost had responses sent again');
});
