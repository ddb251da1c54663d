// Another engine answers the whole form in the app, as Chromium does.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startFirefox } from './firefox.mjs';
import { startServer } from './support.mjs';

let server;
let browser;
before(async () => {
  server = await startServer();
  browser = await startFirefox({ 'webgl.force-enabled': true });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('the form is answered by accessible names, in the app, and stored once', async () => {
  const page = await browser.newPage();
  await page.setViewport({ width: 360, height: 640 });
  await page.goto(server.url);
  await page.waitForSelector('html.app-on', { timeout: 20_000 });
  // In the bar only: working out names over the whole page takes Firefox seconds.
  const button = async (name) => (await page.$('#app-bar')).waitForSelector(`::-p-aria([name="${name}"][role="button"])`, { visible: true });
  await (await page.waitForSelector('::-p-aria([name="Официальный сайт Министерства"][role="checkbox"])')).click();
  assert.ok(await page.$eval('#q-sources-site', (box) => box.checked));
  await page.screenshot({ path: server.output('firefox-first.png') });
  for (let question = 1; question <= 13; question += 1) {
    await page.waitForFunction((number) => document.title.startsWith(`Вопрос ${number} из 13`), {}, question);
    const area = await page.$('[data-question]:not([hidden]) textarea');
    if (area) await area.type('Ӧӧ');
    await (await button(area ? 'Далее' : question === 1 ? 'Далее' : 'Пропустить')).click();
  }
  await page.waitForFunction(() => document.title.startsWith('Проверьте ответы'));
  await page.screenshot({ path: server.output('firefox-review.png') });
  await (await button('Отправить')).click();
  await page.waitForFunction(() => document.activeElement.textContent === 'Спасибо! Ваш ответ отправлен', { timeout: 15_000 });
  assert.equal(server.stored(), 1);
  await page.screenshot({ path: server.output('firefox-thanks.png') });
  await page.close();
});

test('the panel for low vision holds, and is remembered', async () => {
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.waitForSelector('html.app-on', { timeout: 20_000 });
  await page.click('#view summary');
  await page.click('#view input[value="200"]');
  const size = () => page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
  assert.equal(await size(), '32px');
  await page.reload();
  assert.equal(await size(), '32px');
  await page.close();
});
