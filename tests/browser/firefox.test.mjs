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
  assert.ok(await page.$eval('#q-sources--site', (box) => box.checked));
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

test('a drag selects the words of a title and of an option, and chooses nothing; words are found', async () => {
  const page = await browser.newPage();
  await page.setViewport({ width: 1000, height: 800 });
  await page.goto(server.url);
  let most = 0;
  for (const words of ['#q-sources legend > .app-words', 'label:has(#q-sources--vk) .app-words']) {
    const found = await page.waitForSelector(words, { timeout: 20_000 });
    const { text, lines } = await found.evaluate((node) => ({
      text: node.textContent, lines: [...node.firstChild.children].map((line) => line.getBoundingClientRect().toJSON()).filter(({ width }) => width > 0),
    }));
    most = Math.max(most, lines.length);
    const [first, last] = [lines[0], lines.at(-1)];
    await page.mouse.move(first.left + 1, first.top + 8);
    await page.mouse.down();
    await page.mouse.move(first.left + 60, first.top + 8);
    await page.mouse.move(last.right - 20, last.top + 8);
    await page.mouse.move(last.right - 1, last.top + 8);
    await page.mouse.up();
    assert.equal(await page.evaluate(() => getSelection().toString()), text);
  }
  assert.ok(most > 1, 'as many lines as are painted');
  assert.equal(await page.$eval('#q-sources--vk', (box) => box.checked), false);
  assert.deepEqual(await page.evaluate(() => ['«Одноклассники»', 'Мужской'].map((words) => window.find(words))), [true, false]);
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

test('the report folds on a phone, unfolds on a desk and for its print, in a browser whose stylesheets may not', async () => {
  const demonstration = await startServer({ demonstration: ['--responses', '300', '--waves', '2', '--seed', '1'] });
  const page = await browser.newPage();
  const open = () => page.$$eval('main details.fold:not(.closed)', (folds) => folds.filter((fold) => [...fold.children].some((node) => node.tagName !== 'SUMMARY' && node.checkVisibility({ contentVisibilityAuto: true }))).length);
  await page.setViewport({ width: 390, height: 800 });
  await page.goto(new URL('/results', demonstration.url).href);
  assert.equal(await open(), 0);
  await page.screenshot({ path: demonstration.output('firefox-report-phone.png') });
  await page.setViewport({ width: 1280, height: 900 });
  const all = await page.$$eval('main details.fold:not(.closed)', (folds) => folds.length);
  assert.ok(all > 5);
  assert.equal(await open(), all);
  await page.screenshot({ path: demonstration.output('firefox-report.png') });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  if (!await page.evaluate(() => CSS.supports('selector(::details-content)')))
    assert.equal(await page.$$eval('main details.fold', (folds) => folds.filter(({ open: isOpen }) => !isOpen).length), 0);
  await page.close();
  await demonstration.stop();
});
