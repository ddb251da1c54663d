// Every finished response arrives exactly once, whatever happens to the link, the server, the tab or the browser.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { behindLink } from './hooks.mjs';
import { startLink } from './link.mjs';
import { eventually, response, startDevice, startServer, survey } from './support.mjs';
import { answerToReview, deviceHolds, kept, keptOffline, openApp, putOnDevice, send, sent, tryAgain } from './visitor.mjs';
import { offlineWeek } from './week.mjs';

let server;
let link;
let context;
behindLink((...started) => { [server, link, context] = started; }, { server: { flags: ['--responses-per-hour', '10000'] } });

const WAITING = 'ждёт отправки';
const NOT_SENT = 'Пока не получилось: сервер недоступен.';
const onItsWay = (item) => ({ id: item.id, wave: item.wave, after: 0, body: JSON.stringify(item) });
const isOutboxEmpty = async (page) => (await deviceHolds(page)).outbox.length === 0;

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
  assert.equal((await deviceHolds(page)).outbox.length, 1);
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
  await send(page);
  await sent(page).waitFor();
  assert.equal(server.stored(), 1);
});

test('what the server will never take is shown with its reason, and does not block what stands behind it', async () => {
  for (const step of ['stop', 'close']) server.command('wave', step, '2026');
  server.command('wave', 'open', '--id', '2027', '--survey', survey);
  const page = await openApp(context, link.url);
  link.cut();
  const wrong = { ...response('2027'), answers: { nothing: 'x' } };
  await putOnDevice(page, 'outbox', [wrong, ...Array.from({ length: 5 }, () => response('2027')), response('2026')].map(onItsWay));
  link.mend();
  await page.reload();
  await page.getByText('Такого вопроса нет').waitFor();
  await page.getByText('опрос уже завершён').waitFor();
  assert.ok(await isOutboxEmpty(page));
  assert.equal(server.stored(), 5);
  for (let left = 2; left > 0; left -= 1) await page.getByRole('button', { name: 'Убрать' }).first().click();
  await eventually(async () => (await deviceHolds(page)).refused.length === 0);
});

test('a wave that the server does not have waits until it has it, and keeps nothing else from going', async () => {
  const page = await openApp(context, link.url);
  link.cut();
  await putOnDevice(page, 'outbox', [response('2027'), response(), response()].map(onItsWay));
  link.mend();
  await page.evaluate(() => { window.dispatchEvent(new Event('online')); });
  await eventually(() => server.stored() === 2);
  await eventually(async () => (await deviceHolds(page)).state.some(({ heldUntil }) => heldUntil > Date.now()));
  const { outbox, refused } = await deviceHolds(page);
  assert.deepEqual([outbox.map(({ wave }) => wave), refused], [['2027'], []]);
  server.command('wave', 'stop', '2026');
  server.command('wave', 'open', '--id', '2027', '--survey', survey);
  await putOnDevice(page, 'state', [{ heldUntil: 0, notBefore: 0 }], 'schedule'); // the half minute that the server asked for is over
  await page.evaluate(() => { window.dispatchEvent(new Event('online')); });
  await eventually(() => server.stored() === 3);
});

test('what waits when a wave is stopped is taken; what waits when it is closed is refused, with the reason', async () => {
  const page = await openApp(context, link.url);
  link.cut();
  await putOnDevice(page, 'outbox', [onItsWay(response())]);
  server.command('wave', 'stop', '2026');
  link.mend();
  await page.evaluate(() => { window.dispatchEvent(new Event('online')); });
  await eventually(() => isOutboxEmpty(page));
  assert.equal(server.stored(), 1);
  link.cut();
  await putOnDevice(page, 'outbox', [onItsWay(response())]);
  server.command('wave', 'close', '2026');
  link.mend();
  await page.evaluate(() => { window.dispatchEvent(new Event('online')); });
  await page.getByText('опрос уже завершён').waitFor();
});

test('a server that asks to wait is left alone, whoever asks for another try', async () => {
  const limited = await startServer({ flags: ['--responses-per-hour', '1'] });
  const toLimited = await startLink(limited);
  const page = await openApp(context, toLimited.url);
  await putOnDevice(page, 'outbox', [onItsWay(response()), onItsWay(response())]);
  await page.evaluate(() => { window.dispatchEvent(new Event('online')); });
  await eventually(() => toLimited.requests.length === 1);
  await page.getByText('2 ответа ждут отправки').waitFor();
  await eventually(async () => (await deviceHolds(page)).state.some(({ heldUntil }) => heldUntil > Date.now() + 3_000_000));
  await tryAgain(page);
  await page.evaluate(() => { window.dispatchEvent(new Event('online')); });
  await page.waitForTimeout(500);
  assert.equal(toLimited.requests.length, 1);
  assert.equal((await deviceHolds(page)).refused.length, 0);
  // An hour later it is asked for fewer: a device that holds more than a server takes in an hour gets rid of them all the same.
  await putOnDevice(page, 'state', [{ ...(await deviceHolds(page)).state.find(({ heldUntil }) => heldUntil), heldUntil: 0 }], 'schedule');
  await page.evaluate(() => { window.dispatchEvent(new Event('online')); });
  await eventually(() => limited.stored() === 1);
  await toLimited.close();
  await limited.stop();
});

test('after many failures, whoever asks for another try begins the pauses anew', async () => {
  const page = await openApp(context, link.url);
  link.cut();
  await putOnDevice(page, 'outbox', [onItsWay(response())]);
  await putOnDevice(page, 'state', [{ failures: 30, notBefore: Date.now() + 3_600_000, heldUntil: 0 }], 'schedule');
  await page.evaluate(() => { window.dispatchEvent(new Event('online')); });
  await eventually(async () => (await deviceHolds(page)).state.some(({ failures }) => failures === 1));
  link.mend();
  await eventually(() => isOutboxEmpty(page), 15, 'the next try comes within seconds');
});

test('an answer that is not our server\'s (a captive portal) means: later', async () => {
  const page = await openApp(context, link.url);
  await answerToReview(page);
  link.portal = '<h1>Оплатите интернет</h1>';
  await send(page);
  await kept(page).waitFor();
  assert.equal((await deviceHolds(page)).outbox.length, 1);
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
