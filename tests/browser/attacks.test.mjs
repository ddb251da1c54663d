// A9 and A10 with a real browser: whoever watches the network, and whoever gets the device after someone. (The kiosk's tests carry the
// same numbers.)

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { shareServerAndBrowser } from './hooks.mjs';
import { startLink } from './link.mjs';
import { eventually, sendResponses, startDevice, startServer } from './support.mjs';
import { areSealed, deviceHolds, putOnDevice, readable } from './visitor.mjs';

let server;
let browser;
shareServerAndBrowser((...started) => { [server, browser] = started; });

const MARK = 'приметное-слово';

async function openApp(address = server.url) {
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 360, height: 640 } });
  const page = await context.newPage();
  const requests = [];
  page.on('request', (request) => requests.push(request));
  await page.goto(address);
  await page.locator('html.app-on').waitFor();
  return { context, page, requests };
}

/** Answers with `text`, or without one with a choice, and sends; the request that carried it and its answer. */
async function send(page, text) {
  if (!text) await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  for (let question = 0; question < 13; question += 1) {
    const area = page.locator('[data-question]:not([hidden]) textarea');
    if (text && await area.count() === 1 && await area.isVisible()) await area.fill(text);
    await page.getByRole('button', { name: /^(Далее|Пропустить)$/ }).click();
  }
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: 'Отправить' }).click();
  await page.getByRole('heading', { name: 'Спасибо! Ваш ответ отправлен' }).waitFor();
  const request = await sent;
  return { body: request.postDataBuffer(), answer: await (await request.response()).body() };
}

test('A9: a body is a multiple of 4 KiB whatever the answers, and its answer has one size', async () => {
  const sizes = [], answers = new Set();
  for (const text of ['', 'да', `${MARK} `.repeat(20), 'ж'.repeat(1900)]) {
    const { context, page } = await openApp();
    const { body, answer } = await send(page, text);
    sizes.push(body.length);
    answers.add(answer.length);
    await context.close();
  }
  for (const size of sizes) assert.equal(size % 4096, 0);
  assert.equal(new Set(sizes.slice(0, 3)).size, 1, 'short answers cannot be told apart');
  assert.equal(answers.size, 1);
});

test('A9: no request leaves for another origin, and no address holds more than the channel', async () => {
  const { context, page, requests } = await openApp(`${server.url}?via=vk`);
  await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  await send(page, MARK);
  await page.getByRole('button', { name: /^Посмотреть/ }).click();
  await page.getByRole('heading', { name: 'Ваши ответы' }).waitFor();
  assert.ok(requests.length >= 5);
  // A referrer, which other sites are not sent at all, says no more than an address.
  for (const address of requests.flatMap((request) => [request.url(), request.headers().referer ?? server.url])) {
    const url = new URL(address);
    assert.equal(url.origin, new URL(server.url).origin);
    assert.match(url.pathname + url.search, /^\/(\?via=vk|a\/[\w.-]+|api\/v1\/responses|app\/(survey|preview))?$/);
  }
  assert.equal(page.url(), `${server.url}?via=vk`);
  await context.close();
});

test('A10: after sending, nothing that a page can read holds the text; coming again, nothing holds any answer', async () => {
  const { context, page } = await openApp();
  await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  assert.equal((await readable(page)).checked, 1);
  await send(page, MARK);
  assert.ok(!JSON.stringify(await readable(page)).includes(MARK), 'after sending');
  for (const again of [() => page.reload(), () => page.goto(server.url), () => page.goBack(), () => page.goto(`${server.url}privacy`), () => page.goBack()]) {
    await again();
    await page.waitForTimeout(300);
    const now = await readable(page);
    assert.ok(!JSON.stringify(now).includes(MARK), `${again}`);
    assert.equal(now.checked, 0, `${again}`);
  }
  await context.close();
});

/** The files under a folder that hold one of these words, as a browser may write it: in UTF-8, in UTF-16 or escaped. */
function filesWith(words, folder) {
  const escaped = (word) => [...word].map((letter) => `\\u${letter.charCodeAt().toString(16).padStart(4, '0')}`).join('');
  const wanted = words.flatMap((word) => [Buffer.from(word), Buffer.from(word, 'utf16le'), Buffer.from(escaped(word))]);
  return readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name)).filter((name) => statSync(name, { throwIfNoEntry: false })?.isFile())
    .filter((name) => { const bytes = readFileSync(name); return wanted.some((one) => bytes.includes(one)); });
}

/** Plays `visit(page, link)` on a device of its own; which files of its profile hold the mark, or any open answers, afterwards. */
async function profileAfter(visit) {
  const folder = mkdtempSync(path.join(tmpdir(), 'otklik-profile-'));
  const terminal = await startServer({ flags: ['--kiosk', 'hall'] });
  const link = await startLink(terminal);
  const device = await startDevice(folder, { viewport: { width: 1280, height: 800 } });
  try {
    await visit(await device.newPage(), link);
    await device.close();
    return filesWith([MARK, '"answers":{"'], folder);
  } finally {
    await device.close().catch(() => {});
    await link.close();
    await terminal.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Answers the plain form and sends it, faster than a draft is kept. */
async function sendPlainForm(page, link) {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(link.url);
  await page.evaluate((mark) => {
    document.getElementById('q-sources--site').checked = true;
    document.querySelector('textarea').value = mark;
    document.querySelector('.send button').click();
  }, MARK);
}

test('A10: whoever takes the device\'s disk finds no answer of a response that was sent', async () => {
  assert.deepEqual(await profileAfter(async (page, link) => {
    await sendPlainForm(page, link);
    await page.waitForURL('**/thanks?wave=2026');
  }), []);
});

test('A10: nor of one that waits', async () => {
  assert.deepEqual(await profileAfter(async (page, link) => {
    link.lost = /^POST /;
    await sendPlainForm(page, link);
    await page.getByRole('heading', { name: 'Спасибо! Ваш ответ сохранён' }).waitFor();
    assert.ok(areSealed((await deviceHolds(page)).outbox));
  }), []);
});

test('A10: nor at a terminal, of one that waits or of one that was left unfinished', async () => {
  assert.deepEqual(await profileAfter(async (page, link) => {
    await page.goto(`${link.url}?kiosk=hall`);
    for (const isFinished of [true, false]) {
      await page.locator('html.app-on').waitFor();
      await page.getByRole('button', { name: 'Начать', exact: true }).click();
      for (let question = 0; question < (isFinished ? 13 : 5); question += 1) {
        const area = page.locator('[data-question]:not([hidden]) textarea');
        if (await area.count() === 1) await area.fill(MARK);
        await page.getByRole('button', { name: /^(Далее|Пропустить)$/ }).click();
      }
      if (isFinished) {
        await page.getByRole('button', { name: 'Отправить', exact: true }).click();
        await page.getByRole('heading', { name: 'Спасибо! Ваш ответ сохранён' }).waitFor();
      }
      await page.getByRole('button', { name: 'Закончить' }).click();
      if (!isFinished) await page.getByRole('button', { name: 'Стереть ответы' }).click();
      await page.getByRole('button', { name: 'Начать', exact: true }).waitFor();
    }
    assert.ok(areSealed((await deviceHolds(page)).outbox));
  }), []);
});

test('A10: this search does find what lies open on a disk', async () => {
  const found = await profileAfter(async (page, link) => {
    await page.goto(link.url);
    await putOnDevice(page, 'refused', [{ id: '0'.repeat(32), wave: '2026', body: JSON.stringify({ answers: { seek: MARK } }) }]);
  });
  assert.ok(found.length > 0);
});

test('A10: the plain form leaves nothing behind either', async () => {
  const context = await browser.newContext({ locale: 'ru-RU', javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.locator('#q-sources--site').check();
  await page.locator('textarea').first().fill(MARK);
  await page.getByRole('button', { name: 'Отправить' }).click();
  await page.waitForURL('**/thanks?wave=2026');
  for (const again of [() => page.goBack(), () => page.goto(server.url), () => page.reload()]) {
    await again();
    assert.equal(await page.locator('#q-sources--site').isChecked(), false);
    assert.equal(await page.locator('textarea').first().inputValue(), '');
  }
  assert.equal((await context.cookies()).length, 0);
  await context.close();
});

test('before a wave has figures the preview shows the last closed one, and says so; a trial that was closed after it, it does not show', async () => {
  const old = await startServer({ threshold: 10 });
  await sendResponses(old.url, 200);
  old.endWave('2026');
  old.openWave('try', { trial: true });
  await sendResponses(old.url, 100, 'try');
  old.command('wave', 'stop', 'try');
  old.command('wave', 'close', 'try');
  old.openWave('2027');
  const { context, page } = await openApp(old.url);
  await send(page, '');
  await page.getByRole('button', { name: /^Посмотреть/ }).click();
  await page.getByText('Это итоги прошлого опроса (2026)').waitFor();
  await page.screenshot({ path: server.output('preview-last-wave.png') });
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.waitForTimeout(500);
  await page.screenshot({ path: server.output('preview-last-wave-end.png') });
  await context.close();
  await old.stop();
});
