// Questions that come and go with answers, in the app.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareServerOf } from './hooks.mjs';
import { openApp } from './visitor.mjs';

const survey = {
  locale: 'ru', title: 'Проверка',
  elements: [
    { type: 'radiogroup', name: 'has', title: 'Есть?', choices: ['yes', 'no'] },
    { type: 'text', name: 'what', title: 'Что?', visibleIf: "{has} = 'yes'" },
    { type: 'text', name: 'why', title: 'Почему {has}?' },
    { type: 'text', name: 'last', title: 'Последнее' },
  ],
};

let server;
let browser;
shareServerOf(survey, (...started) => { [server, browser] = started; });

/** At the second of four questions. */
async function atWhat() {
  const page = await openApp(await browser.newContext({ locale: 'ru-RU', viewport: { width: 1440, height: 900 } }), server.url);
  await page.locator('#q-has--yes').check();
  await page.getByRole('button', { name: 'Далее' }).click();
  await page.waitForFunction(() => document.title.startsWith('Вопрос 2 из 4'));
  return page;
}

test('an answer that hides the question that is shown leads to the next one, which takes the focus', async () => {
  const page = await atWhat();
  await page.evaluate(() => document.getElementById('q-has--no').click());
  await page.waitForFunction(() => document.title.startsWith('Вопрос 2 из 3'));
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Почему/);
  await page.context().close();
});

for (const button of ['app-next', 'app-jump-3'])
  test(`what was meant for a question that went in the same moment is not done to another: ${button}`, async () => {
    const page = await atWhat();
    await page.evaluate((id) => {
      document.getElementById('q-has--no').click();
      document.getElementById(id).click();
    }, button);
    await page.waitForFunction(() => document.title.startsWith('Вопрос 2 из 3'));
    assert.equal(await page.locator('[data-question]:not([hidden])').getAttribute('data-question'), 'why');
    await page.context().close();
  });

test('the plain form with script follows its conditions as the app does, and quotes answers', async () => {
  // Colours of the system's own are shown by the plain form alone.
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 390, height: 800 }, forcedColors: 'active' });
  const page = await context.newPage();
  await page.goto(server.url);
  const what = page.locator('[data-question="what"]');
  assert.match(await what.innerText(), /Ответьте, если в вопросе 1/, 'it says whom it is for until an answer is followed');
  await page.locator('#q-has--no').check();
  await what.waitFor({ state: 'hidden' });
  assert.match(await page.locator('[data-question="why"] legend').innerText(), /Почему no\?/);
  await page.locator('#q-has--yes').check();
  await what.waitFor();
  assert.doesNotMatch(await what.innerText(), /Ответьте, если/);
  await page.locator('#answer-what').fill('да');
  await page.locator('#q-has--no').check();
  await what.waitFor({ state: 'hidden' });
  const before = server.stored();
  await page.getByRole('button', { name: 'Отправить' }).click();
  await page.getByRole('heading', { name: 'Спасибо! Ваш ответ отправлен' }).waitFor();
  assert.equal(server.stored(), before + 1);
  await context.close();
});
