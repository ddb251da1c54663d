// The plain form without script: by role and accessible name alone, errors that keep everything, and no accessibility violation.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareServerAndBrowser } from './hooks.mjs';
import { sendResponses, startServer } from './support.mjs';
import { axeFindings } from './visitor.mjs';

let server;
let browser;
shareServerAndBrowser((...started) => { [server, browser] = started; });

async function open(address = '/', options = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, locale: 'ru-RU', ...options });
  const page = await context.newPage();
  await page.goto(new URL(address, server.url).href);
  return page;
}

test('the whole form without script: every question by role and name, stored', async () => {
  const page = await open('/?via=vk', { javaScriptEnabled: false });
  const group = (name) => page.getByRole('group', { name });
  await group(/Какие источники/).getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  await group(/Какие источники/).getByRole('checkbox', { name: 'Другое (укажите)' }).check();
  await group(/Какие источники/).getByRole('textbox', { name: 'Какой источник?' }).fill('газета');
  await group(/Как часто/).getByRole('radio', { name: 'Официальный сайт Министерства Пользуюсь постоянно' }).check();
  await group(/Удаётся ли/).getByRole('radio', { name: 'Страница Министерства в социальной сети «ВКонтакте» Нет', exact: true }).check();
  await group(/Насколько было легко/).getByRole('radio', { name: 'Официальный сайт Министерства 4' }).check();
  for (const open of [/За получением/, /наполнении/, /наиболее востребована/, /в ведении страниц/])
    await group(open).getByRole('textbox').fill('Ӧ и і тоже буквы');
  await group(/Насколько Вы удовлетворены/).getByRole('radio', { name: 'Официальный сайт Министерства 5' }).check();
  await group(/Ваш статус/).getByRole('radio', { name: 'Гражданин (физическое лицо)' }).check();
  await group(/Ваш пол/).getByRole('radio', { name: 'Мужской' }).check();
  await group(/Ваш возраст/).getByRole('radio', { name: '66 лет и старше' }).check();
  await group(/Ваше образование/).getByRole('radio', { name: 'Высшее', exact: true }).check();
  const before = server.stored();
  await page.getByRole('button', { name: 'Отправить' }).click();
  await page.getByRole('heading', { name: 'Спасибо! Ваш ответ отправлен' }).waitFor();
  assert.equal(server.stored(), before + 1);
  await page.context().close();
});

test('the first Tab offers a way past the header, which leads to the form', async () => {
  const page = await open('/', { javaScriptEnabled: false });
  await page.keyboard.press('Tab');
  const link = page.getByRole('link', { name: 'К содержанию' });
  assert.ok((await link.boundingBox()).height >= 40, 'it is seen');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.ok(await page.locator('#q-sources--site:focus').count() === 1);
  await page.context().close();
});

test('a radio can be cleared again without script', async () => {
  const page = await open('/', { javaScriptEnabled: false });
  const group = page.getByRole('group', { name: /Ваш пол/ });
  await group.getByRole('radio', { name: 'Женский' }).check();
  await group.getByRole('radio', { name: 'Нет ответа' }).check();
  assert.equal(await group.getByRole('radio', { name: 'Женский' }).isChecked(), false);
  await page.context().close();
});

test('errors keep everything typed and link to the field', async () => {
  const page = await open('/', { javaScriptEnabled: false });
  await page.locator('#q-seek textarea').fill('ж'.repeat(2001));
  await page.locator('#q-demand textarea').fill('новости');
  await page.getByRole('button', { name: 'Отправить' }).click();
  const link = page.getByRole('alert').getByRole('link', { name: /до 2000 знаков/ });
  assert.equal(await link.getAttribute('href'), '#answer-seek');
  assert.equal(await page.locator('#q-demand textarea').inputValue(), 'новости');
  assert.equal((await page.locator('#q-seek textarea').inputValue()).length, 2001);
  await page.context().close();
});

test('a survey that the server does not have now: the page holds the answers, and sends them once it has it', async () => {
  const other = await startServer();
  const page = await open(other.url, { javaScriptEnabled: false });
  await page.locator('#q-seek textarea').fill('расписание');
  await page.evaluate(() => { document.forms[0].elements.wave.value = '2027'; });
  await page.getByRole('button', { name: 'Отправить' }).click();
  await page.getByRole('heading', { name: 'Этого опроса сейчас нет на сервере' }).waitFor();
  await page.screenshot({ path: other.output('not-here.png') });
  other.stopWave('2026');
  other.openWave('2027');
  await page.getByRole('button', { name: 'Отправить ещё раз' }).click();
  await page.getByRole('heading', { name: 'Спасибо! Ваш ответ отправлен' }).waitFor();
  assert.equal(other.stored(), 1);
  await page.context().close();
  await other.stop();
});

test('two hundred responses show on the public page when the wave is closed, and none before', async () => {
  const page = await open('/results', { javaScriptEnabled: false });
  const early = await page.locator('main').innerHTML();
  assert.match(early, /Результаты появятся здесь/);
  await sendResponses(server.url, 200);
  await page.waitForTimeout(2500);  // what waits is mixed
  await page.reload();
  assert.equal(await page.locator('main').innerHTML(), early);
  server.endWave('2026');
  server.openWave('2027');  // for the tests below
  await page.reload();
  assert.match(await page.locator('main').textContent(), /около (1[5-9]|2[0-4])\d/);
  assert.equal(await page.locator('main table').count(), 5 + 9 + 5 + 1);  // the indices, whole and each by resource; closed questions; groups; how many wrote
  await page.screenshot({ path: server.output('results.png') });
  await page.context().close();
});

for (const address of ['/', '/?lang=en', '/thanks', '/privacy', '/results', '/nothing'])
  for (const colorScheme of ['light', 'dark'])
    test(`axe finds nothing on ${address} (${colorScheme})`, async () => {
      const context = await browser.newContext({ viewport: { width: 390, height: 800 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      await page.route('**/*.js', (route) => route.abort());
      await page.goto(new URL(address, server.url).href);
      assert.deepEqual(await axeFindings(page), []);
      await context.close();
    });

test('axe finds nothing in the app: a question, the review, the preview', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, bypassCSP: true, locale: 'ru-RU' });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.locator('html.app-on').waitFor();
  const check = async (screen) => assert.deepEqual(await axeFindings(page), [], screen);
  await check('first question');
  await page.locator('#app-next').click();
  await check('matrix');
  for (let i = 0; i < 12; i += 1) await page.locator('#app-next').click();
  await check('review');
  await context.close();
});
