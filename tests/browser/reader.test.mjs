// The plain form where there is script: what leaves the device is checked and redacted there, by the rules of the server.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWaveOf, shareServerOf } from './hooks.mjs';
import { eventually, startServer } from './support.mjs';
import { areSealed, deviceHolds, kept, readable } from './visitor.mjs';

const survey = {
  locale: 'ru', title: 'Проверка',
  elements: [
    { type: 'radiogroup', name: 'came', title: 'Вы обращались?', isRequired: true, choices: [{ value: 'yes', text: 'Да' }, { value: 'no', text: 'Нет' }] },
    { type: 'comment', name: 'about', title: 'О чём?', visibleIf: "{came} = 'yes'" },
    { type: 'comment', name: 'wishes', title: 'Ваши предложения' },
  ],
};
const PHONE = '+7 912 345-67-89';

let server;
let browser;
shareServerOf(survey, (...started) => { [server, browser] = started; });

/** The plain form; `sees` keeps what the page sends, which is open as the browser is made to have no cryptography. */
async function openPlain({ isOpen = true, prepare = () => {}, address = server.url } = {}) {
  const context = await browser.newContext({ locale: 'ru-RU', forcedColors: 'active', serviceWorkers: 'block' });
  if (isOpen) await context.addInitScript(() => { Object.defineProperty(crypto, 'subtle', { value: undefined }); });
  const sees = [];
  context.on('request', (request) => { if (/responses$/.test(request.url())) sees.push(JSON.parse(request.postData())[0]); });
  await prepare(context);
  const page = await context.newPage();
  await page.goto(address);
  return { context, page, sees };
}
/** Keeps the plain form's module away. */
const noRules = (context) => context.route(/\/a\/plain/, (route) => route.abort());
const isReady = (page) => page.waitForResponse(/\/a\/plain-[0-9a-f]+\.wasm$/);
const send = (page) => page.locator('.send button').click();

test('personal data is redacted before it leaves the device, and what the answers hide is not sent', async () => {
  const { context, page, sees } = await openPlain();
  await page.getByRole('radio', { name: 'Да' }).check();
  await page.locator('#q-about textarea').fill('О пособии');
  await page.locator('#q-wishes textarea').fill(`Позвоните мне: ${PHONE}`);
  await page.getByRole('radio', { name: 'Нет', exact: true }).check();
  await send(page);
  await page.waitForURL('**/thanks?wave=2026&unasked=1');
  assert.match(await page.locator('main').textContent(), /задаются не всем.+не сохранены/);
  assert.deepEqual(sees.map(({ answers }) => answers), [{ came: 'no', wishes: 'Позвоните мне: [телефон]' }]);
  await context.close();
});

test('what is wrong is shown at its field by the device itself; corrected, it goes under the same id', async () => {
  const { context, page, sees } = await openPlain();
  await page.locator('#q-wishes textarea').fill('Спасибо & <b>до свидания</b>');
  await send(page);
  const summary = page.getByRole('alert');
  await summary.waitFor();
  const id = await page.locator('[name=id]').inputValue();
  assert.match(await summary.textContent(), /1\. Ответьте, пожалуйста/);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'errors');
  assert.deepEqual(sees, []);
  assert.equal(await page.locator('#q-wishes textarea').inputValue(), 'Спасибо & <b>до свидания</b>');
  await summary.getByRole('link').click();
  await page.screenshot({ path: server.output('plain-error.png') });
  await summary.evaluate((element) => element.setAttribute('data-old', ''));
  await send(page);  // once more: there is one summary
  await page.locator('#errors:not([data-old])').waitFor();
  assert.equal(await page.getByRole('alert').count(), 1);
  await page.getByRole('radio', { name: 'Нет', exact: true }).check();
  await send(page);
  await page.waitForURL('**/thanks?wave=2026');
  assert.deepEqual(sees.map((one) => [one.id, one.answers.came]), [[id, 'no']]);
  await context.close();
});

test('the rules come, too, where the first answer was quicker than the script', async () => {
  const asked = [];
  const { context } = await openPlain({
    isOpen: false,
    prepare: async (one) => {
      one.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await one.addInitScript(() => {
        document.addEventListener('readystatechange', () => { document.querySelector('form[data-survey] input[type=radio]').checked = true; }, { once: true });
      });
    },
  });
  await eventually(() => asked.some((address) => /^\/a\/plain-[0-9a-f]+\.wasm$/.test(address)), 15, () => asked.join());
  await context.close();
});

test('the rules come with the first answer, so that they are there when the link is not', async () => {
  const { context, page } = await openPlain({ isOpen: false });
  const loaded = isReady(page);
  await page.getByRole('radio', { name: 'Нет', exact: true }).check();
  await loaded;
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await send(page);
  await kept(page).waitFor();
  assert.ok(areSealed((await deviceHolds(page)).outbox));
  await context.close();
});

test('an app that comes brings no second reader', async () => {
  const context = await browser.newContext({ locale: 'ru-RU', serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.locator('html.app-on').waitFor();
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  assert.deepEqual(loaded.filter((name) => /\/a\/plain/.test(name)), []);
  await context.close();
});

test('where the rules do not come, the server finds what is wrong, and redacts', async () => {
  const { context, page, sees } = await openPlain({ prepare: noRules });
  const text = `Позвоните мне: ${PHONE} ${'ж'.repeat(2000)}`;
  await page.getByRole('radio', { name: 'Нет', exact: true }).check();
  await page.locator('#q-wishes textarea').evaluate((field) => field.removeAttribute('data-max-length'));
  await page.locator('#q-wishes textarea').fill(text);
  await send(page);
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').textContent(), /Сократите его/);
  assert.deepEqual(sees[0].fields, [['q-came', 'no'], ['q-wishes', text]]);
  await context.close();
});

test('where the rules do not come, what is missing or too long is told at its field all the same, and nothing goes out or is kept', async () => {
  const { context, page, sees } = await openPlain({ isOpen: false, prepare: noRules });
  const wishes = page.locator('#q-wishes textarea');
  await wishes.evaluate((field) => { field.value = 'ж'.repeat(2001); });
  await send(page);
  const focused = () => page.evaluate(() => ({ id: document.activeElement.closest('[data-question]')?.id, says: document.activeElement.validationMessage }));
  await eventually(async () => (await focused()).id === 'q-came', 5);
  assert.match((await focused()).says, /^Ответьте, пожалуйста/);
  await page.getByRole('radio', { name: 'Нет', exact: true }).check();
  await send(page);
  await eventually(async () => (await focused()).id === 'q-wishes', 5);
  assert.match((await focused()).says, /Сократите его, пожалуйста, до 2000 знаков/);
  const { outbox, refused } = (await readable(page)).indexedDB;
  assert.deepEqual([sees, outbox, refused], [[], [], []]);
  await wishes.fill('слово');
  await send(page);
  await page.waitForURL('**/thanks?wave=2026');
  await context.close();
});

/** Every address that the page posts to, but for the API's. */
const postsOf = (page) => {
  const posts = [];
  page.on('request', (request) => { if (request.method() === 'POST' && !/responses$/.test(request.url())) posts.push(request.url()); });
  return posts;
};

test('a refusal that is not about the answers sends no form without sealing, also where the rules did not come', async () => {
  const { context, page } = await openPlain({ isOpen: false, prepare: noRules });
  const posts = postsOf(page);
  await page.getByRole('radio', { name: 'Нет', exact: true }).check();
  await page.locator('#q-wishes textarea').fill(`Позвоните мне: ${PHONE}`);
  for (const answer of [{ status: 403, json: { error: 'blocked' } }, { status: 409, json: {} }, { status: 422, json: {} },
    { status: 422, json: { errors: [{ pointer: '/sealed', code: 'key-unknown' }] } }]) {
    await context.route('**/api/v1/responses', (route) => route.fulfill(answer));
    const answered = page.waitForResponse('**/api/v1/responses');
    await send(page);
    await answered;
    await page.locator('form:not([aria-busy])').waitFor();
    await page.getByRole('status').getByText('Ответ не принят').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'outbox', JSON.stringify(answer));
    await context.unroute('**/api/v1/responses');
  }
  assert.deepEqual(posts, []);
  assert.equal(await page.locator('#q-wishes textarea').inputValue(), `Позвоните мне: ${PHONE}`);
  await context.close();
});

test('a reader that traps counts as none, and is loaded anew; the response arrives', async () => {
  const { context, page, sees } = await openPlain({ prepare: (made) => made.addInitScript(() => {
    const { instantiate } = WebAssembly;
    globalThis.loaded = 0;
    WebAssembly.instantiate = async (...args) => {
      const { exports } = await instantiate(...args);
      globalThis.loaded += 1;
      const read = globalThis.loaded === 1 ? () => { throw new WebAssembly.RuntimeError('unreachable'); } : exports.read;
      return { exports: { ...exports, read } };
    };
  }) });
  await page.locator('#q-wishes textarea').fill(`Позвоните мне: ${PHONE}`);
  await send(page);
  await eventually(() => page.evaluate(() => document.activeElement.matches('#q-came input')), 5);
  await page.getByRole('radio', { name: 'Нет', exact: true }).check();
  await send(page);
  await page.waitForURL('**/thanks?wave=2026');
  assert.deepEqual(sees.map(({ answers }) => answers), [{ came: 'no', wishes: 'Позвоните мне: [телефон]' }]);
  await context.close();
});

test('where sealing fails nothing goes out open, and the form stays', async () => {
  const { context, page, sees } = await openPlain({ isOpen: false });
  const posts = postsOf(page);
  await page.getByRole('radio', { name: 'Нет', exact: true }).check();
  await page.locator('form').evaluate((form) => { form.dataset.key = 'AAAA'; });
  await send(page);
  await page.getByRole('status').getByText('Браузер не смог его запечатать').waitFor();
  await page.locator('form:not([aria-busy])').waitFor();
  assert.deepEqual([sees, posts, (await readable(page)).indexedDB.outbox], [[], [], []]);
  assert.ok(await page.getByRole('radio', { name: 'Нет', exact: true }).isChecked());
  assert.ok(await page.locator('.send button').isEnabled());
  await context.close();
});

/** Another server, whose form has seven texts that are, together, more than a submission holds. */
async function withLongForm(work) {
  const definition = { locale: 'ru', title: 'Длинный',
    elements: Array.from({ length: 7 }, (_, n) => ({ type: 'comment', name: `t${n}`, title: `Текст ${n}`, maxLength: n === 2 ? 10_000 : 9_000 })) };
  const long = await startServer({ wave: false });
  try {
    openWaveOf(long, definition);
    await work(long);
  } finally {
    await long.stop();
  }
}

for (const isRead of [true, false])
  test(`answers that no submission holds are told at their field, and nothing is lost, ${isRead ? 'with' : 'without'} the rules`, () => withLongForm(async (long) => {
    const { context, page, sees } = await openPlain({ address: long.url, prepare: isRead ? undefined : noRules });
    const fields = page.locator('textarea');
    for (const [n, field] of (await fields.all()).entries()) await field.fill('№'.repeat(n === 2 ? 9_900 : 8_900));
    await send(page);
    if (isRead) {
      await page.getByRole('alert').getByText('3. Ответы слишком длинные').waitFor();
      await page.locator('#q-t2 .error').waitFor();
    } else {
      await eventually(() => page.evaluate(() => document.activeElement.validationMessage?.startsWith('Ответы слишком длинные')), 5);
    }
    assert.deepEqual(sees, []);
    assert.deepEqual(await fields.evaluateAll((all) => all.map(({ value }) => value.length)), [8900, 8900, 9900, 8900, 8900, 8900, 8900]);
    for (const field of (await fields.all()).slice(0, 5)) await field.fill('слово');
    await send(page);
    await page.waitForURL('**/thanks?wave=2026');
    assert.equal(long.stored(), 1);
    await context.close();
  }));

test('what is sent while the app is on its way goes out once: the app waits for it', async () => {
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  const context = await browser.newContext({ locale: 'ru-RU', serviceWorkers: 'block' });
  await context.route(/\/a\/plain-[0-9a-f]+\.wasm$/, async (route) => { await held; await route.continue(); });
  await context.addInitScript(() => {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...args) => {
      const made = await instantiate(...args);
      if (made.exports.frame) globalThis.isAppHere = true;
      return made;
    };
  });
  const posted = [];
  context.on('request', (request) => { if (request.method() === 'POST') posted.push(request.url()); });
  const page = await context.newPage();
  await page.clock.install();
  let bring;
  const asked = new Promise((resolve) => { bring = resolve; });
  await page.route(/\/a\/app-(all-)?[0-9a-f]+\.wasm$/, async (route) => { await asked; await route.continue(); });
  await page.goto(server.url);
  await page.getByRole('radio', { name: 'Нет', exact: true }).check();
  const before = server.stored();
  await send(page);
  await page.locator('form[aria-busy]').waitFor();
  bring();
  await page.waitForFunction(() => globalThis.isAppHere);
  await page.clock.runFor(3000);  // longer than the app waits for a form at rest, shorter than the form for its rules
  assert.equal(await page.locator('html.app-on').count(), 0);
  release();
  await page.waitForURL('**/thanks?wave=2026');
  assert.equal(server.stored(), before + 1);
  assert.equal(posted.length, 1);
  await context.close();
});
