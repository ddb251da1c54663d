// What is painted can be selected, copied and found as if it were written there: the words lie over their painting, line by line.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { shareServerAndBrowser } from './hooks.mjs';
import { pixels } from './pixels.mjs';
import { survey as surveyFile } from './support.mjs';
import { answerToReview, next, openApp, send, typeset } from './visitor.mjs';

const [{ title, choices }] = JSON.parse(readFileSync(surveyFile, 'utf8')).elements;
const TITLE = typeset(title.default);
const OPTION = choices.find(({ value }) => value === 'vk').text.default;

const PHONE = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
const DESKTOP = { viewport: { width: 1440, height: 900 } };

let server;
let browser;
shareServerAndBrowser((...started) => { [server, browser] = started; });

/** The words are laid once the page is at rest. */
const rest = (page) => page.waitForTimeout(500);

async function open(options, size) {
  const context = await browser.newContext({ locale: 'ru-RU', ...options });
  if (size) await context.addInitScript((chosen) => localStorage.setItem('view', JSON.stringify({ size: chosen })), size);
  const page = await openApp(context, server.url);
  await rest(page);
  return page;
}

/** Where the lines of the words that `selector` names are on the screen; the painting may end one with a hyphen, which is not selected. */
const linesOf = (page, selector) => page.locator(selector).first().evaluate((words) => {
  const lines = [];
  for (const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT); walker.nextNode();) {
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    lines.push({ ...range.getBoundingClientRect().toJSON(), isWhole: /[\s-]$/.test(range.toString()) });
  }
  lines.at(-1).isWhole = true;
  return lines;
});
const WORDS = { title: '[data-question]:not([hidden]) legend > .app-words', option: 'label:has(#q-sources--vk) .app-words' };

async function drag(page, from, to) {
  const at = ({ top, bottom }) => (top + bottom) / 2;
  await page.mouse.move(from.left + 1, at(from));
  await page.mouse.down();
  await page.mouse.move(from.left + 20, at(from));
  await page.mouse.move(to.right - 10, at(to));
  await page.mouse.move(to.right + 2, at(to));
  await page.mouse.up();
}
const selected = (page) => page.evaluate(() => getSelection().toString());
const unselect = (page) => page.evaluate(() => getSelection().removeAllRanges());

/** What stands out on the screen where a line is, and `more` pixels above and below it. */
const shownAt = async (page, { left, right, top, bottom }, more = 0) =>
  (await pixels(page, { x: left - 6, y: top - more, width: right - left + 12, height: bottom - top + 2 * more })).box;
const apart = (one, other, sides) => sides.filter((side) => Math.round(Math.abs(one[side] - other[side])) > 2)
  .map((side) => `${side}: ${one[side]} and ${other[side]}`);

for (const [name, options, size] of [
  ['360 px', { viewport: { width: 360, height: 1400 }, deviceScaleFactor: 2 }], ['1440 px', DESKTOP],
  ['360 px and 300 %', { viewport: { width: 360, height: 4600 } }, '300'], ['1440 px and 300 %', { viewport: { width: 1440, height: 2600 } }, '300'],
])
  test(`at ${name} a title and an option are selected to the word, and are where they are painted`, async () => {
    const page = await open(options, size);
    for (const [which, text] of [['title', TITLE], ['option', OPTION]]) {
      const lines = await linesOf(page, WORDS[which]);
      const painted = [];
      for (const line of lines) painted.push(await shownAt(page, line, 2));
      await drag(page, lines[0], lines.at(-1));
      assert.equal(await selected(page), text);
      for (const [at, line] of lines.entries())
        assert.deepEqual(apart(await shownAt(page, line), line, line.isWhole ? ['left', 'right'] : ['left']), [],
          `the highlight of line ${at} of the ${which}`);
      await unselect(page);
      // In the place of the painting the words are the same.
      const sheet = await page.evaluateHandle(() => {
        const shown = new CSSStyleSheet();
        shown.replaceSync(`#app-clip { visibility: hidden; } ${'.app-on'.repeat(9)} .app-words span { color: var(--ink); }`);
        document.adoptedStyleSheets.push(shown);
        return shown;
      });
      for (const [at, line] of lines.entries())
        assert.deepEqual(apart(await shownAt(page, line, 2), painted[at], ['left', 'top', 'bottom', ...line.isWhole ? ['right'] : []]), [],
          `line ${at} of the ${which}`);
      await page.evaluate((shown) => { document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== shown); }, sheet);
    }
    await page.context().close();
  });

test('a drag over an option chooses nothing, nor over several; a click does, also on words that are selected', async () => {
  const page = await open(DESKTOP);
  const isChosen = () => page.locator('#q-sources--vk').isChecked();
  const [line] = await linesOf(page, WORDS.option);
  const [first] = await linesOf(page, 'label:has(#q-sources--site) .app-words');
  const click = (by) => page.mouse.click(line.left + by, (line.top + line.bottom) / 2);
  await drag(page, line, line);
  assert.deepEqual([await selected(page), await isChosen()], [OPTION, false]);
  await click(40);
  assert.deepEqual([await selected(page), await isChosen()], ['', true]);
  await drag(page, first, line);
  assert.equal(await selected(page), `${choices[0].text.default}\n${OPTION}`);
  assert.equal(await page.locator('form input:checked').count(), 1);
  await click(-20);
  assert.deepEqual([await selected(page), await isChosen()], ['', false]);
  await page.context().close();
});

test('a tap on the words of an option chooses it at once', async () => {
  const page = await open(PHONE);
  await page.locator('#q-sources--vk').scrollIntoViewIfNeeded();
  await page.locator('#q-sources--vk').tap();
  assert.ok(await page.locator('#q-sources--vk').isChecked());
  await page.context().close();
});

test('what is copied is what was selected, a line a text, in the order of the painting', async () => {
  const page = await open(DESKTOP);
  await page.context().grantPermissions(['clipboard-read']);
  await drag(page, (await linesOf(page, WORDS.title))[0], (await linesOf(page, WORDS.option)).at(-1));
  await page.keyboard.press('Control+c');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()),
    [TITLE, 'Несколько вариантов ответов', choices[0].text.default, OPTION].join('\n'));
  await page.context().close();
});

/** Searches as the browser does; what was found, or null. It must be on the screen, above the bar, and seen. */
async function find(page, words) {
  await unselect(page);
  if (!await page.evaluate((wanted) => window.find(wanted), words)) return null;
  await page.waitForTimeout(400);  // the canvas follows
  const at = await page.evaluate(() => getSelection().getRangeAt(0).getBoundingClientRect().toJSON());
  const bar = await page.locator('#app-bar').boundingBox();
  assert.ok(at.top >= 0 && at.bottom <= bar.y, `${words} is at ${at.top}, the bar at ${bar.y}`);
  const ground = async () => (await pixels(page, at)).colors[0];
  const [found, highlighted] = [await selected(page), await ground()];
  await unselect(page);
  assert.notDeepEqual(await ground(), highlighted, `${words} is highlighted`);
  return found;
}

test('the browser finds what is painted, shows where, and finds nothing of another question', async () => {
  const page = await open(PHONE);
  for (const words of ['Опрос об информации', 'анонимно', 'источники Вы используете', 'вариантов ответов', '«Одноклассники»'])
    assert.equal(await find(page, words), words);
  for (const words of ['Мужской', 'Пользуюсь постоянно', 'Оценка удовлетворенности', 'Нет ответа'])
    assert.equal(await find(page, words), null);
  await next(page);
  await rest(page);
  for (const words of ['По одному ответу', 'Страница Министерства', 'Пользуюсь постоянно'])
    assert.equal(await find(page, words), words);
  for (const words of ['источники Вы используете', 'Опрос об информации', 'Мужской'])
    assert.equal(await find(page, words), null);
  await page.context().close();
});

test('an error is found where it is painted', async () => {
  const page = await open(PHONE);
  for (let i = 0; i < 13; i += 1) await next(page);
  await send(page);
  await rest(page);
  assert.equal(await find(page, 'Вы ещё ни на что не ответили'), 'Вы ещё ни на что не ответили');
  await page.context().close();
});

test('so it is on review, thanks and results', async () => {
  const page = await open(PHONE);
  await answerToReview(page, 'Больше новостей');
  const preview = () => page.getByRole('button', { name: /^Посмотреть/ }).click();
  for (const [words, go] of [['Проверьте ответы'], ['Источники информации'], ['Официальный сайт Министерства'], ['Больше новостей'],
    ['Спасибо', () => send(page)], ['Ваши ответы', preview], ['Официальный сайт Министерства']]) {
    await go?.();
    await page.getByRole('heading', { name: go ? words : '' }).first().waitFor();
    await rest(page);
    assert.equal(await find(page, words), words);
  }
  await page.context().close();
});
