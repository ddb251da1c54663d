// A terminal at a reception point: one visitor after another, a keyboard on the screen, nothing left of anybody, a panel for staff.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { behindLink } from './hooks.mjs';
import { buildNextVersion, eventually, inPlaceOf, response, startBrowser } from './support.mjs';
import { areSealed, axeFindings, deviceHolds, justSealed, next, putOnDevice, readable, watchSealing } from './visitor.mjs';

const SCREEN = { width: 1280, height: 800 };

let server;
let link;
let context;
let page;
behindLink(async (...started) => {
  [server, link, context] = started;
  page = await context.newPage();
}, { server: { flags: ['--kiosk', 'hall'] }, context: { viewport: SCREEN, hasTouch: true, bypassCSP: true } });

const address = () => `${link.url}?kiosk=hall`;
const begin = () => page.getByRole('button', { name: 'Начать', exact: true });

async function open() {
  await page.goto(address());
  await page.locator('html.app-on').waitFor();
  await begin().waitFor();
}
/** Resolves when everything that the kiosk needs offline is kept. */
const settled = () => eventually(() => page.evaluate(async () => {
  const [name] = await caches.keys();
  if (!name) return false;
  const kept = (await (await caches.open(name)).keys()).map(({ url }) => url);
  return ['kiosk=hall', 'lang=en', '/privacy', '/privacy?lang=en', '/a/kiosk-en-', '/a/en-', '/a/ru-', '/a/app-', '/a/plain-en-', '/a/plain-ru-', '/app/survey', '/app/preview'].every((part) => kept.some((url) => url.includes(part)));
}), 15, 'the kiosk is kept offline');

const key = (name) => page.getByRole('group', { name: 'Клавиатура' }).getByRole('button', { name, exact: true });

/** To the screen with «Отправить». */
async function toReview(text) {
  await begin().tap();
  await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  for (let question = 0; question < 13; question += 1) {
    const area = page.locator('[data-question]:not([hidden]) textarea');
    if (text && await area.count() === 1) {
      await area.tap();
      for (const letter of text) await key(letter).tap();
    }
    await next(page);
  }
  await page.getByRole('button', { name: 'Отправить', exact: true }).waitFor();
}
async function answer(text) {
  await toReview(text);
  await page.getByRole('button', { name: 'Отправить', exact: true }).tap();
  await page.getByRole('heading', { name: 'Спасибо! Ваш ответ сохранён' }).waitFor();
}

test('a welcome in every language, large targets, nothing that leads away', async () => {
  await open();
  await page.screenshot({ path: server.output('kiosk-welcome.png') });
  assert.equal(await page.locator('header.top').count(), 0);
  assert.deepEqual(await page.locator('#kiosk-languages button').allTextContents(), ['Русский', 'English']);
  await page.getByRole('button', { name: 'English' }).tap();
  await page.getByRole('button', { name: 'Begin' }).tap();
  await page.getByText('Question 1 of 13').first().waitFor();
  assert.equal(await page.locator('#app-plain').count(), 0, 'the plain form would have no keyboard');
  await page.screenshot({ path: server.output('kiosk-question.png') });
  for (const target of await page.locator('#app-bar button, [data-question]:not([hidden]) label').all()) {
    const { height } = await target.boundingBox();
    assert.ok(height >= 66, `${await target.textContent()}: ${height} px`);
  }
});

test('the keyboard types Russian with Ё, Komi-Permyak ӧ and і, Latin and digits, under the field and never over it', async () => {
  await open();
  await begin().tap();
  for (let question = 0; question < 4; question += 1) await next(page);
  const area = page.locator('[data-question]:not([hidden]) textarea');
  await area.tap();
  await key('Большая буква').tap();
  await key('Ё').tap();
  for (const letter of ['ж', 'Пробел', 'к', 'ӧ', 'р', 'і']) await key(letter).tap();
  await key('Латинские буквы').tap();
  for (const letter of ['o', 'k']) await key(letter).tap();
  await key('Цифры и знаки').tap();
  for (const letter of ['1', '!']) await key(letter).tap();
  await key('Стереть').tap();
  assert.equal(await area.inputValue(), 'Ёж кӧріok1');
  const field = await area.boundingBox();
  const bar = await page.locator('#app-bar').boundingBox();
  assert.ok(field.y >= 0 && field.y + field.height <= bar.y, `the field ends at ${field.y + field.height}, the keyboard begins at ${bar.y}`);
  await page.screenshot({ path: server.output('kiosk-keyboard.png') });
  await key('Готово').tap();
  await eventually(async () => await page.getByRole('group', { name: 'Клавиатура' }).count() === 0);
  await area.tap();
  await next(page);
  await page.getByText('Вопрос 6 из 13').first().waitFor();
});

test('large print leaves room on the screen for what is typed, and «Начать» can be reached', async () => {
  await open();
  await page.locator('#view summary').tap();
  await page.locator('#view input[value="300"]').check();
  await page.locator('#view summary').tap();
  await begin().tap();
  for (let question = 0; question < 4; question += 1) await next(page);
  const area = page.locator('[data-question]:not([hidden]) textarea');
  await area.tap();
  await key('й').waitFor();
  await eventually(async () => {
    const field = await area.boundingBox();
    const bar = await page.locator('#app-bar').boundingBox();
    return field.y >= -8 && Math.min(field.y + field.height, bar.y) - Math.max(0, field.y) > 200;
  }, 5, 'the field is seen above the keyboard');
  await key('Готово').tap();
});

test('one response after another: each waits for a random while, sealed, then all arrive', async () => {
  await watchSealing(context);
  await page.clock.install({ time: new Date() });
  await open();
  for (let n = 0; n < 3; n += 1) {
    await answer();
    assert.equal((await justSealed(page)).via, 'kiosk');
    await page.clock.fastForward(21_000);
    await begin().waitFor();
    await page.locator('html.app-on').waitFor();
  }
  const { outbox } = await deviceHolds(page);
  const now = await page.evaluate(() => Date.now());
  assert.equal(outbox.length, 3);
  assert.ok(areSealed(outbox));
  assert.equal(new Set(outbox.map(({ after }) => after)).size, 3);
  assert.equal(link.requests.length, 0, 'nothing goes out when it is answered');
  for (const { after: due } of outbox) assert.ok(due - now < 900_000);
  await page.clock.fastForward(920_000);
  await eventually(() => server.stored() === 3);
});

test('A10: after 60 seconds without a touch, 15 of them counted down, nothing is left of the visitor', async () => {
  await open();
  await settled();
  await page.clock.install({ time: new Date() });  // not before: it hides which files the page used
  await page.reload();
  await begin().waitFor();
  await page.locator('html.app-on').waitFor();
  const before = await readable(page);
  const length = await page.evaluate(() => history.length);
  await begin().tap();
  await page.getByRole('checkbox', { name: 'Другое (укажите)' }).check();
  await page.locator('[name="other-sources"]').fill('приметное');
  for (let question = 0; question < 4; question += 1) await next(page);
  await page.locator('[data-question]:not([hidden]) textarea').fill('приметное слово');
  await page.clock.fastForward(44_000);
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.clock.fastForward(2000);
  await page.getByText(/Через 1\d секунд ответы удалятся/).waitFor();
  await page.waitForTimeout(300);  // for the picture: the keyboard goes, and the page scrolls back
  await page.screenshot({ path: server.output('kiosk-idle.png') });
  await page.getByRole('button', { name: 'Я ещё здесь' }).tap();
  await page.clock.fastForward(40_000);
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.equal(await page.locator('[data-question]:not([hidden]) textarea').inputValue(), 'приметное слово');
  await page.clock.fastForward(21_000);
  await begin().waitFor();
  await page.locator('html.app-on').waitFor();
  const left = await readable(page);
  assert.ok(!JSON.stringify(left).includes('приметное'));
  for (const part of Object.keys(before)) assert.deepEqual(left[part], before[part], part);
  assert.equal(await page.evaluate(() => history.length), length);
  await page.goBack();
  assert.equal(page.url(), 'about:blank', 'what came before the kiosk: its own pages stand in place of each other');
  await page.goForward();
  await begin().waitFor();
  assert.ok(!JSON.stringify(await readable(page)).includes('приметное'));
});

test('what the page does by itself does not keep a visit alive; what a visitor does, does', async () => {
  await page.clock.install({ time: new Date() });
  await open();
  await begin().tap();
  await page.clock.fastForward(40_000);
  await page.mouse.wheel(0, 10);
  await page.clock.fastForward(40_000);
  assert.equal(await page.getByRole('dialog').count(), 0, 'a wheel is turned by somebody');
  await page.evaluate(() => { window.dispatchEvent(new Event('scroll')); });
  await page.clock.fastForward(21_000);
  await begin().waitFor();
});

test('A10: after sending, too; only the response itself waits, sealed', async () => {
  await open();
  await answer('приметное');
  await page.getByRole('button', { name: 'Закончить' }).tap();
  await begin().waitFor();
  const left = await readable(page);
  assert.equal(left.indexedDB.outbox.length, 1);
  assert.equal(left.indexedDB.draft.length, 0);
  assert.ok(areSealed(left.indexedDB.outbox));
  assert.ok(!JSON.stringify(left).includes('приметное'));
});

test('ways out are closed: context menu, dragging, zoom, keys of the browser, links', async () => {
  await open();
  await begin().tap();
  const prevented = await page.evaluate(() => {
    const wheel = new WheelEvent('wheel', { ctrlKey: true, deltaY: -100, cancelable: true, bubbles: true });
    const events = [new MouseEvent('contextmenu', { cancelable: true, bubbles: true }), new Event('dragstart', { cancelable: true, bubbles: true }), wheel,
      ...[['F5', {}], ['r', { ctrlKey: true }], ['ArrowLeft', { altKey: true }], ['F12', {}]].map(([name, more]) =>
        new KeyboardEvent('keydown', { key: name, cancelable: true, bubbles: true, ...more }))];
    return events.map((event) => { document.body.dispatchEvent(event); return event.defaultPrevented; });
  });
  assert.deepEqual(prevented, Array(7).fill(true));
  await page.getByRole('link', { name: 'Как мы храним Ваши ответы' }).tap();
  await page.getByRole('dialog').getByText('страница не оставляет cookie').waitFor();
  assert.equal(page.url(), address());
  await page.getByRole('button', { name: 'Закрыть' }).tap();
  assert.equal(await page.getByRole('dialog').count(), 0);
});

/** The gesture, and digits on the panel's own keys. */
async function callStaff() {
  for (let touch = 0; touch < 5; touch += 1) await page.touchscreen.tap(20, 20);
  await page.getByRole('dialog').waitFor();
}
async function typePin(digits) {
  for (const digit of digits) await page.getByRole('dialog').getByRole('button', { name: digit, exact: true }).tap();
  await page.getByRole('dialog').getByRole('button', { name: 'Готово' }).tap();
}
async function openPanel() {
  await callStaff();
  await typePin('271828');
  await page.getByRole('heading', { name: 'Повторите PIN' }).waitFor();
  await typePin('271828');
  await page.getByRole('heading', { name: 'Терминал' }).waitFor();
}
const fact = (name) => page.locator(`#kiosk-staff dt:has-text("${name}") + dd`).textContent();

test('the staff panel needs a PIN, kept as a salted slow hash; wrong ones cost a growing wait', async () => {
  await open();
  await openPanel();
  await page.screenshot({ path: server.output('kiosk-staff.png') });
  assert.equal(await fact('Ждут отправки'), '0');
  await page.getByRole('button', { name: 'Закрыть' }).tap();
  const pin = (await deviceHolds(page)).state.find((entry) => entry.salt);
  assert.ok(!JSON.stringify(pin).includes('271828'));
  assert.equal(Object.keys(pin.salt).length, 16);
  await callStaff();
  const wrong = [];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await typePin('000000');
    await page.getByText('Неверно').waitFor();
    wrong.push(await page.getByText('Неверно').textContent());
  }
  assert.equal(wrong[3], 'Неверно. Попробуйте ещё раз.');
  assert.match(wrong[4], /Подождите 30 секунд/);
  await typePin('271828');
  await page.getByText('Подождите').waitFor();
  assert.equal(await page.getByRole('heading', { name: 'Терминал' }).count(), 0, 'the right one has to wait too');
  const { tries } = (await deviceHolds(page)).state.find((entry) => entry.salt);
  await page.reload();
  await begin().waitFor();
  assert.equal((await deviceHolds(page)).state.find((entry) => entry.salt).tries, tries, 'loading the page anew forgets no try');
});

test('staff see numbers only, send at once, and carry a file that is stored exactly once', async () => {
  await open();
  await answer('слово');
  await page.getByRole('button', { name: 'Закончить' }).tap();
  await begin().waitFor();
  await answer();
  await page.getByRole('button', { name: 'Закончить' }).tap();
  await begin().waitFor();
  link.cut();
  await openPanel();
  assert.equal(await fact('Ждут отправки'), '2');
  assert.ok(!(await page.getByRole('dialog').textContent()).includes('слово'));
  await page.getByRole('button', { name: 'Отправить сейчас' }).tap();
  await page.getByText('Связи с сервером нет').waitFor();
  const downloaded = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Сохранить в файл' }).tap();
  const file = path.join(server.data, 'terminal.json');
  const download = await downloaded;
  assert.match(download.suggestedFilename(), /^otklik-hall-\d{4}-\d\d-\d\d\.json$/);
  await download.saveAs(file);
  const inFile = readFileSync(file, 'utf8');
  assert.deepEqual(JSON.parse(inFile).map((item) => Object.keys(item).sort().join()), Array(2).fill('id,sealed,wave'));
  assert.ok(!inFile.includes('слово'));
  link.mend();
  await page.getByRole('button', { name: 'Отправить сейчас' }).tap();
  await page.getByText('Отправлено 2 ответа').waitFor();
  assert.equal(await fact('Ждут отправки'), '0');
  assert.equal(await page.getByRole('button', { name: /Отправить сейчас|Сохранить в файл/ }).count(), 0, 'there is nothing to send or to save');
  assert.notEqual(await fact('Последняя отправка'), 'ещё не было');
  for (let time = 0; time < 2; time += 1) assert.match(server.command('import', file), /0 stored, 2 were stored before, 0 refused/);
  assert.equal(server.stored(), 2);
});

/** Puts a response on the terminal that waits no longer. */
const collect = (...items) => putOnDevice(page, 'outbox', items.map((item) => ({ id: item.id, wave: item.wave, after: 0, body: JSON.stringify(item) })));
const panelButton = (name) => page.getByRole('dialog').getByRole('button', { name, exact: true });
const said = (text) => page.getByRole('dialog').getByRole('status').getByText(text);

test('only what the server took counts as sent; what it refused stays, with the reason, in the panel and in the file', async () => {
  await open();
  const good = response();
  const wrong = { ...response(), answers: { nothing: 'приметное' } };
  const old = [response('2025'), response('2025')];
  await inPlaceOf(server, { flags: ['--kiosk', 'hall'], wave: false }, async (later) => {
    later.openWave('2025');
    later.endWave('2025');
    later.openWave('2026');
    await collect(good, wrong, ...old);
    await openPanel();
    assert.equal(await fact('Ждут отправки'), '4');
    await panelButton('Отправить сейчас').tap();
    await said('Отправлен 1 ответ. Сервер не принял 3 ответа, они остались в терминале.').waitFor();
    assert.equal(later.stored(), 1);
    assert.equal(await fact('Ждут отправки'), '0');
    assert.equal(await fact('Не принято'), '3');
    assert.deepEqual(await page.locator('#kiosk-staff li').allTextContents().then((lines) => lines.sort().map((line) => line.split('.')[0])),
      ['1 — не подходят к вопросам опроса на сервере', '2 — опрос уже завершён']);
    assert.ok(!(await page.getByRole('dialog').textContent()).includes('приметное'));
    await page.screenshot({ path: server.output('kiosk-staff-refused.png') });
    assert.deepEqual(await axeFindings(page), []);
    await panelButton('Отправить ещё раз').tap();
    await said('Отправлено 0 ответов. Сервер не принял 3 ответа, они остались в терминале.').waitFor();
  });
  const more = response();
  await collect(more);
  const downloaded = page.waitForEvent('download');
  await panelButton('Сохранить в файл').tap();
  await said('В файл сохранено 4 ответа').waitFor();
  const saved = JSON.parse(readFileSync(await (await downloaded).path()));
  const byId = (one, other) => one.id.localeCompare(other.id);
  assert.deepEqual(saved.sort(byId), [wrong, ...old, more].sort(byId), 'what was refused and what waits');
  const { outbox, refused } = await deviceHolds(page);
  assert.deepEqual([outbox.length, refused.length], [1, 3], 'saving takes nothing away');
});

test('what was refused by mistake is sent again from the panel, and stored once', async () => {
  await open();
  await collect(response(), response());
  await openPanel();
  await inPlaceOf(server, {}, async (closed) => {
    closed.endWave('2026');
    await panelButton('Отправить сейчас').tap();
    await said('Отправлено 0 ответов.').waitFor();
    assert.equal(await fact('Последняя отправка'), 'ещё не было');
    assert.equal(await panelButton('Отправить сейчас').count(), 0, 'nothing waits');
  });
  await panelButton('Отправить ещё раз').tap();
  await said('Отправлено 2 ответа.').waitFor();
  assert.equal(await fact('Не принято'), '0');
  assert.notEqual(await fact('Последняя отправка'), 'ещё не было');
  assert.equal(server.stored(), 2);
  assert.equal(await page.getByRole('dialog').getByRole('button').count(), 2, 'there is nothing to send, to save or to delete');
});

test('what a server that was set up anew cannot open stays, with words for staff, and is taken when its key is back', async () => {
  await open();
  await answer();
  await page.getByRole('button', { name: 'Закончить' }).tap();
  await begin().waitFor();
  await openPanel();
  await inPlaceOf(server, {}, async () => {
    await panelButton('Отправить сейчас').tap();
    await said('Отправлено 0 ответов. Сервер не принял 1 ответ').waitFor();
    assert.match(await page.locator('#kiosk-staff li').textContent(), /^1 — сервер настроили заново, и открыть их он больше не может/);
  });
  await panelButton('Отправить ещё раз').tap();
  await said('Отправлен 1 ответ.').waitFor();
  assert.equal(server.stored(), 1);
});

test('nothing is deleted before staff have read what is lost and have said so again, and nothing that is in no file', async () => {
  await open();
  server.endWave('2026');
  await collect(response(), response());
  await openPanel();
  await panelButton('Отправить сейчас').tap();
  await said('Сервер не принял 2 ответа').waitFor();
  const count = async () => deviceHolds(page).then(({ outbox, refused }) => [outbox.length, refused.length]);
  await panelButton('Удалить непринятые').tap();
  await page.getByText('Сервер их не получил: они пропадут навсегда и не войдут в результаты').waitFor();
  await page.screenshot({ path: server.output('kiosk-staff-delete.png') });
  await panelButton('Оставить').tap();
  assert.equal(await fact('Не принято'), '2');
  assert.deepEqual(await count(), [0, 2]);

  await collect(response('1999'));
  assert.equal(await panelButton('Файл загружен на сервер, удалить эти ответы').count(), 0);
  await panelButton('Сохранить в файл').tap();
  await said('В файл сохранено 3 ответа').waitFor();
  await collect(response('1999'));
  await panelButton('Файл загружен на сервер, удалить эти ответы').tap();
  await page.getByText(/Удалить 1 ответ, который есть в файле от .*\d\d:\d\d\? Делайте это, только если сервер принял этот файл/).waitFor();
  await panelButton('Оставить').tap();
  assert.deepEqual(await count(), [2, 2]);
  await panelButton('Файл загружен на сервер, удалить эти ответы').tap();
  await panelButton('Удалить').tap();
  await said('Удалён 1 ответ.').waitFor();
  assert.deepEqual(await count(), [1, 2], 'what was collected after the file was saved stays, and so does what the server refused');
  await panelButton('Удалить непринятые').tap();
  await panelButton('Удалить').tap();
  await said('Удалено 2 ответа.').waitFor();
  assert.deepEqual(await count(), [1, 0]);
});

test('a server that does not know the wave: the panel says so, and the response waits', async () => {
  await open();
  await collect(response('1999'), response());
  await openPanel();
  await panelButton('Отправить сейчас').tap();
  await said('Отправлен 1 ответ. Сервер сейчас не принимает этот опрос, 1 ответ ждёт в терминале.').waitFor();
  assert.equal(await fact('Ждут отправки'), '1');
  assert.equal(await fact('Из них сервер пока не принимает'), '1');
  assert.equal(await fact('Не принято'), '0');
});

test('at an address where the browser allows no PIN the panel says what to do', async (t) => {
  const browser = await startBrowser('--host-resolver-rules=MAP otklik.test 127.0.0.1');
  t.after(() => browser.close());
  const errors = [];
  page = await browser.newPage({ locale: 'ru-RU', viewport: SCREEN, hasTouch: true });
  page.on('pageerror', (error) => errors.push(error));
  await page.goto(address().replace('127.0.0.1', 'otklik.test'));
  await begin().waitFor();
  await callStaff();
  await typePin('271828');
  await page.getByRole('heading', { name: 'Повторите PIN' }).waitFor();
  await typePin('271828');
  await page.getByRole('alert').getByText('начинается ли его адрес с https://').waitFor();
  assert.deepEqual(errors, []);
});

test('whoever sends and leaves at once has sent, however slow the disk is', async () => {
  await open();
  await toReview();
  await page.evaluate(async () => {
    const database = await new Promise((resolve) => { indexedDB.open('otklik').onsuccess = ({ target }) => resolve(target.result); });
    const drafts = database.transaction('draft', 'readwrite').objectStore('draft');
    for (let n = 0; n < 100; n += 1) drafts.put('x'.repeat(1e6), `${n}`);
    document.getElementById('app-next').click();
    document.getElementById('kiosk-leave').click();
  });
  await begin().waitFor();
  assert.equal((await deviceHolds(page)).outbox.length, 1);
});

test('the app breaks off in the middle of a visit: the plain form is sent from the terminal all the same, and the next visitor is welcome', async () => {
  await watchSealing(context);
  await open();
  await begin().tap();
  await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  await page.evaluate(() => document.querySelector('#app-clip canvas').getContext('webgl').getExtension('WEBGL_lose_context').loseContext());
  await page.locator('html:not(.app-on)').waitFor();
  await page.locator('.send button').tap();
  await page.getByRole('heading', { name: 'Спасибо! Ваш ответ сохранён' }).waitFor();
  await page.getByText('Он сохранён в терминале').waitFor();
  assert.equal(page.url(), address());
  assert.ok(areSealed((await deviceHolds(page)).outbox));
  assert.deepEqual((await justSealed(page)).answers, { sources: ['site'] });
  await page.getByRole('button', { name: 'Закончить' }).tap();
  await begin().waitFor();
});

test('the plain form at a terminal: what it can neither keep nor send is said, and stays', async () => {
  await context.route(/\/a\/app-[0-9a-f]+\.wasm$/, (route) => route.abort());
  await page.goto(address());
  await page.locator('html[data-app=failed]').waitFor();
  await begin().tap();
  await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(link.url).origin, quotaSize: 1 });
  link.cut();
  await page.locator('.send button').tap();
  await page.getByRole('status').getByText('Терминал не смог ни сохранить, ни отправить Ваш ответ').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'outbox');
  assert.ok(await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).isChecked());
  link.mend();
  await page.locator('.send button').tap();
  await page.getByRole('heading', { name: 'Спасибо!' }).waitFor();
  assert.equal(server.stored(), 1);
});

test('a page of the terminal that was kept longer than the key seals to the one that the server has', async () => {
  await open();
  await settled();
  await page.reload();
  await begin().waitFor();
  await inPlaceOf(server, { flags: ['--kiosk', 'hall'] }, async (anew) => {
    const { key: now } = await (await fetch(new URL('/api/v1/survey', anew.url))).json();
    await page.reload();
    await eventually(() => page.evaluate((wanted) => document.querySelector('form[data-survey]')?.dataset.key === wanted, now));
    await page.locator('html.app-on').waitFor();
    await answer();
    await page.getByRole('button', { name: 'Закончить' }).tap();
    await begin().waitFor();
    await openPanel();
    await panelButton('Отправить сейчас').tap();
    await said('Отправлен 1 ответ.').waitFor();
    assert.equal(anew.stored(), 1);
  });
});

test('a terminal whose script does not come cannot be answered at, posts nothing, and tries again', async () => {
  const posts = [];
  page.on('request', (request) => { if (request.method() === 'POST') posts.push(request.url()); });
  for (const script of [/\/a\/page-[0-9a-f]+\.js$/, /\/a\/kiosk-[0-9a-f]+\.js$/]) {
    await page.clock.install();
    await context.route(script, (route) => route.abort());
    await page.goto(address());
    if (/kiosk/.test(script)) await page.locator('html[data-app=failed]').waitFor();
    await page.locator('.send button').tap({ force: true });
    await page.evaluate(() => document.querySelector('.send button').focus());
    await page.keyboard.press('Enter');
    assert.equal(page.url(), address());
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
    await context.unroute(script);
  }
  assert.deepEqual(posts, []);
  await page.clock.fastForward(61_000);
  await begin().waitFor();
});

test('what the terminal cannot keep stays on the screen until the visitor leaves', async () => {
  await page.clock.install({ time: new Date() });
  await open();
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(link.url).origin, quotaSize: 1 });
  await toReview();
  link.cut();
  await page.getByRole('button', { name: 'Отправить', exact: true }).tap();
  await page.getByText('Отправить не получилось').first().waitFor();
  await page.clock.fastForward(30_000);
  await page.getByText('Отправить не получилось').first().waitFor();
  link.mend();
  await page.getByRole('button', { name: 'Отправить', exact: true }).tap();
  await page.getByRole('heading', { name: 'Спасибо! Ваш ответ отправлен' }).waitFor();
  assert.equal(server.stored(), 1);
});

test('when the wave ends nobody is invited any more, what waits still goes, and the next wave opens by itself', async () => {
  await open();
  await settled();
  await page.clock.install({ time: new Date() });
  await page.reload();
  await page.locator('html.app-on').waitFor();
  await collect(response());
  server.stopWave('2026');
  await page.reload();
  await page.getByText('Сейчас опрос не проводится').waitFor();
  assert.equal(await begin().count(), 0);
  await eventually(() => server.stored() === 1);
  await callStaff();
  await page.clock.fastForward(61_000);
  await page.getByRole('heading', { name: 'Придумайте PIN' }).waitFor();
  await page.getByRole('button', { name: 'Закрыть' }).tap();
  server.openWave('2027');
  await eventually(async () => {
    await page.clock.fastForward(61_000);
    return await begin().count() === 1 && await page.locator('input[name=wave]').inputValue() === '2027';
  }, 15, 'the next wave');
});

test('a visit that is over counts nothing any more, even where the next page does not come', async () => {
  await page.clock.install({ time: new Date() });
  await open();
  await toReview();
  const stays = [];
  page.on('dialog', (dialog) => { stays.push(dialog.type()); return dialog.dismiss(); });
  await page.evaluate(() => addEventListener('beforeunload', (event) => event.preventDefault()));
  await page.evaluate(() => {
    document.getElementById('app-next').click();
    document.getElementById('kiosk-leave').click();
  });
  await eventually(() => stays.length === 1);
  await page.touchscreen.tap(300, 300);
  await page.clock.fastForward(61_000);
  assert.equal(await page.evaluate(() => document.body.childElementCount), 0);
  assert.deepEqual(stays, ['beforeunload'], 'it ended once');
});

test('the privacy note that cannot come is not shown, and nothing breaks', async () => {
  await open();
  await begin().tap();
  link.between = { status: 200, type: 'text/html', body: '<h1>Оплатите интернет</h1>' };
  const answered = page.waitForResponse('**/privacy');
  await page.getByRole('link', { name: 'Как мы храним Ваши ответы' }).tap();
  await (await answered).finished();
  link.mend();
  await page.getByText('Вопрос 1 из 13').first().waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
});

test('a new version takes over between two visitors', async () => {
  await open();
  await settled();
  await page.reload();  // the worker has a page from now on
  await begin().waitFor();
  const first = await page.locator('script[type=module]').getAttribute('src');
  await server.restart(buildNextVersion(path.join(server.data, 'next'), 'next'));
  await begin().tap();
  await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });
  await eventually(() => page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)), 20, 'the update waits');
  assert.equal(await page.locator('script[type=module]').getAttribute('src'), first);
  await page.getByRole('button', { name: 'Закончить' }).tap();
  await begin().waitFor();
  assert.notEqual(await page.locator('script[type=module]').getAttribute('src'), first);
});

test('offline for days: another language, the privacy note, a visit and its response', async () => {
  await open();
  await settled();
  link.cut();
  await page.goto(address());
  await page.getByRole('button', { name: 'English' }).tap();
  await page.getByRole('button', { name: 'Begin' }).tap();
  await page.getByText('Question 1 of 13').first().waitFor();
  await page.getByRole('link', { name: 'How we keep your answers' }).tap();
  await page.getByRole('dialog').waitFor();
  await page.goto(address());
  await answer('слово');
  const { outbox } = await deviceHolds(page);
  assert.equal(outbox.length, 1);
  assert.ok(areSealed(outbox), 'to the key of the last visit');
});

test('axe finds nothing on the kiosk\'s screens', async () => {
  await open();
  const check = async (what) => assert.deepEqual(await axeFindings(page), [], what);
  await check('welcome');
  await begin().tap();
  await check('question');
  for (let question = 0; question < 4; question += 1) await next(page);
  await page.locator('[data-question]:not([hidden]) textarea').tap();
  await check('keyboard');
});

