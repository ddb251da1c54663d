// A trial says «Проба» wherever it is seen: on the form in every shape, on the report and in its files, to screen readers and on paper.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { csvRows, workbook } from './downloads.mjs';
import { behindLink } from './hooks.mjs';
import { textContrast } from './pixels.mjs';
import { eventually, sendResponses, startServer } from './support.mjs';
import { answerToReview, axeFindings, kept, keptOffline, next, openApp, openMenu, send, sent } from './visitor.mjs';

const WORDS = 'Проба: ответы не войдут в результаты';
const PHONE = { width: 360, height: 640 };

let server;
let link;
let context;
behindLink((...started) => { [server, link, context] = started; }, {
  server: { trial: true, threshold: 10, flags: ['--kiosk', 'hall'] }, context: { viewport: PHONE, bypassCSP: true },
});

const begin = (page) => page.getByRole('button', { name: 'Начать', exact: true });
const get = async (address) => Buffer.from(await (await fetch(new URL(address, server.url))).arrayBuffer());
/** Resolves when the trial has figures. */
async function released() {
  await sendResponses(server.url, 60);
  await eventually(async () => JSON.parse(await get('/results.json')).release > 0);
}
/** The mark says these words, is whole on the screen and covered by nothing; where it is. */
async function marked(page, where, words = WORDS) {
  const mark = page.locator('.mark');
  assert.equal(await mark.textContent(), words, where);
  const box = await mark.boundingBox();
  const { width, height } = page.viewportSize();
  assert.ok(box.y >= 0 && box.y + box.height <= height && box.x >= 0 && box.x + box.width <= width, `${where}: ${JSON.stringify(box)}`);
  const atMiddle = await mark.evaluate((node, { x, y }) => document.elementFromPoint(x, y) === node, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
  assert.ok(atMiddle, `${where}: covered`);
  return box;
}

test('the plain form says so in one line that stays, in the tab and in a link\'s card; its page of errors and the thanks say it, too', async () => {
  const plain = await context.browser().newContext({ viewport: PHONE, javaScriptEnabled: false, locale: 'ru-RU' });
  const page = await plain.newPage();
  await page.goto(server.url);
  const { height } = await marked(page, 'the form');
  assert.ok(height < 30, `${height} px`);
  assert.match(await page.title(), /^Проба: /);
  assert.match(await page.locator('meta[property="og:title"]').getAttribute('content'), /^Проба: /);
  await page.locator('#answer-seek').scrollIntoViewIfNeeded();
  await marked(page, 'the form, further down');
  await page.locator('textarea').first().fill('ж'.repeat(2001));
  await page.locator('.send button').click();
  await page.getByRole('alert').waitFor();
  await marked(page, 'the page of errors');
  await page.getByRole('alert').getByRole('link').click();
  const { y } = await page.locator('textarea').first().boundingBox();
  assert.ok(y >= height, `the field to be put right lies under the mark: ${y} px`);
  await page.locator('textarea').first().fill('Больше новостей.');
  await page.locator('.send button').click();
  await page.getByRole('heading', { name: 'Спасибо! Ваш ответ отправлен' }).waitFor();
  await marked(page, 'the thanks');
  await openMenu(page);
  await page.getByRole('link', { name: 'English' }).click();
  await marked(page, 'the thanks in English', 'Trial: these answers will not count');
  await plain.close();
});

test('the plain form with script leads to thanks that say so', async () => {
  const page = await context.newPage();
  await page.emulateMedia({ forcedColors: 'active' });  // the plain form
  await page.goto(`${link.url}?via=vk`);
  await page.getByRole('radio', { name: 'Женский' }).check();
  await page.getByRole('button', { name: 'Отправить' }).click();
  await page.waitForURL('**/thanks?via=vk&wave=2026');
  await marked(page, 'the thanks');
});

test('the app says so on every screen, and covers nothing of it', async () => {
  await released();
  const page = await openApp(context, link.url);
  const check = async (where) => {
    const { y, height } = await marked(page, where);
    assert.ok((await page.locator('form').boundingBox()).y >= y + height - 1, `${where}: the form begins below`);
    assert.match(await page.title(), /^Проба: /, where);
  };
  await check('the first question');
  await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  await page.evaluate(() => scrollTo(0, 400));
  await next(page);
  await check('the second question');
  await page.evaluate(() => scrollTo(0, 400));
  await marked(page, 'the second question, further down');
  for (let question = 1; question < 13; question += 1) await next(page);
  await page.getByRole('heading', { name: 'Проверьте ответы' }).waitFor();
  await check('the review');
  await send(page);
  await sent(page).waitFor();
  await check('the thanks');
  await page.getByRole('button', { name: /^Посмотреть/ }).click();
  await page.getByRole('heading', { name: 'Результаты опроса' }).waitFor();
  await check('the preview');
});

test('without a link it says so, too, from the form to the thanks', async () => {
  await keptOffline(await openApp(context, link.url));
  link.cut();
  const page = await openApp(context, link.url);
  await marked(page, 'the form');
  await answerToReview(page);
  await send(page);
  await kept(page).waitFor();
  await marked(page, 'the thanks');
});

test('a kiosk says so on its welcome, its questions and its thanks', async () => {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${link.url}?kiosk=hall`);
  await page.locator('html.app-on').waitFor();
  await marked(page, 'the welcome');
  await page.evaluate(() => { document.documentElement.dataset.size = '300'; });
  await marked(page, 'the welcome in large print');
  await page.evaluate(() => { delete document.documentElement.dataset.size; });
  await begin(page).click();
  await marked(page, 'the first question');
  await answerToReview(page);
  await send(page);
  await kept(page).waitFor();
  await marked(page, 'the thanks');
});

test('a screen reader hears it first in the page\'s main part, and axe finds nothing', async () => {
  const page = await openApp(context, link.url);
  for (const address of ['', 'thanks?wave=2026', 'results']) {
    await page.goto(link.url + address);
    if (!address) await page.locator('html.app-on').waitFor();
    assert.match(await page.getByRole('main').ariaSnapshot(), new RegExp(`^- main:\n  - paragraph: .?${WORDS}`));
    assert.deepEqual(await axeFindings(page), [], address);
  }
});

for (const scheme of ['standard', 'dark', 'black-on-white', 'white-on-black', 'blue-on-light-blue'])
  test(`it can be read at first sight in every size: ${scheme}`, async () => {
    for (const size of ['', '150', '200', '300']) {
      const page = await context.newPage();
      await page.addInitScript((view) => localStorage.setItem('view', JSON.stringify(view)), { scheme, size });
      await page.goto(link.url);
      await page.locator('html.app-on').waitFor();
      const clip = await marked(page, `${size} %`);
      assert.ok(await textContrast(page, clip) >= 4.5, `${size} %`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width);
      await page.screenshot({ path: server.output(`trial-${scheme}-${size}.png`) });
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      assert.equal((await page.locator('.mark').boundingBox()).y >= 0, size === '', `${size} %: large print is not covered by it further down`);
      await page.close();
    }
  });

test('the report says so on the screen, on every sheet, and in JSON, CSV and XLSX', async () => {
  await released();
  const page = await context.newPage();
  await page.goto(`${link.url}results`);
  for (const share of [0, 0.5, 1]) {
    await page.evaluate((place) => scrollTo(0, place * document.documentElement.scrollHeight), share);
    await marked(page, `the report at ${share}`);
  }
  assert.match(await page.title(), /^Проба: /);
  const file = server.output('trial.pdf');
  for (const [language, words] of [['ru', WORDS], ['en', 'Trial: these answers will not count']]) {
    await page.goto(`${link.url}results?lang=${language}`);
    await page.pdf({ path: file, preferCSSPageSize: true });
    const sheets = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
    assert.ok(sheets.length > 3);
    for (const sheet of sheets) assert.ok(sheet.includes(words), sheet.slice(0, 100));
  }
  const report = JSON.parse(await get('/results.json'));
  assert.deepEqual([report.trial, report.demonstration], [true, false]);
  const validate = new Ajv({ strict: true, formats: { date: /^\d{4}-\d\d-\d\d$/ } }).compile(JSON.parse(await get('/results.schema.json')));
  assert.ok(validate(report), JSON.stringify(validate.errors?.[0]));
  assert.equal(csvRows((await get('/results.csv?dialect=rfc4180')).toString('utf8'), ',')[1][4], WORDS);
  for (const { name, rows } of workbook(await get('/results.xlsx')).sheets) assert.equal(rows[0][0], WORDS, name);
});

test('programs and the administrator are told', async () => {
  for (const address of ['/api/v1/survey', '/api/v1/aggregates']) assert.equal(JSON.parse(await get(address)).trial, true, address);
  assert.match(server.command('wave', 'list'), /^2026 {2}open {2}opened \S+ {2}trial {2}/);
});

test('a real wave says nothing of it', async () => {
  const real = await startServer();
  for (const address of ['/', '/thanks?wave=2026', '/results']) {
    const html = await (await fetch(new URL(address, real.url))).text();
    assert.ok(!/Проба|class="mark/.test(html), address);
  }
  assert.doesNotMatch(real.command('wave', 'list'), /trial/);
  await real.stop();
});
