// Forms in the manner of real offices (tests/corpus): each is opened, answered and sent in the app and as the plain form without script, by
// who takes whatever is offered.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { root, startBrowser, startServer } from './support.mjs';
import { openApp } from './visitor.mjs';

const folder = path.join(root, 'tests/corpus');
const names = readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => path.basename(name, '.json'));

let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser.close());

/** Answers every control of `part` that is there to be used: the first option, a number or a date where one is asked for, else a word. */
async function answer(part) {
  await part.evaluate((section) => {
    const change = (field) => {
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    };
    const isSeen = (field) => field.getClientRects().length > 0;
    const groups = new Set();
    for (const field of section.querySelectorAll('input, select, textarea')) {
      if (!isSeen(field.closest('label') ?? field)) continue;
      if (field.matches('[type=radio], [type=checkbox]')) {
        const isLimited = groups.has(field.name) || field.value === '' || field.value === 'other' || 'alone' in field.dataset;
        if (isLimited) continue;
        groups.add(field.name);
        field.click();
      } else if (field.matches('select')) {
        const place = [...section.querySelectorAll('select')].filter((each) => isSeen(each)).indexOf(field);
        field.selectedIndex = field.options[1].value === '1' && field.options[2]?.value === '2' ? 1 + place : 1;
        change(field);
      } else if (!field.matches('.other')) {
        const hint = document.getElementById(field.getAttribute('aria-describedby')?.split(' ')[0])?.textContent ?? '';
        const between = /от (−?-?[\d.]+) до/.exec(hint) ?? /не меньше ([\d.]+)/.exec(hint);
        const sample = /например (\S+)\./.exec(hint);
        field.value = sample ? sample[1] : field.matches('.measure') ? between?.[1] ?? '2' : 'Слово';
        change(field);
      }
    }
  });
}

/** Opens a wave of the definition `name` and, in a context of `options`, its form; ends with `work`. */
async function withForm(name, options, work) {
  const server = await startServer({ wave: false });
  try {
    server.openWave('2026', { definition: path.join(folder, `${name}.json`) });
    const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 390, height: 844 }, ...options });
    await work(context, server);
    await context.close();
  } finally {
    await server.stop();
  }
}

for (const name of names) {
  test(`${name}: answered and sent in the app`, () => withForm(name, {}, async (context, server) => {
    const page = await openApp(context, server.url);
    for (let step = 0; step < 60; step += 1) {
      if (await page.getByRole('heading', { name: 'Проверьте ответы' }).count() > 0) break;
      const title = await page.title();
      const section = page.locator('[data-question]:not([hidden])');
      const name = await section.getAttribute('data-question');
      await answer(section);
      await page.locator('#app-next').click();
      await page.waitForFunction((before) => document.title !== before || document.getElementById('app-status').textContent !== '', title, { timeout: 8000 });
      const said = await page.locator('#app-status').textContent();
      assert.notEqual(await page.title(), title, `${name} is not left: ${said}`);
    }
    await page.getByRole('button', { name: 'Отправить' }).click();
    await page.getByRole('heading', { name: 'Спасибо! Ваш ответ отправлен' }).waitFor();
    assert.equal(server.stored(), 1);
  }));

  test(`${name}: answered and sent without script`, () => withForm(name, { javaScriptEnabled: false }, async (context, server) => {
    const page = await context.newPage();
    await page.goto(server.url);
    for (const section of await page.locator('[data-question]').all()) await answer(section);
    await page.getByRole('button', { name: 'Отправить' }).click();
    await page.waitForURL(/thanks/, { timeout: 8000 }).catch(async () => assert.fail(await page.locator('#errors').innerText()));
    assert.equal(server.stored(), 1);
  }));
}
