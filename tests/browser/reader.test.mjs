// The plain form where there is script: what leaves the device is checked and redacted there, by the rules of the server.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startBrowser, startServer } from './support.mjs';
import { areSealed, deviceHolds, kept } from './visitor.mjs';

const survey = {
  locale: 'ru', title: 'Проверка',
  elements: [
    { type: 'radiogroup', name: 'came', title: 'Вы обращались?', isRequired: true, choices: [{ value: 'yes', text: 'Да' }, { value: 'no', text: 'Нет' }] },
    { type: 'comment', name: 'about', title: 'О чём?', visibleIf: "{came} = 'yes'" },
    { type: 'comment', name: 'wishes', title: 'Ваши предложения' },
  ],
};
const PHONE = '+7 912 345-67-89';

let folder;
let server;
let browser;
before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'otklik-reader-'));
  const definition = path.join(folder, 'survey.json');
  writeFileSync(definition, JSON.stringify(survey));
  server = await startServer({ wave: false });
  server.openWave('2026', { definition });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true });
});

/** The plain form; `sees` keeps what the page sends, which is open as the browser is made to have no cryptography. */
async function openPlain({ isOpen = true, prepare = () => {} } = {}) {
  const context = await browser.newContext({ locale: 'ru-RU', forcedColors: 'active', serviceWorkers: 'block' });
  if (isOpen) await context.addInitScript(() => { Object.defineProperty(crypto, 'subtle', { value: undefined }); });
  const sees = [];
  context.on('request', (request) => { if (/responses$/.test(request.url())) sees.push(JSON.parse(request.postData())[0]); });
  await prepare(context);
  const page = await context.newPage();
  await page.goto(server.url);
  return { context, page, sees };
}
const isReady = (page) => page.waitForResponse(/\/a\/plain-[0-9a-f]+\.wasm$/);
const send = (page) => page.locator('.send button').click();

test('personal data is redacted before it leaves the device, and what the answers hide is not sent', async () => {
  const { context, page, sees } = await openPlain();
  await page.getByRole('radio', { name: 'Да' }).check();
  await page.locator('#q-about textarea').fill('О пособии');
  await page.locator('#q-wishes textarea').fill(`Позвоните мне: ${PHONE}`);
  await page.getByRole('radio', { name: 'Нет', exact: true }).check();
  await send(page);
  await page.waitForURL('**/thanks?wave=2026');
  assert.deepEqual(sees.map(({ answers }) => answers), [{ came: 'no', wishes: 'Позвоните мне: [телефон]' }]);
  await context.close();
});

test('what is wrong is shown at its field by the device itself; corrected, it goes under the same id', async () => {
  const { context, page, sees } = await openPlain();
  const id = await page.locator('[name=id]').inputValue();
  await page.locator('#q-wishes textarea').fill('Спасибо & <b>до свидания</b>');
  await send(page);
  const summary = page.getByRole('alert');
  await summary.waitFor();
  assert.match(await summary.textContent(), /1\. Ответьте, пожалуйста/);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'errors');
  assert.deepEqual(sees, []);
  assert.equal(await page.locator('#q-wishes textarea').inputValue(), 'Спасибо & <b>до свидания</b>');
  await summary.getByRole('link').click();
  await page.screenshot({ path: server.output('plain-error.png') });
  await send(page);  // once more: there is one summary
  await page.waitForTimeout(300);
  assert.equal(await page.getByRole('alert').count(), 1);
  await page.getByRole('radio', { name: 'Нет', exact: true }).check();
  await send(page);
  await page.waitForURL('**/thanks?wave=2026');
  assert.deepEqual(sees.map((one) => [one.id, one.answers.came]), [[id, 'no']]);
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
  const { context, page, sees } = await openPlain({ prepare: (made) => made.route(/\/a\/plain/, (route) => route.abort()) });
  await page.locator('#q-wishes textarea').fill(`Позвоните мне: ${PHONE}`);
  await send(page);
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').textContent(), /Ответьте, пожалуйста/);
  assert.equal(sees[0].answers.wishes, `Позвоните мне: ${PHONE}`);
  await context.close();
});
