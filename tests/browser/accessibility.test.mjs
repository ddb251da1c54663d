// What a screen reader is told is the survey, no more and no less, and where the visitor is in it. (By keyboard alone: app.test.mjs.)

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { shareServerAndBrowser } from './hooks.mjs';
import { survey as surveyFile } from './support.mjs';
import { openApp, typeset } from './visitor.mjs';

const survey = JSON.parse(readFileSync(surveyFile, 'utf8'));
const said = (text) => typeset(typeof text === 'string' ? text : text?.default ?? '');

let server;
let browser;
shareServerAndBrowser((...started) => { [server, browser] = started; });

const CONTROLS = ['checkbox', 'radio', 'textbox', 'combobox', 'slider', 'switch', 'listbox', 'spinbutton'];

/** The form's controls as Chromium tells them to a screen reader: [{role, name, group}]. */
async function controls(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const ancestors = function* (node) { for (let at = byId.get(node.parentId); at; at = byId.get(at.parentId)) yield at; };
  const nameOf = (node) => node?.name?.value ?? '';
  return nodes.filter((node) => !node.ignored && CONTROLS.includes(node.role.value)).map((node) => ({
    role: node.role.value, name: nameOf(node),
    group: nameOf([...ancestors(node)].find((at) => ['group', 'radiogroup'].includes(at.role.value) && nameOf(at) !== '')),
  })).sort(byName);
}
const byName = (one, other) => (one.role + one.name < other.role + other.name ? -1 : 1);

/** What the definition says that a question has. */
function expected(question, number) {
  const { type, title, description, shortDescription, choices = [], rows = [], columns = [], rateValues = [] } = question;
  const words = [said(title), said(shortDescription) || said(description).replace(/^\((.*)\)$/, '$1')].filter(Boolean).join(' ');
  const group = `${number}. ${words}`;
  const texts = [...choices, ...rateValues].map((choice) => said(choice.text ?? choice));
  if (question.showOtherItem) texts.push(said(question.otherText));
  if (type === 'matrix') {
    const column = (choice) => said(choice.text ?? choice);
    return rows.flatMap((row) => columns.map((choice) => ({ role: 'radio', name: `${said(row.text)} ${column(choice)}`, group })));
  }
  if (type === 'checkbox') return texts.map((name) => ({ role: 'checkbox', name, group }));
  if (type === 'radiogroup' || type === 'rating') return texts.map((name) => ({ role: 'radio', name, group }));
  return [{ role: 'textbox', name: said(title), group }];
}

const plain = (text) => text.replace(/\s+/g, ' ').trim();

for (const [when, size, rest] of [['at once', '100', 0], ['once their words lie over the painting, which breaks them', '300', 400]])
  test(`in the app, every question has ${when} the controls of its definition, with role, name and group: nothing missing, nothing extra`, async () => {
    const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 360, height: 640 } });
    await context.addInitScript((chosen) => localStorage.setItem('view', JSON.stringify({ size: chosen })), size);
    const page = await openApp(context, server.url);
    for (const [at, question] of survey.elements.entries()) {
      await page.waitForFunction((title) => document.title.startsWith(title), `Вопрос ${at + 1} из ${survey.elements.length}`);
      await page.waitForTimeout(rest);
      const found = await controls(page);
      const wanted = expected(question, at + 1).sort(byName);
      assert.deepEqual(found.map(({ role, name }) => `${role} ${plain(name)}`), wanted.map(({ role, name }) => `${role} ${plain(name)}`), question.name);
      for (const { group } of found) assert.equal(plain(group), plain(wanted[0].group), question.name);
      await page.getByRole('button', { name: /^(Далее|Пропустить)$/ }).click();
    }
    await context.close();
  });

test('the plain form has the same controls, and «Нет ответа» where a choice cannot be taken back', async () => {
  const context = await browser.newContext({ locale: 'ru-RU', javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(server.url);
  const found = (await controls(page)).filter(({ name, group }) => !/Нет ответа/.test(name) && group !== '');
  const wanted = survey.elements.flatMap((question, at) => expected(question, at + 1)).sort(byName);
  const others = survey.elements.filter(({ showOtherItem }) => showOtherItem).length;
  const [texts, rest] = [found.filter(({ role }) => role === 'textbox'), found.filter(({ role }) => role !== 'textbox')];
  assert.deepEqual(rest.map(({ role, name }) => `${role} ${plain(name)}`).sort(),
    wanted.filter(({ role }) => role !== 'textbox').map(({ role, name }) => `${role} ${plain(name)}`).sort());
  assert.equal(texts.length, wanted.filter(({ role }) => role === 'textbox').length + others);
  await context.close();
});

test('each screen says where it is: focus on its heading, another title, the progress in a live region that was there before', async () => {
  const page = await openApp(await browser.newContext({ locale: 'ru-RU', viewport: { width: 360, height: 640 } }), server.url);
  const region = await page.evaluateHandle(() => document.getElementById('app-status'));
  const now = () => page.evaluate((live) => ({
    title: document.title, focus: document.activeElement.textContent, live: live.textContent, isThere: live.isConnected,
    role: live.getAttribute('role'),
  }), region);
  for (let question = 2; question <= 13; question += 1) {
    await page.getByRole('button', { name: /^(Далее|Пропустить)$/ }).click();
    const { title, focus, live, isThere, role } = await now();
    assert.match(title, new RegExp(`^Вопрос ${question} из 13`));
    assert.ok(plain(focus).startsWith(`${question}. ${said(survey.elements[question - 1].title).slice(0, 20)}`), focus);
    assert.equal(live, `Вопрос ${question} из 13`);
    assert.ok(isThere);
    assert.equal(role, 'status');
  }
  await page.getByRole('button', { name: /^(Далее|Пропустить)$/ }).click();
  const review = await now();
  assert.match(review.title, /^Проверьте ответы/);
  assert.equal(review.focus, 'Проверьте ответы');
  await page.context().close();
});
