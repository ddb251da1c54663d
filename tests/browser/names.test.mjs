// Questions whose names are any text, or that are called like what a form has in a browser anyway, or like the text beside an option: each keeps its own answer, in
// the app, on the plain form with and without its rules, and without script.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareServerOf } from './hooks.mjs';
import { next, send, sent } from './visitor.mjs';

const NAMES = ['__proto__', 'constructor', 'elements', 'submit', 'length', 'action', 'reset', 'children', 'addEventListener', 'querySelector',
  'service-Comment', 'hasOwnProperty', 'toString', 'dataset', 'other-choice', 'choice-Comment',
  'Что понравилось?', 'a/b c', 'it\'s "so"', '🙂 1', '--x-', 'a[b]', 'x.y', '<b>&amp;'];
const survey = {
  locale: 'ru', title: 'Проверка',
  elements: [
    { type: 'radiogroup', name: 'choice', title: 'Выбор', choices: ['a'], showOtherItem: true, otherText: 'Другое' },
    ...NAMES.map((name) => ({ type: 'text', name, title: `Поле ${name}` })),
    { type: 'text', name: 'last', title: 'Последнее', isRequired: true },
  ],
};
const said = (name) => `ответ ${name}`;

let server;
let browser;
shareServerOf(survey, (...started) => { [server, browser] = started; });

/** A page; `sees` keeps what it sends, which is open as the browser is made to have no cryptography. */
async function open(options, prepare = () => {}) {
  const context = await browser.newContext({ locale: 'ru-RU', serviceWorkers: 'block', ...options });
  await context.addInitScript(() => { Object.defineProperty(crypto, 'subtle', { value: undefined }); });
  const sees = [];
  context.on('request', (request) => { if (/responses$/.test(request.url())) sees.push(JSON.parse(request.postData())[0]); });
  await prepare(context);
  const page = await context.newPage();
  await page.goto(server.url);
  return { context, page, sees };
}

const field = (page, name) => page.locator(`[data-question=${JSON.stringify(name)}] input`);

/** As shared/text/token.h says it. */
const token = (text) => text.replace(/[\0-\x7f]/g, (c, at) => {
  const isBetween = c === '-' && at > 0 && at + 1 < text.length && text[at - 1] !== '-';
  return /\w/.test(c) || isBetween ? c : `.${c.charCodeAt(0).toString(16).padStart(2, '0')}`;
});

async function fillPlain(page) {
  await page.getByRole('radio', { name: 'Другое' }).check();
  await page.locator('input.other').fill(said('choice'));
  for (const name of [...NAMES, 'last']) await field(page, name).fill(said(name));
}

/** What was answered, however it is written: questions by name, and the text beside «Другое». */
const expected = () => new Map([['choice', 'other'], ...[...NAMES, 'last'].map((name) => [name, said(name)])]);

for (const [how, options, prepare] of [
  ['the plain form', { forcedColors: 'active' }],
  ['the plain form that has no rules', { forcedColors: 'active' }, (context) => context.route(/\/a\/plain/, (route) => route.abort())],
]) {
  test(`${how} sends every answer under its own name`, async () => {
    const { context, page, sees } = await open(options, prepare);
    await fillPlain(page);
    await page.locator('.send button').click();
    await page.waitForURL('**/thanks?wave=2026');
    const [{ answers, fields }] = sees;
    const told = new Map(answers ? Object.entries(answers) : fields);
    for (const [name, value] of expected()) assert.equal(told.get(answers ? name : `q-${token(name)}`), value, name);
    assert.equal(told.get(answers ? 'choice-Comment-Comment' : 'other-choice'), said('choice'));
    await context.close();
  });
}

test('the app sends every answer under its own name', async () => {
  const { context, page, sees } = await open();
  await page.locator('html.app-on').waitFor();
  await page.getByRole('radio', { name: 'Другое' }).check();
  await page.locator('input.other').fill(said('choice'));
  for (const name of [...NAMES, 'last']) {
    await next(page);
    await field(page, name).fill(said(name));
  }
  await next(page);
  await page.getByRole('heading', { name: 'Проверьте ответы' }).waitFor();
  await send(page);
  await sent(page).waitFor();
  const told = new Map(Object.entries(sees[0].answers));
  for (const [name, value] of expected()) assert.equal(told.get(name), value, name);
  assert.equal(told.get('choice-Comment-Comment'), said('choice'));
  await context.close();
});

test('without script the server gives every answer back at its own question', async () => {
  const { context, page } = await open({ javaScriptEnabled: false });
  await fillPlain(page);
  await field(page, 'last').fill('');
  await page.locator('.send button').click();
  await page.getByRole('alert').waitFor();
  for (const name of NAMES) assert.equal(await field(page, name).inputValue(), said(name), name);
  assert.equal(await page.locator('input.other').inputValue(), said('choice'));
  await field(page, 'last').fill('слово');
  await page.locator('.send button').click();
  await page.waitForURL('**/thanks?wave=2026');
  await context.close();
});
