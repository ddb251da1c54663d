// «Версия для слабовидящих»: one panel for the plain form, the app and the results; what was chosen holds, and nothing is cut at 300 %.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareServerAndBrowser } from './hooks.mjs';
import { contrast, pixels, textContrast } from './pixels.mjs';
import { answerToReview, axeFindings, boxesOf, next, openApp, overlaps, toggleView } from './visitor.mjs';

const SCHEMES = ['standard', 'dark', 'black-on-white', 'white-on-black', 'blue-on-light-blue'];
const PHONE = { width: 360, height: 640 };
const SMALLEST = { width: 320, height: 568 };

let server;
let browser;
shareServerAndBrowser((...started) => { [server, browser] = started; }, { flags: ['--kiosk', 'hall'] });

/** A visitor who chose this view before. */
async function visitor(view, options = {}) {
  const context = await browser.newContext({ locale: 'ru-RU', viewport: PHONE, bypassCSP: true, ...options });
  await context.addInitScript((chosen) => localStorage.setItem('view', JSON.stringify(chosen)), view);
  return context;
}
const viewOf = (page) => page.evaluate(() => ({
  size: parseFloat(getComputedStyle(document.documentElement).fontSize), paper: getComputedStyle(document.body).backgroundColor,
  letters: getComputedStyle(document.body).letterSpacing, lines: getComputedStyle(document.body).lineHeight,
}));
const choose = (page, name) => page.locator('#view').getByText(name, { exact: true }).first().click();

test('what is chosen holds at once, in the app, on every page and on the next visit; «Обычный вид» takes it back', async () => {
  const context = await browser.newContext({ locale: 'ru-RU', viewport: PHONE });
  const page = await openApp(context, server.url);
  const usual = await viewOf(page);
  await toggleView(page);
  await choose(page, '200 %');
  await choose(page, 'Синим по голубому');
  await page.getByRole('group', { name: 'Между буквами' }).getByRole('radio', { name: 'Шире' }).check();
  await page.getByRole('group', { name: 'Между строками' }).getByRole('radio', { name: 'Шире' }).check();
  await choose(page, 'Без движения');
  const chosen = { size: 32, paper: 'rgb(157, 209, 255)', letters: '3.84px', lines: '60.8px' };
  assert.deepEqual(await viewOf(page), chosen);
  await page.screenshot({ path: server.output('view-panel-360.png') });
  for (const address of ['results', 'privacy', '?lang=en', '']) {
    await page.goto(server.url + address);
    assert.deepEqual(await viewOf(page), chosen, address);
  }
  await page.locator('html.app-on').waitFor();
  const { height } = await page.locator('#app-next').boundingBox();
  assert.ok(height > 70, 'the app paints it, too');
  await toggleView(page);
  assert.ok(await page.getByRole('radio', { name: '200 %' }).isChecked());
  await page.getByRole('button', { name: 'Обычный вид' }).click();
  assert.deepEqual(await viewOf(page), usual);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await context.close();
});

test('nothing moves where that was chosen, or where the system asks for it', async () => {
  const moves = (page) => page.locator('.row').first().evaluate((row) => getComputedStyle(row).transitionDuration);
  const plain = async (context) => {
    const page = await context.newPage();
    await page.route('**/*.js', (route) => route.abort());
    await page.goto(server.url);
    return page;
  };
  assert.notEqual(await moves(await plain(await visitor({}))), '0s');
  assert.equal(await moves(await plain(await visitor({ motion: 'off' }))), '0s');
  assert.equal(await moves(await plain(await visitor({}, { reducedMotion: 'reduce' }))), '0s');
});

test('the system\'s wishes hold from the start: dark, more contrast; forced colours leave the plain form', async () => {
  const paper = async (options, view = {}) => {
    const context = await visitor(view, options);
    const page = await openApp(context, server.url);
    const { paper: color } = await viewOf(page);
    await context.close();
    return color;
  };
  assert.equal(await paper({ colorScheme: 'dark' }), 'rgb(14, 22, 32)');
  assert.equal(await paper({ contrast: 'more', colorScheme: 'dark' }), 'rgb(0, 0, 0)');
  assert.equal(await paper({ colorScheme: 'dark' }, { scheme: 'blue-on-light-blue' }), 'rgb(157, 209, 255)', 'the choice outweighs the system');
  const context = await visitor({}, { forcedColors: 'active' });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.waitForTimeout(1500);
  assert.ok(!await page.evaluate(() => document.documentElement.classList.contains('app-on')));
  await context.close();
});

test('a kiosk offers the panel, and forgets what was chosen with the visitor', async () => {
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1280, height: 800 } });
  const page = await openApp(context, `${server.url}?kiosk=hall`);
  await page.getByText('Крупные буквы и контраст').click();
  await choose(page, 'Белым по чёрному');
  assert.equal((await viewOf(page)).paper, 'rgb(0, 0, 0)');
  await page.screenshot({ path: server.output('kiosk-view.png') });
  await page.getByRole('button', { name: 'Готово' }).click();
  await page.getByRole('button', { name: 'Начать', exact: true }).click();
  assert.equal((await viewOf(page)).paper, 'rgb(0, 0, 0)');
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await page.getByRole('button', { name: 'Закончить' }).click({ noWaitAfter: true });
  await page.getByRole('button', { name: 'Начать', exact: true }).waitFor();
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)');
  await context.close();
});

test('at 300 % on the smallest screen nothing scrolls sideways, and no control lies over another or beyond the page', async () => {
  const context = await visitor({ size: '300' }, { viewport: SMALLEST });
  for (const address of ['', '?lang=en', 'results', 'privacy', 'accessibility', 'thanks', 'nothing']) {
    const page = await context.newPage();
    await page.route('**/*.wasm', (route) => route.abort());
    await page.goto(server.url + address);
    await toggleView(page);
    const beyond = await page.evaluate(() => [...document.querySelectorAll('body *')].filter((node) => {
      const { width, left, right } = node.getBoundingClientRect();
      return width > 1 && (right > innerWidth + 1 || left < -1);
    }).map((node) => `${node.tagName} ${node.textContent.slice(0, 30)}`));
    assert.deepEqual(beyond, [], address);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), SMALLEST.width, address);
    await page.close();
  }
  const page = await openApp(context, server.url);
  for (let screen = 1; screen <= 14; screen += 1) {
    const boxes = await boxesOf(page, '.app-placed:not(#app-bar *)');
    const beyond = boxes.filter(({ left, right }) => left < -1 || right > SMALLEST.width + 1).map(({ id }) => id);
    const found = { overlaps: overlaps(boxes), beyond, wide: await page.evaluate(() => document.documentElement.scrollWidth) };
    assert.deepEqual(found, { overlaps: [], beyond: [], wide: SMALLEST.width }, `screen ${screen}`);
    if ([1, 2, 4, 14].includes(screen)) await page.screenshot({ path: server.output(`view-300-screen-${screen}.png`) });
    if (screen < 14) await next(page);
  }
  await context.close();
});

test('axe finds nothing in any scheme: plain form, results, app, review', async () => {
  for (const scheme of SCHEMES) {
    const context = await visitor(scheme === 'standard' ? {} : { scheme });
    for (const address of ['', 'results', 'privacy', 'accessibility', 'thanks', 'nothing']) {
      const page = await context.newPage();
      await page.route('**/*.wasm', (route) => route.abort());
      await page.goto(server.url + address);
      await toggleView(page);
      assert.deepEqual(await axeFindings(page), [], `${scheme} ${address}`);
      await page.close();
    }
    const page = await openApp(context, server.url);
    assert.deepEqual(await axeFindings(page), [], `${scheme} app`);
    await answerToReview(page);
    assert.deepEqual(await axeFindings(page), [], `${scheme} review`);
    await context.close();
  }
});

test('what the canvas paints has contrast in every scheme: texts 4.5 (large print schemes 7), lines and the focus ring 3', async () => {
  for (const scheme of [...SCHEMES, 'system dark']) {
    const isOwn = SCHEMES.slice(2).includes(scheme);
    const context = await visitor(SCHEMES.slice(1).includes(scheme) ? { scheme } : {},
      { viewport: { width: 360, height: 1200 }, colorScheme: scheme === 'system dark' ? 'dark' : 'light' });
    const page = await openApp(context, server.url);
    const least = async (selector, atLeast) => {
      const clip = await page.locator(selector).first().boundingBox();
      const found = await textContrast(page, clip);
      assert.ok(found >= atLeast, `${scheme}: ${selector} has ${found.toFixed(2)}`);
    };
    const row = page.locator('label:has(#q-sources--vk)');
    await page.locator('label:has(#q-sources--site)').click();
    await page.mouse.move(1, 1);
    await least('legend.app-placed', isOwn ? 7 : 4.5);
    await least('label:has(#q-sources--vk)', isOwn ? 7 : 4.5);
    await least('label:has(#q-sources--site)', isOwn ? 7 : 4.5);
    await least('#app-privacy', isOwn ? 7 : 4.5);
    await least('#app-next', isOwn ? 7 : 4.5);

    // The row's line, and then the ring of the keyboard's focus, along a column of pixels through the row's upper edge.
    const box = await row.boundingBox();
    const column = async () => (await pixels(page, { x: box.x + box.width / 2, y: box.y - 8, width: 1, height: 16 })).rows;
    const line = await column();
    assert.ok(line.some((color) => contrast(color, line[0]) >= 3), `${scheme}: the line of a row`);
    await page.locator('#q-sources--site').focus();
    await page.keyboard.press('Tab');
    await page.waitForTimeout(150);
    const ring = (await column()).slice(0, 8);
    const ground = line[0];
    assert.ok(ring.filter((color) => contrast(color, ground) >= 3).length >= 2, `${scheme}: the focus ring`);
    await context.close();
  }
});

for (const width of [320, 360, 768, 1440])
  test(`at ${width} px: screenshots of the first question, a matrix, the review and the results`, async () => {
    const context = await visitor({}, { viewport: { width, height: width < 700 ? 640 : 900 } });
    const page = await openApp(context, server.url);
    await page.screenshot({ path: server.output(`at-${width}-first.png`) });
    await next(page);
    await page.screenshot({ path: server.output(`at-${width}-matrix.png`) });
    for (let question = 2; question <= 13; question += 1) await next(page);
    await page.screenshot({ path: server.output(`at-${width}-review.png`) });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    await page.goto(`${server.url}results`);
    await page.screenshot({ path: server.output(`at-${width}-results.png`) });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    await context.close();
  });

test('a touch: targets of 44 px, the field in focus stays above the keyboard, turning the phone keeps place and answers', async () => {
  const context = await browser.newContext({ locale: 'ru-RU', viewport: PHONE, isMobile: true, hasTouch: true });
  const page = await openApp(context, server.url);
  for (let screen = 1; screen <= 4; screen += 1) {
    for (const target of await page.locator('.app-placed:is(label, button, a):visible').all()) {
      const box = await target.boundingBox();
      assert.ok(!box || box.height >= 44, `screen ${screen}: ${await target.textContent()} is ${box?.height} px high`);
    }
    await page.getByRole('button', { name: /^(Далее|Пропустить)$/ }).tap();
  }
  const area = page.locator('[data-question]:not([hidden]) textarea');
  await area.tap();
  await area.fill('слово');
  await page.setViewportSize({ width: 360, height: 330 });  // what the phone's keyboard leaves
  await page.waitForTimeout(400);
  const field = await area.boundingBox();
  const bar = await page.locator('#app-bar').boundingBox();
  assert.ok(field.y < bar.y - 40 && field.y + 40 > 0, `the field is at ${field.y}, the bar at ${bar.y}`);
  await page.setViewportSize({ width: 640, height: 360 });
  await page.waitForTimeout(400);
  assert.match(await page.title(), /^Вопрос 5/);
  assert.equal(await area.inputValue(), 'слово');
  assert.ok(await area.evaluate((node) => document.activeElement === node));
  const zoom = await page.locator('meta[name=viewport]').getAttribute('content');
  assert.doesNotMatch(zoom, /user-scalable|maximum-scale/);
  await context.close();
});
