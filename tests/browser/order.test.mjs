// An order of options in the app: moved by its buttons, by keyboard and by touch, and by its lists; heard, kept and sent as it is shown.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareServerOf } from './hooks.mjs';
import { eventually } from './support.mjs';
import { axeFindings, boxesOf, openApp, overlaps } from './visitor.mjs';

const PHONE = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

const choices = ['Короткая очередь', 'Вежливость', 'Понятные слова', 'Запись через интернет'];
const survey = {
  locale: 'ru', title: 'Проверка',
  elements: [
    { type: 'ranking', name: 'all', title: 'Что важнее?', choices },
    { type: 'ranking', name: 'some', title: 'Что важнее всего?', choices, selectToRankEnabled: true, maxSelectedChoices: 2 },
  ],
};

let server;
let browser;
shareServerOf(survey, (...started) => { [server, browser] = started; }, { flags: ['--kiosk', 'hall'] });

/** The app in a context of its own, at the first question or the second; `sees` keeps what is sent, which is open as there is no cryptography. */
async function open(options, question = 1) {
  const context = await browser.newContext({ locale: 'ru-RU', ...options });
  await context.addInitScript(() => { Object.defineProperty(crypto, 'subtle', { value: undefined }); });
  const sees = [];
  context.on('request', (request) => { if (/responses$/.test(request.url())) sees.push(JSON.parse(request.postData())[0].answers); });
  const page = await openApp(context, server.url);
  if (question === 2) await page.locator('#app-next').click();
  return { context, page, sees };
}

/** The lines from the top, each with the place that its list has. */
const lines = (page) => page.evaluate(() => [...document.querySelectorAll('[data-question]:not([hidden]) select')].map((list) =>
  `${list.labels[0].textContent} ${list.value}`.trim()));
const button = (page, name) => page.getByRole('button', { name, exact: true });
const list = (page, name) => page.getByRole('combobox', { name, exact: true });
const focused = (page) => page.evaluate(() => document.activeElement.getAttribute('aria-label'));
const said = (page) => page.locator('#app-status').textContent();
const isShown = (page, expected) => eventually(async () => JSON.stringify(await lines(page)) === JSON.stringify(expected), 5,
  async () => `${await lines(page)}`);
/** The question and its lines lie on the screen as they stand in the document. */
const isInOrder = (page) => page.evaluate(() => {
  const tops = [...document.querySelectorAll('[data-question]:not([hidden]) :is(select, .field button)')].map((each) => each.getBoundingClientRect().top);
  return tops.every((top, i) => i === 0 || top >= tops[i - 1] - 2);  // a list lies 2 px within its frame
});

test('by keyboard alone: the focus stays on what moves, the new place is said, the answer is the order that is shown', async () => {
  const { context, page, sees } = await open({ viewport: { width: 1024, height: 700 } });
  await eventually(async () => {
    await page.keyboard.press('Tab');
    return await focused(page) === 'Ниже: Короткая очередь';
  });
  await page.keyboard.press('Enter');
  await isShown(page, ['Вежливость 1', 'Короткая очередь 2', 'Понятные слова 3', 'Запись через интернет 4']);
  assert.equal(await focused(page), 'Ниже: Короткая очередь');
  await page.waitForTimeout(200);
  assert.equal(await said(page), 'Короткая очередь: место 2 из 4', 'what was said is not taken back by the next frame');
  await page.keyboard.press('Space');
  await page.keyboard.press('Space');
  await isShown(page, ['Вежливость 1', 'Понятные слова 2', 'Запись через интернет 3', 'Короткая очередь 4']);
  assert.equal(await focused(page), 'Выше: Короткая очередь', 'at the end the other button has the focus');
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'Выше: Короткая очередь');
  assert.ok(await isInOrder(page));
  await page.locator('#app-next').press('Enter');
  await button(page, 'Выше: Понятные слова').press('Enter');
  await button(page, 'Выше: Вежливость').press('Enter');
  await page.locator('#app-next').press('Enter');
  await button(page, 'Отправить').press('Enter');
  await page.getByRole('heading', { name: 'Спасибо! Ваш ответ отправлен' }).waitFor();
  assert.deepEqual(sees, [{ all: ['Вежливость', 'Понятные слова', 'Короткая очередь', 'Запись через интернет'], some: ['Понятные слова', 'Вежливость'] }]);
  await context.close();
});

test('by touch: in an order of some what rises comes in behind the last, and what sinks from there goes out', async () => {
  const { context, page } = await open(PHONE, 2);
  await button(page, 'Выше: Понятные слова').tap();
  await button(page, 'Выше: Короткая очередь').tap();
  await isShown(page, ['Понятные слова 1', 'Короткая очередь 2', 'Вежливость', 'Запись через интернет']);
  assert.ok(await button(page, 'Выше: Вежливость').isDisabled(), 'there is no room');
  await button(page, 'Выше: Короткая очередь').tap();
  await button(page, 'Ниже: Понятные слова').tap();
  await isShown(page, ['Короткая очередь 1', 'Вежливость', 'Понятные слова', 'Запись через интернет']);
  assert.equal(await said(page), 'Понятные слова: без места');
  await context.close();
});

test('a place that another option has is taken over, and the others make room', async () => {
  const { context, page } = await open(PHONE);
  await list(page, 'Вежливость').selectOption('1');
  await list(page, 'Понятные слова').selectOption('1');
  await isShown(page, ['Понятные слова 1', 'Вежливость 2', 'Короткая очередь', 'Запись через интернет']);
  await context.close();
});

test('what was moved is in the draft, and in the plain form', async () => {
  const { context, page } = await open(PHONE);
  await button(page, 'Ниже: Короткая очередь').tap();
  await isShown(page, ['Вежливость 1', 'Короткая очередь 2', 'Понятные слова 3', 'Запись через интернет 4']);
  await page.waitForTimeout(600);
  await page.reload();
  await button(page, 'Продолжить').click();
  await page.locator('html.app-on').waitFor();
  await isShown(page, ['Вежливость 1', 'Короткая очередь 2', 'Понятные слова 3', 'Запись через интернет 4']);
  await page.getByRole('button', { name: 'Простая версия' }).click();
  assert.equal(await page.locator('.field button').count(), 0);
  assert.equal(await list(page, 'Вежливость').first().inputValue(), '1');
  await context.close();
});

const SCREENS = {
  phone: PHONE,
  smallest: { viewport: { width: 320, height: 568 }, view: { size: '300' } },
  wide: { viewport: { width: 1440, height: 900 } },
  terminal: { viewport: { width: 1080, height: 1920 }, hasTouch: true, address: '?kiosk=hall' },
};
for (const [name, { address = '', view = {}, ...options }] of Object.entries(SCREENS)) {
  for (const colorScheme of ['light', 'dark']) {
    test(`on a ${name} screen, ${colorScheme}: nothing lies over another or beyond the screen, and all of it can be touched`, async () => {
      const context = await browser.newContext({ locale: 'ru-RU', bypassCSP: true, colorScheme, ...options });
      await context.addInitScript((chosen) => localStorage.setItem('view', JSON.stringify(chosen)), view);
      const page = await openApp(context, server.url + address);
      if (address) await button(page, 'Начать').tap();
      for (const [number, move] of [[1, 'Ниже: Короткая очередь'], [2, 'Выше: Вежливость']]) {
        await button(page, move).click();
        await page.waitForTimeout(400);
        await page.screenshot({ path: server.output(`order-${name}-${colorScheme}-${number}.png`), fullPage: true });
        const boxes = await boxesOf(page, '.app-placed:not(#app-bar *)');
        const width = options.viewport.width;
        assert.deepEqual([overlaps(boxes), boxes.filter(({ left, right }) => left < -1 || right > width + 1)], [[], []]);
        for (const { id, top, bottom, left, right } of await boxesOf(page, '.field .app-placed'))
          assert.ok(Math.min(bottom - top, right - left) >= (address ? 60 : 44), `${id}: ${right - left} by ${bottom - top} px`);
        assert.deepEqual(await axeFindings(page), []);
        await page.locator('#app-next').click();
      }
      await context.close();
    });
  }
}
