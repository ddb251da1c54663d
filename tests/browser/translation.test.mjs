// Whoever has the page translated sees the plain form, translated, with every answer: what is painted no translator reaches.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareServerAndBrowser } from './hooks.mjs';
import { answerToReview, next, openApp, openMenu, send, sent } from './visitor.mjs';

let server;
let browser;
shareServerAndBrowser((...started) => { [server, browser] = started; });

const open = async (prepare) => {
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 360, height: 640 } });
  await prepare?.(context);
  return context;
};
const openedApp = async () => openApp(await open(), server.url);

/** What Google's translator does: it says so at the root, and puts every text into two <font>, a few at a time, those found before it began. */
const translateAsGoogle = (page) => page.evaluate(async () => {
  const texts = [];
  for (const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); walker.nextNode();)
    if (walker.currentNode.data.trim() && !walker.currentNode.parentNode.matches('script, style, textarea')) texts.push(walker.currentNode);
  document.documentElement.lang = 'en';
  document.documentElement.classList.add('translated-ltr');
  for (const [at, text] of texts.entries()) {
    const [outer, inner] = [0, 1].map(() => Object.assign(document.createElement('font'), { style: 'vertical-align: inherit;' }));
    outer.append(inner);
    inner.textContent = text.data.replace(/\p{L}+/gu, 'word');
    text.replaceWith(outer);
    if (at % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }
});
/** What others do: another text in the place of the one that was there. */
const replaceTexts = (page) => page.evaluate(() => {
  for (const walker = document.createTreeWalker(document.querySelector('form'), NodeFilter.SHOW_TEXT); walker.nextNode();)
    if (walker.currentNode.data.trim()) walker.currentNode.data = walker.currentNode.data.replace(/\p{L}+/gu, 'word');
});

/** Whole elements are written anew. */
const rewriteElements = (page) => page.evaluate(() => {
  for (const element of document.querySelectorAll('legend, label > span, th, .send button'))
    element.textContent = element.textContent.replace(/[а-яё]+/giu, 'word');
});

const plainForm = (page) => page.locator('html:not(.app-on)').waitFor();
const isWordAlone = (text) => /word/.test(text) && !/[а-яё]/i.test(text);

for (const [who, translate] of [['Google\'s translator', translateAsGoogle], ['one that says nothing', replaceTexts],
  ['one that writes anew', rewriteElements]])
  test(`${who} brings the plain form back, translated, with answers, place and focus, and it can be sent`, async () => {
    const page = await openedApp();
    const stored = server.stored();
    await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
    for (let i = 0; i < 4; i += 1) await next(page);
    const area = page.locator('#q-seek textarea');
    await area.fill('Расписание приёма');
    await page.waitForTimeout(500);   // the words lie over their painting
    await translate(page);
    await plainForm(page);
    assert.ok(await page.locator('#q-sources--site').isChecked());
    assert.equal(await area.inputValue(), 'Расписание приёма');
    assert.ok(await area.evaluate((field) => field === document.activeElement));
    const { y } = await area.boundingBox();
    assert.ok(y > 0 && y < 640, `the field is at ${y}`);
    for (const seen of ['#q-seek legend', 'label:has(#q-sources--site)', '#q-frequency th', '.send button']) {
      const text = await page.locator(seen).first().innerText();
      assert.ok(isWordAlone(text), `${seen}: ${text}`);
    }
    assert.equal(await page.locator('.app-words, wbr, #app-bar, #app-offer').count(), 0);
    await page.waitForTimeout(1500);
    assert.equal(await page.locator('html.app-on').count(), 0, 'the app stays away');
    await page.locator('.send button').click();
    await page.waitForURL('**/thanks?wave=2026');
    assert.equal(server.stored(), stored + 1);
    await page.context().close();
  });

test('every word of the plain form is translated, also those that lay over the painting in pieces', async () => {
  const page = await openedApp();
  await page.waitForTimeout(500);
  assert.ok(await page.locator('#q-sources legend wbr').count() > 1);
  const words = await page.locator('#q-sources legend').evaluate((legend) => legend.textContent.match(/\p{L}+/gu).length);
  await translateAsGoogle(page);
  const translated = await page.locator('#q-sources legend').innerText();
  assert.equal(translated.match(/\bword\b/g).length, words, translated);
  await page.context().close();
});

test('the app does not come to a page that is translated already', async () => {
  const page = await (await open()).newPage();
  await page.route('**/*.wasm', async (route) => { await new Promise((resolve) => setTimeout(resolve, 1000)); await route.continue(); });
  await page.goto(server.url);
  await translateAsGoogle(page);
  await page.locator('html[data-app=left]').waitFor();
  assert.ok(isWordAlone(await page.locator('#q-education legend').innerText()));
  await page.context().close();
});

test('who has the thanks translated sees thanks, not a form to answer again', async () => {
  const page = await openedApp();
  await answerToReview(page);
  await send(page);
  await sent(page).waitFor();
  await translateAsGoogle(page).catch(() => {});  // the page goes
  await page.waitForURL('**/thanks?wave=2026');
  await page.context().close();
});

test('what only adds to the page, such as a helper for passwords, is no translator; nor is the visitor\'s own language', async () => {
  const page = await openedApp();
  await page.evaluate(() => {
    document.documentElement.classList.add('helper');
    document.querySelector('#q-sources fieldset').append(Object.assign(document.createElement('div'), { textContent: 'helper' }));
  });
  await page.waitForTimeout(300);
  await next(page);
  assert.equal(await page.locator('html.app-on').count(), 1);
  await openMenu(page);
  await page.getByRole('link', { name: 'English' }).click();
  await page.waitForURL(/lang=en/);
  await page.locator('html.app-on').waitFor();
  await page.context().close();
});
