// A survey that its authors got wrong: far too many options, texts too long, scripts of every direction. It is laid out, legible, and
// nothing lies over anything else; what must be answered says so.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareServerOf } from './hooks.mjs';
import { textContrast } from './pixels.mjs';
import { eventually } from './support.mjs';
import { boxesOf, next, openApp, overlaps } from './visitor.mjs';

const LONG_WORD = 'Прев'.repeat(50);
const TEXTS = [
  'слово '.repeat(333).trim(), LONG_WORD, 'שלום עולם, זהו משפט ארוך למדי בעברית', 'مرحبا بالعالم، هذه جملة', '👩‍👩‍👧‍👦 семья и 🇷🇺 флаг', 'Ӧ ӧ І і — коми-пермяцкие буквы',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤a̴̵̞l̶̢g̵o', 'مختلط mixed смешано 123',
];
const survey = {
  locale: 'ru', title: `Опрос ${LONG_WORD}`,
  elements: [
    { type: 'checkbox', name: 'many', title: 'Что Вы выберете?', isRequired: true,
      choices: Array.from({ length: 60 }, (_, n) => ({ value: `v${n}`, text: TEXTS[n] ?? `Вариант ${n + 1}` })) },
    { type: 'matrix', name: 'table', title: LONG_WORD, rows: TEXTS.map((text, n) => ({ value: `r${n}`, text })),
      columns: Array.from({ length: 7 }, (_, n) => ({ value: `c${n}`, text: TEXTS[n + 1] ?? `Столбец ${n}` })) },
    { type: 'comment', name: 'text', title: 'Что ещё?', maxLength: 2000 },
  ],
};

let server;
let browser;
shareServerOf(survey, (...started) => { [server, browser] = started; });

for (const [width, size, deviceScaleFactor] of [[320, undefined, 1], [320, '300', 2], [360, undefined, 3], [1440, undefined, 2]])
  test(`at ${width} px, ${size ?? 100} %, ${deviceScaleFactor} device pixels: everything is painted, nothing overlaps, nothing is cut`, async () => {
    const context = await browser.newContext({ locale: 'ru-RU', viewport: { width, height: width < 700 ? 640 : 900 }, deviceScaleFactor });
    if (size) await context.addInitScript((chosen) => localStorage.setItem('view', JSON.stringify({ size: chosen })), size);
    const page = await openApp(context, server.url);
    for (const question of [0, 1]) {
      const boxes = await boxesOf(page, 'label.app-placed, legend.app-placed');
      assert.ok(boxes.length >= (question === 0 ? 60 : 56));
      assert.deepEqual(overlaps(boxes), []);
      assert.deepEqual(boxes.filter(({ left, right }) => left < 0 || right > width).map(({ id }) => id), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      // Text is there wherever the visitor scrolls.
      for (const box of [boxes[1], boxes[3], boxes[7], boxes.at(-1)]) {
        const control = page.locator(`label.app-placed:has(#${box.id})`);
        await control.evaluate((node) => node.scrollIntoView({ block: 'center' }));
        await page.waitForTimeout(250);  // the canvas follows when scrolling rests
        const at = await control.boundingBox();
        const bar = await page.locator('#app-bar').boundingBox();
        const top = Math.max(0, at.y);
        const clip = { ...at, y: top, height: Math.min(at.y + at.height, bar.y) - top };
        assert.ok(await textContrast(page, clip) >= 3, `${box.id} is empty`);
      }
      await page.screenshot({ path: server.output(`hostile-${width}-${size ?? 100}-${question}.png`) });
      if (question === 0) await page.locator('#q-many--v59').check();
      await page.evaluate(() => scrollTo(0, 0));
      await next(page);
    }
    await context.close();
  });

test('an error is announced in the live region that was there before, painted beside the question, and says what to do', async () => {
  const page = await openApp(await browser.newContext({ locale: 'ru-RU', viewport: { width: 360, height: 640 } }), server.url);
  const title = await page.title();
  await next(page);
  assert.equal(await page.locator('#app-status[role=status]').textContent(), 'Ответьте, пожалуйста, на этот вопрос.');
  assert.equal(await page.title(), title);
  await page.screenshot({ path: server.output('error-360.png') });
  await page.locator('#q-many--v10').check();
  await eventually(async () => await page.locator('#app-status').textContent() === '');
  await next(page);
  assert.match(await page.title(), /^Вопрос 2/);
  await page.context().close();
});

test('what is required says so in the plain form, too: a summary that leads to the field', async () => {
  const context = await browser.newContext({ locale: 'ru-RU', javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Отправить' }).click();
  const summary = page.locator('.errors');
  await summary.getByRole('link').first().click();
  assert.match(page.url(), /#q-many/);
  assert.match(await summary.textContent(), /Ответьте, пожалуйста/);
  await context.close();
});
