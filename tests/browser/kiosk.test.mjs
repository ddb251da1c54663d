// A terminal at a reception point: one visitor after another, a keyboard on the screen, nothing left of anybody, a panel for staff.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { behindLink, openWaveOf } from './hooks.mjs';
import { buildNextVersion, eventually, inPlaceOf, pinPart, response, startBrowser } from './support.mjs';
import { areSealed, axeFindings, boxesOf, deviceHolds, justSealed, next, putOnDevice, readable, watchSealing } from './visitor.mjs';

const SCREEN = { width: 1280, height: 800 };
const TALL = { width: 1080, height: 1920 };
const LOW = { width: 1280, height: 1024 };
const PIN = '271828';
const NAMED = pinPart(PIN);         // as the terminal's launcher opens the page

let server;
let link;
let context;
let page;
behindLink(async (...started) => {
  [server, link, context] = started;
  page = await context.newPage();
}, { server: { flags: ['--kiosk', 'hall'] }, context: { viewport: SCREEN, hasTouch: true, bypassCSP: true } });

const address = () => `${link.url}?kiosk=hall`;
const begin = () => page.getByRole('button', { name: 'Начать', exact: true });

async function open(part = NAMED) {
  await page.goto('about:blank');   // another part alone would not load the page anew
  await page.goto(address() + part);
  await page.locator('html.app-on').waitFor();
  await begin().waitFor();
}
/** Resolves when everything that the kiosk needs offline is kept. */
const settled = () => eventually(() => page.evaluate(async () => {
  const [name] = await caches.keys();
  if (!name) return false;
  const kept = (await (await caches.open(name)).keys()).map(({ url }) => url);
  return ['kiosk=hall', 'lang=en', '/privacy', '/privacy?lang=en', '/a/kiosk-en-', '/a/en-', '/a/ru-', '/a/app-', '/a/plain-en-', '/a/plain-ru-', '/app/survey', '/app/preview'].every((part) => kept.some((url) => url.includes(part)));
}), 15, 'the kiosk is kept offline');

const key = (name) => page.getByRole('group', { name: 'Клавиатура' }).getByRole('button', { name, exact: true });

/** To the screen with «Отправить». */
async function toReview(text) {
  await begin().tap();
  await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  for (let question = 0; question < 13; question += 1) {
    const area = page.locator('[data-question]:not([hidden]) textarea');
    if (text && await area.count() === 1) {
      await area.tap();
      for (const letter of text) await key(letter).or(key(letter.toUpperCase())).tap();
    }
    await next(page);
  }
  await page.getByRole('button', { name: 'Отправить', exact: true }).waitFor();
}
async function answer(text) {
  await toReview(text);
  await page.getByRole('button', { name: 'Отправить', exact: true }).tap();
  await page.getByRole('heading', { name: 'Спасибо! Ваш ответ сохранён' }).waitFor();
}

test('a welcome in every language, large targets, nothing that leads away', async () => {
  await open();
  await page.screenshot({ path: server.output('kiosk-welcome.png') });
  assert.equal(await page.locator('header.top').count(), 0);
  assert.deepEqual(await page.locator('#kiosk-languages button').allTextContents(), ['Русский', 'English']);
  await page.getByRole('button', { name: 'English' }).tap();
  await page.getByRole('button', { name: 'Begin' }).tap();
  await page.getByText('Question 1 of 13').first().waitFor();
  assert.equal(await page.locator('#app-plain').count(), 0, 'the plain form would have no keyboard');
  await page.screenshot({ path: server.output('kiosk-question.png') });
  for (const target of await page.locator('#app-bar button, [data-question]:not([hidden]) label').all()) {
    const { height } = await target.boundingBox();
    assert.ok(height >= 66, `${await target.textContent()}: ${height} px`);
  }
});

test('the keyboard types Russian with Ё, Komi-Permyak ӧ and і, Latin and digits, under the field and never over it', async () => {
  await open();
  await begin().tap();
  for (let question = 0; question < 4; question += 1) await next(page);
  const area = page.locator('[data-question]:not([hidden]) textarea');
  await area.tap();
  await key('Ё').tap();
  for (const letter of ['ж', 'Пробел', 'к', 'ӧ', 'р', 'і']) await key(letter).tap();
  await key('Латинские буквы').tap();
  for (const letter of ['o', 'k']) await key(letter).tap();
  await key('Цифры и знаки').tap();
  for (const letter of ['1', '»']) await key(letter).tap();
  await key('Стереть').tap();
  assert.equal(await area.inputValue(), 'Ёж кӧріok1');
  const field = await area.boundingBox();
  const bar = await page.locator('#app-bar').boundingBox();
  assert.ok(field.y >= 0 && field.y + field.height <= bar.y, `the field ends at ${field.y + field.height}, the keyboard begins at ${bar.y}`);
  await page.screenshot({ path: server.output('kiosk-keyboard.png') });
  await key('Готово').tap();
  await eventually(async () => await page.getByRole('group', { name: 'Клавиатура' }).count() === 0);
  await area.tap();
  await next(page);
  await page.getByText('Вопрос 6 из 13').first().waitFor();
});

/** The page as a server sends it that says above it who asks. */
const withHeader = () => context.route(/\?kiosk=hall/, async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, body: (await response.text()).replace('<body>', '<body><header id="office">Министерство</header>') });
});
const leave = () => page.getByRole('button', { name: 'Закончить', exact: true });
const toQuestion = async (number) => { for (let question = 1; question < number; question += 1) await next(page); };
const clock = () => page.evaluate(() => {
  const root = document.getElementById('kiosk-clock');
  const { width, top, right } = root.getBoundingClientRect();
  const [, left] = root.children;
  return { isShown: getComputedStyle(root).visibility === 'visible', width, top, right: innerWidth - right, line: root.getAttribute('stroke-width'),
    share: 1 - left.getAttribute('stroke-dashoffset') / left.getAttribute('stroke-dasharray') };
});

test('the welcome: a sentence of 56 pixels, one big button, languages, large print at the bottom, no link, nothing to press in the upper third', async () => {
  await withHeader();
  for (const size of [TALL, LOW, SCREEN]) {
    await page.setViewportSize(size);
    await open();
    const pressed = await page.evaluate(() => [...document.querySelectorAll('#kiosk-welcome :is(a, button, input, summary)')]
      .filter((node) => node.checkVisibility()).map((node) => node.getBoundingClientRect().toJSON()));
    assert.equal(pressed.length, 4);
    assert.ok(pressed.every(({ top }) => top >= size.height / 3), `${size.height}: ${pressed.map(({ top }) => top)}`);
    assert.ok(pressed.every(({ bottom }) => bottom <= size.height), `${size.height}, all without scrolling: ${pressed.map(({ bottom }) => bottom)}`);
    assert.equal(await page.locator('#kiosk-welcome a').count(), 0);
  }
  await page.setViewportSize(TALL);
  const look = (selector) => page.locator(selector).evaluate((node) => [getComputedStyle(node).fontSize, node.getBoundingClientRect().height].map(parseFloat));
  assert.equal(await page.locator('#kiosk-welcome h1').textContent(), 'Опрос об информации о работе Министерства');
  assert.equal((await look('#kiosk-welcome h1'))[0], 56);
  assert.deepEqual(await look('#kiosk-welcome > .primary'), [42, 176]);
  assert.deepEqual(await look('#kiosk-languages [lang=ru]'), [33, 112]);
  assert.deepEqual(await look('#view summary'), [33, 112]);
  assert.ok((await page.locator('#view').boundingBox()).y > 1600);
  const order = await page.evaluate(() => ['#office', '#kiosk-welcome h1', '#kiosk-welcome > .primary'].map((one) => document.querySelector(one).getBoundingClientRect().top));
  assert.deepEqual(order, order.toSorted((one, other) => one - other), 'who asks stands first');
  await begin().tap();
  assert.ok((await page.locator('#kiosk-top #office').boundingBox()).y < 100, 'and above the questions');
});

test('the panel of large print opens over the lower part, is closed by its button, and all of it can be reached', async () => {
  for (const size of [TALL, LOW]) {
    await page.setViewportSize(size);
    await open();
    await page.locator('#view summary').tap();
    const panel = await page.locator('#view').boundingBox();
    assert.ok(panel.y >= size.height / 3 - 1 && panel.y + panel.height === size.height);
    for (const value of ['100', '150', '200', '300']) {
      await page.locator(`#view input[value="${value}"]`).check();
      const root = await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
      assert.ok(root >= 16 * Number(value) / 100, `${value} % of a page's letters at least: ${root}`);
    }
    await page.locator('#view input[value="off"]').check();
    await page.getByRole('button', { name: 'Готово' }).tap();
    assert.equal(await page.locator('#view[open]').count(), 0);
    await begin().tap();
    await leave().tap();
    await begin().waitFor();
  }
});

test('the clock: a thin ring of 56 pixels that runs from the last touch, on the welcome only after one', async () => {
  await page.setViewportSize(TALL);
  await page.clock.install({ time: new Date() });
  await open();
  await page.clock.fastForward(130_000);
  assert.equal((await clock()).isShown, false);
  assert.equal(await page.locator('html.app-on').count(), 1, 'nothing ends where nobody came');
  await page.touchscreen.tap(500, 400);
  await page.clock.fastForward(30_000);
  const onWelcome = await clock();
  assert.ok(Math.abs(onWelcome.share - 0.75) < 0.02, `${onWelcome.share}`);
  assert.deepEqual({ ...onWelcome, share: 0 }, { isShown: true, width: 56, top: 56, right: 56, line: '5', share: 0 });
  await begin().tap();
  const before = await clock();
  assert.ok(before.share > 0.98);
  assert.deepEqual({ ...before, share: 0 }, { isShown: true, width: 56, top: 28, right: 56, line: '5', share: 0 });
  await page.clock.fastForward(60_000);
  assert.ok(Math.abs((await clock()).share - 0.5) < 0.02);
});

test('a language that somebody chose, and left, gives way to Russian', async () => {
  await page.clock.install({ time: new Date() });
  await open();
  await page.getByRole('button', { name: 'English' }).tap();
  await page.getByRole('button', { name: 'Begin' }).waitFor();
  await page.locator('html.app-on').waitFor();
  await page.clock.fastForward(121_000);
  await begin().waitFor();
});

test('the keyboard slides in and fills the width with keys that can be hit, the bar under it', async () => {
  for (const [size, least, high] of [[TALL, 70, 104], [LOW, 70, 64], [SCREEN, 70, 64]]) {
    await page.setViewportSize(size);
    await open();
    await begin().tap();
    await toQuestion(5);
    const field = page.locator('[data-question]:not([hidden]) textarea');
    await field.tap();
    const keys = await boxesOf(page, '#app-bar [role=group] button');
    assert.equal(keys.length, 12 + 12 + 13 + 6);
    assert.ok(keys.every(({ width, height }) => width >= least && height >= high - 0.5), JSON.stringify(keys.find(({ width, height }) => width < least || height < high)));
    for (const row of [0, 1, 2, 3]) {
      const own = keys.filter(({ id }) => id.startsWith(`key-${row}-`));
      assert.ok(own[0].left <= 24 && size.width - own.at(-1).right <= 24, `row ${row} fills the width`);
    }
    const lowest = Math.max(...keys.map(({ bottom }) => bottom));
    const buttons = await boxesOf(page, '#app-leave, #app-back, #app-next');
    assert.equal(buttons.length, 3);
    assert.ok(buttons.every(({ top, bottom }) => top > lowest && bottom <= size.height), 'under the keyboard, on the screen');
    const { y, height } = await field.boundingBox();
    assert.ok(y >= 0 && y + height <= Math.min(...keys.map(({ top }) => top)), 'never over the field');
  }
  await key('Готово').tap();
  const slides = () => page.evaluate(() => {
    document.querySelector('[data-question]:not([hidden]) textarea').focus();
    return document.getElementById('app-keys').getAnimations({ subtree: true }).map(({ animationName }) => animationName);
  });
  const isGone = () => page.evaluate(() => document.activeElement.localName !== 'textarea' && document.getElementById('app-keys').hidden);
  await eventually(isGone);
  assert.deepEqual(await slides(), ['app-keys']);
  await key('Готово').tap();
  await eventually(isGone);
  await page.evaluate(() => { document.documentElement.dataset.motion = 'off'; });
  assert.deepEqual(await slides(), []);
});

test('a capital letter comes by itself at the start of a field and after the end of a sentence, wherever the caret is', async () => {
  await open();
  await begin().tap();
  await page.getByRole('checkbox', { name: 'Другое (укажите)' }).tap();
  await key('С').waitFor();
  await toQuestion(5);
  const field = page.locator('[data-question]:not([hidden]) textarea');
  await field.tap();
  const type = async (text) => { for (const letter of text) await key(letter === ' ' ? 'Пробел' : letter).tap(); };
  await type('Да. Нет, и');
  await key('Цифры и знаки').tap();
  await type('!');
  await key('Русские буквы').tap();
  await type(' Ой');
  assert.equal(await field.inputValue(), 'Да. Нет, и! Ой');
  await key('Стереть').tap();
  await key('й').waitFor();
  await key('Стереть').tap();
  await key('Й').waitFor();
  await key('Большая буква').tap();
  await type('й.ю');
  assert.equal(await field.inputValue(), 'Да. Нет, и! й.ю', 'not where somebody refuses it, nor within an address');
  await page.evaluate(() => document.activeElement.setSelectionRange(4, 4));
  await field.dispatchEvent('click');
  await key('Ё').waitFor();
});

test('one bar: «Закончить» on the left, «Назад» and «Далее» on the right, never off the screen, in every size of print', async () => {
  for (const [size, print] of [[TALL, ''], [TALL, '300'], [LOW, ''], [LOW, '300']]) {
    await page.setViewportSize(size);
    await open();
    if (print) await page.evaluate(() => { document.documentElement.dataset.size = '300'; document.dispatchEvent(new Event('viewchange')); });
    await begin().tap();
    for (let screen = 1; screen <= 14; screen += 1) {
      for (const scrolled of [0, 1e6]) {
        await page.evaluate((top) => scrollTo(0, top), scrolled);
        const [out, ...rest] = (await boxesOf(page, '#app-bar button')).sort((one, other) => one.left - other.left);
        assert.equal(out.id, 'app-leave');
        assert.deepEqual(rest.map(({ id }) => id), screen > 1 ? ['app-back', 'app-next'] : ['app-next']);
        for (const { top, bottom, left, right } of [out, ...rest]) assert.ok(top > 0 && bottom <= size.height && left >= 0 && right <= size.width, `screen ${screen}`);
        assert.ok(rest.at(-1).width >= rest[0].width, 'the way on is the widest of the two');
        if (size === TALL) assert.ok([out, ...rest].every(({ height }) => height === 112));
      }
      if (screen < 14) await next(page);
    }
  }
});

test('an answer on a screen 1920 pixels high is 120 high, on a lower one 80', async () => {
  for (const [size, least] of [[TALL, 120], [LOW, 80]]) {
    await page.setViewportSize(size);
    await open();
    await begin().tap();
    const heights = [];
    for (const number of [1, 4]) {
      if (number > 1) await toQuestion(number);
      heights.push(...(await boxesOf(page, '[data-question]:not([hidden]) label.app-placed')).map(({ height }) => height));
    }
    assert.ok(heights.length >= 19 && heights.every((height) => height >= least), `${heights}`);
  }
});

test('«Закончить» ends at once where nothing is answered, and else asks: send, go on, or erase', async () => {
  await watchSealing(context);
  await page.setViewportSize(TALL);
  await open();
  await begin().tap();
  await leave().tap();
  await begin().waitFor();
  await page.locator('html.app-on').waitFor();
  await begin().tap();
  await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  await leave().tap();
  const dialog = page.getByRole('dialog', { name: 'Закончить опрос?' });
  await dialog.getByText('Ответы есть на 1 вопрос из 13. Можно отправить их сейчас.').waitFor();
  const [send, goOn, erase] = await boxesOf(page, '#kiosk-finish > button');
  assert.equal(erase.top - goOn.bottom, 40);
  assert.ok(goOn.top - send.bottom < 20);
  const colours = await page.evaluate(() => [...document.querySelectorAll('#kiosk-finish > button')].map((node) => {
    const { backgroundColor, color } = getComputedStyle(node);
    return { words: node.textContent, isFilled: backgroundColor === 'rgb(13, 76, 211)', isBad: color === 'rgb(179, 38, 30)', signs: node.querySelectorAll('svg').length };
  }));
  assert.deepEqual(colours, [{ words: 'Отправить ответы', isFilled: true, isBad: false, signs: 1 }, { words: 'Продолжить опрос', isFilled: false, isBad: false, signs: 0 },
    { words: 'Стереть ответы', isFilled: false, isBad: true, signs: 1 }]);
  await page.screenshot({ path: server.output('kiosk-finish.png') });
  await page.getByRole('button', { name: 'Продолжить опрос' }).tap();
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.ok(await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).isChecked());
  await leave().tap();
  await page.getByRole('button', { name: 'Стереть ответы' }).tap();
  await begin().waitFor();
  await page.locator('html.app-on').waitFor();
  assert.deepEqual((await deviceHolds(page)).outbox, [], 'nothing was sent');
  await begin().tap();
  await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  await toQuestion(3);
  await leave().tap();
  await page.getByRole('button', { name: 'Отправить ответы' }).tap();
  await page.getByRole('heading', { name: 'Спасибо! Ваш ответ сохранён' }).waitFor();
  assert.deepEqual((await justSealed(page)).answers, { sources: ['site'] });
  assert.equal((await deviceHolds(page)).outbox.length, 1);
  await leave().tap();
  await begin().waitFor();
});

test('where a question must be answered yet, «Отправить ответы» says so kindly and leads there', async () => {
  const survey = { title: 'Опрос', elements: [{ type: 'radiogroup', name: 'a', title: 'Обязательный?', choices: [{ value: 'yes', text: 'да' }, { value: 'no', text: 'нет' }], isRequired: true },
    { type: 'comment', name: 'b', title: 'Своими словами' }] };
  await inPlaceOf(server, { flags: ['--kiosk', 'hall'], wave: false }, async (other) => {
    openWaveOf(other, survey);
    await open();
    assert.equal(await page.locator('.hero > p').textContent(), 'около 1 минуты\u00A0· анонимно', 'not that questions may be passed over');
    await begin().tap();
    await page.getByRole('radio', { name: 'да' }).check();
    await next(page);
    await page.locator('textarea').fill('слово');
    await page.getByRole('button', { name: 'Назад' }).tap();
    await page.getByRole('button', { name: 'Убрать ответ' }).tap();
    await leave().tap();
    await page.getByRole('button', { name: 'Отправить ответы' }).tap();
    await page.getByRole('status').getByText('Ответьте, пожалуйста, на этот вопрос.').waitFor();
    await page.getByText('Вопрос 1 из 2').first().waitFor();
    assert.deepEqual((await deviceHolds(page)).outbox, []);
    await page.getByRole('radio', { name: 'нет' }).check();
    await leave().tap();
    await page.getByRole('button', { name: 'Отправить ответы' }).tap();
    await page.getByRole('heading', { name: 'Спасибо! Ваш ответ сохранён' }).waitFor();
  });
});

/** A visit whose first question is answered when the app breaks off. */
async function breakOff() {
  await watchSealing(context);
  await open();
  await begin().tap();
  await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  await page.evaluate(() => document.querySelector('#app-clip canvas').getContext('webgl').getExtension('WEBGL_lose_context').loseContext());
  await page.locator('html:not(.app-on)').waitFor();
}

test('the app breaks off: «Закончить» stays, and asks the same', async () => {
  await breakOff();
  for (const scrolled of [0, 1e6]) {
    await page.evaluate((top) => scrollTo(0, top), scrolled);
    const { y, height } = await leave().boundingBox();
    assert.ok(y > 0 && y + height <= SCREEN.height);
  }
  await leave().tap();
  await page.getByText('Ответы есть на 1 вопрос из 13').waitFor();
  await page.getByRole('button', { name: 'Отправить ответы' }).tap();
  await page.getByRole('heading', { name: 'Спасибо! Ваш ответ сохранён' }).waitFor();
  assert.deepEqual((await justSealed(page)).answers, { sources: ['site'] });
});

test('a touch anywhere answers the countdown, and presses nothing that lies beneath', async () => {
  await page.clock.install({ time: new Date() });
  await open();
  await begin().tap();
  const box = page.getByRole('checkbox', { name: 'Официальный сайт Министерства' });
  const { x, y } = await page.locator('label:has(#q-sources--site)').boundingBox();
  const presses = [() => page.touchscreen.tap(x + 30, y + 30), () => page.mouse.click(x + 30, y + 30), () => page.touchscreen.tap(640, 760), () => page.keyboard.press('Enter'),
    () => page.keyboard.press('Escape'), () => page.getByRole('button', { name: 'Продолжить' }).tap()];
  for (const press of presses) {
    await page.clock.fastForward(121_000);
    await page.getByRole('dialog', { name: 'Вы ещё здесь?' }).waitFor();
    assert.ok(!(await page.getByRole('dialog').textContent()).includes('сотрутся'), 'nothing is answered');
    await press();
    await page.clock.runFor(400);
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.equal(await box.isChecked(), false);
    await page.getByText('Вопрос 1 из 13').first().waitFor();
    await page.clock.fastForward(100_000);
    assert.equal(await page.getByRole('dialog').count(), 0, 'counted anew');
    await page.touchscreen.tap(5, 400);
  }
});

test('a question longer than the window says how many lines lie below, until it is scrolled to its end', async () => {
  await page.setViewportSize(LOW);
  await open();
  await begin().tap();
  await toQuestion(4);
  const more = page.getByRole('button', { name: /^Ниже ещё \d строк/ });
  await page.getByRole('button', { name: 'Ниже ещё 2 строки', exact: true }).waitFor();
  await page.screenshot({ path: server.output('kiosk-more.png') });
  const { y, height } = await more.boundingBox();
  const bar = await page.locator('#app-bar').boundingBox();
  assert.equal(height, 72);
  assert.ok(Math.abs(y + height - bar.y) <= 1, 'right over the bar');
  await more.tap();
  await eventually(async () => await page.getByRole('button', { name: 'Ниже ещё 2 строки', exact: true }).count() === 0, 5, 'a touch scrolls on');
  await page.evaluate(() => scrollTo(0, 1e6));
  await eventually(async () => await more.count() === 0, 5, 'at the end');
  await page.evaluate(() => scrollTo(0, 0));
  await more.waitFor();
  await next(page);
  assert.equal(await more.count(), 0, 'this one is short');
  await page.locator('[data-question]:not([hidden]) textarea').tap();
  assert.equal(await more.count(), 0, 'nor while somebody types');
  await page.goto(`${address()}&lang=en`);
  await page.locator('html.app-on').waitFor();
  await page.getByRole('button', { name: 'Begin' }).tap();
  for (let question = 1; question < 4; question += 1) await page.locator('#app-next').tap();
  await page.getByRole('button', { name: '2 more lines below', exact: true }).waitFor();
});

test('large print leaves room on the screen for what is typed, and «Начать» can be reached', async () => {
  await open();
  await page.locator('#view summary').tap();
  await page.locator('#view input[value="300"]').check();
  await page.locator('#view summary').tap();
  await begin().tap();
  for (let question = 0; question < 4; question += 1) await next(page);
  const area = page.locator('[data-question]:not([hidden]) textarea');
  await area.tap();
  await key('Й').waitFor();
  await eventually(async () => {
    const field = await area.boundingBox();
    const bar = await page.locator('#app-bar').boundingBox();
    return field.y >= -8 && Math.min(field.y + field.height, bar.y) - Math.max(0, field.y) > 200;
  }, 5, 'the field is seen above the keyboard');
  await key('Готово').tap();
});

test('one response after another: each waits for a random while, sealed, then all arrive', async () => {
  await watchSealing(context);
  await page.clock.install({ time: new Date() });
  await open();
  for (let n = 0; n < 3; n += 1) {
    await answer();
    assert.equal((await justSealed(page)).via, 'kiosk');
    await page.clock.fastForward(21_000);
    await begin().waitFor();
    await page.locator('html.app-on').waitFor();
  }
  const { outbox } = await deviceHolds(page);
  const now = await page.evaluate(() => Date.now());
  assert.equal(outbox.length, 3);
  assert.ok(areSealed(outbox));
  assert.equal(new Set(outbox.map(({ after }) => after)).size, 3);
  assert.equal(link.requests.length, 0, 'nothing goes out when it is answered');
  for (const { after: due } of outbox) assert.ok(due - now < 900_000);
  await page.clock.fastForward(920_000);
  await eventually(() => server.stored() === 3);
});

test('A10: after 120 seconds without a touch and 30 that are counted down, nothing is left of the visitor', async () => {
  await open();
  await settled();
  await page.clock.install({ time: new Date() });  // not before: it hides which files the page used
  await page.reload();
  await begin().waitFor();
  await page.locator('html.app-on').waitFor();
  const before = await readable(page);
  const length = await page.evaluate(() => history.length);
  await begin().tap();
  await page.getByRole('checkbox', { name: 'Другое (укажите)' }).check();
  await page.locator('[name="other-sources"]').fill('приметное');
  for (let question = 0; question < 4; question += 1) await next(page);
  await page.locator('[data-question]:not([hidden]) textarea').fill('приметное слово');
  await page.clock.fastForward(118_000);
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.clock.fastForward(3000);
  await page.clock.fastForward(5000);
  await page.getByText(/Через 2\d секунд.? экран очистится. Ответы на 2 вопроса сотрутся и не будут отправлены./).waitFor();
  await page.waitForTimeout(300);  // for the picture: the keyboard goes, and the page scrolls back
  await page.screenshot({ path: server.output('kiosk-idle.png') });
  await page.getByRole('button', { name: 'Продолжить' }).tap();
  await page.clock.fastForward(100_000);
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.equal(await page.locator('[data-question]:not([hidden]) textarea').inputValue(), 'приметное слово');
  await page.clock.fastForward(21_000);
  await page.clock.fastForward(31_000);
  await begin().waitFor();
  await page.locator('html.app-on').waitFor();
  const left = await readable(page);
  assert.ok(!JSON.stringify(left).includes('приметное'));
  for (const part of Object.keys(before)) assert.deepEqual(left[part], before[part], part);
  assert.equal(await page.evaluate(() => history.length), length);
  await page.goBack();
  assert.equal(page.url(), 'about:blank', 'what came before the kiosk: its own pages stand in place of each other');
  await page.goForward();
  await begin().waitFor();
  assert.ok(!JSON.stringify(await readable(page)).includes('приметное'));
});

test('what the page does by itself does not keep a visit alive; what a visitor does, does', async () => {
  await page.clock.install({ time: new Date() });
  await open();
  await begin().tap();
  await page.clock.fastForward(100_000);
  await page.mouse.wheel(0, 10);
  await page.clock.fastForward(100_000);
  assert.equal(await page.getByRole('dialog').count(), 0, 'a wheel is turned by somebody');
  await page.evaluate(() => { window.dispatchEvent(new Event('scroll')); });
  await page.clock.fastForward(21_000);
  await page.clock.fastForward(31_000);
  await begin().waitFor();
});

test('A10: after sending, too; only the response itself waits, sealed', async () => {
  await watchSealing(context);
  await open();
  await answer('приметное');
  assert.equal((await justSealed(page)).answers.seek, 'Приметное');
  await page.getByRole('button', { name: 'Закончить' }).tap();
  await begin().waitFor();
  const left = await readable(page);
  assert.equal(left.indexedDB.outbox.length, 1);
  assert.equal(left.indexedDB.draft.length, 0);
  assert.ok(areSealed(left.indexedDB.outbox));
  assert.ok(!JSON.stringify(left).includes('риметное'));
});

test('ways out are closed: context menu, dragging, zoom, keys of the browser, links', async () => {
  await open();
  await begin().tap();
  const prevented = await page.evaluate(() => {
    const wheel = new WheelEvent('wheel', { ctrlKey: true, deltaY: -100, cancelable: true, bubbles: true });
    const events = [new MouseEvent('contextmenu', { cancelable: true, bubbles: true }), new Event('dragstart', { cancelable: true, bubbles: true }), wheel,
      ...[['F5', {}], ['r', { ctrlKey: true }], ['ArrowLeft', { altKey: true }], ['F12', {}]].map(([name, more]) =>
        new KeyboardEvent('keydown', { key: name, cancelable: true, bubbles: true, ...more }))];
    return events.map((event) => { document.body.dispatchEvent(event); return event.defaultPrevented; });
  });
  assert.deepEqual(prevented, Array(7).fill(true));
  await page.getByRole('link', { name: 'Как мы храним Ваши ответы' }).tap();
  await page.getByRole('dialog').getByText('страница не оставляет cookie').waitFor();
  assert.equal(await page.getByRole('dialog').evaluate((node) => node.scrollTop), 0, 'read from its beginning');
  const close = await page.getByRole('button', { name: 'Закрыть' }).boundingBox();
  assert.ok(close.y + close.height <= SCREEN.height, 'and closed from everywhere');
  assert.equal(page.url(), address());
  await page.getByRole('button', { name: 'Закрыть' }).tap();
  assert.equal(await page.getByRole('dialog').count(), 0);
});

/** The gesture, and digits on the panel's own keys. */
async function callStaff() {
  for (let touch = 0; touch < 5; touch += 1) await page.touchscreen.tap(20, 20);
  await page.getByRole('dialog').waitFor();
}
async function typePin(digits) {
  for (const digit of digits) await page.getByRole('dialog').getByRole('button', { name: digit, exact: true }).tap();
  await page.getByRole('dialog').getByRole('button', { name: 'Готово' }).tap();
}
async function openPanel(digits = PIN) {
  await callStaff();
  await typePin(digits);
  await page.getByRole('heading', { name: 'Терминал' }).waitFor();
}
const fact = (name) => page.locator(`#kiosk-staff dt:has-text("${name}") + dd`).textContent();

test('the staff panel needs a PIN, kept as a salted slow hash; wrong ones cost a growing wait', async () => {
  await open();
  await openPanel();
  await page.screenshot({ path: server.output('kiosk-staff.png') });
  assert.equal(await fact('Ждут отправки'), '0');
  await page.getByRole('button', { name: 'Закрыть' }).tap();
  const pin = (await deviceHolds(page)).state.find((entry) => entry.salt);
  assert.ok(!JSON.stringify(pin).includes(PIN));
  assert.equal(Object.keys(pin.salt).length, 16);
  await callStaff();
  const wrong = [];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await typePin('000000');
    await page.getByText('Неверно').waitFor();
    wrong.push(await page.getByText('Неверно').textContent());
  }
  assert.equal(wrong[3], 'Неверно. Попробуйте ещё раз.');
  assert.match(wrong[4], /Подождите 30 секунд/);
  await typePin(PIN);
  await page.getByText('Подождите').waitFor();
  assert.equal(await page.getByRole('heading', { name: 'Терминал' }).count(), 0, 'the right one has to wait too');
  for (const load of [() => page.reload(), open]) {
    await load();
    await begin().waitFor();
    await callStaff();
    await typePin(PIN);
    await page.getByText('Подождите').waitFor();  // neither loading the page anew nor starting the terminal forgets a try
    await page.getByRole('button', { name: 'Закрыть' }).tap();
  }
});

test('without a PIN the staff panel says how to set one, and opens for nobody', async () => {
  await open('');
  await callStaff();
  await page.getByRole('alert').getByText('otklik kiosk-pin').waitFor();
  assert.equal(await page.getByRole('dialog').getByRole('button').count(), 1, 'to close it');
  assert.deepEqual(await axeFindings(page), []);
  await page.screenshot({ path: server.output('kiosk-no-pin.png') });
  await page.getByRole('button', { name: 'Закрыть' }).tap();
  await open('#pin=600000.short.hash');
  await callStaff();
  await page.getByRole('alert').getByText('PIN не задан').waitFor();
});

test('the PIN comes in the part of the address that no server gets, and goes off it; no page has it, and the panel opens without a link', async () => {
  await open();
  assert.equal(page.url(), address());
  const part = pinPart('314159');
  await page.goto(address() + part);
  await eventually(() => page.url() === address(), 5, 'typed into an open page');
  await settled();
  const left = await readable(page);
  const own = await (await fetch(address())).text();
  for (const word of [part.split('.').at(-1), part.split('.').at(-2), '314159'])
    assert.ok(![JSON.stringify({ ...left, indexedDB: {} }), own].join().includes(word), word);
  await page.reload();
  link.cut();
  await page.goto(address());
  await openPanel('314159');
  assert.equal(await fact('Ждут отправки'), '0');
});

test('a PIN of before, chosen on the terminal\'s screen, is good until the terminal names one, which the panel says', async () => {
  await open('');
  await page.evaluate(async () => {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const key = await crypto.subtle.importKey('raw', new TextEncoder().encode('1234'), 'PBKDF2', false, ['deriveBits']);
    const hash = new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 600_000 }, key, 256));
    const database = await new Promise((resolve) => { indexedDB.open('otklik').onsuccess = ({ target }) => resolve(target.result); });
    database.transaction('state', 'readwrite').objectStore('state').put({ salt, hash, tries: 0, lockedUntil: 0 }, 'pin');
  });
  await callStaff();
  await typePin('1234');
  await page.getByText('Этот PIN задали на экране терминала').waitFor();
  await open();
  await callStaff();
  await typePin('1234');
  await page.getByText('Неверно').waitFor();
  await typePin(PIN);
  await page.getByRole('heading', { name: 'Терминал' }).waitFor();
  assert.equal(await page.getByText('Этот PIN задали на экране терминала').count(), 0);
  await open(pinPart('314159'));
  await callStaff();
  await typePin(PIN);
  await page.getByText('Неверно').waitFor();
  await typePin('314159');
  await page.getByRole('heading', { name: 'Терминал' }).waitFor();
});

test('staff see numbers only, send at once, and carry a file that is stored exactly once', async () => {
  await open();
  await answer('слово');
  await page.getByRole('button', { name: 'Закончить' }).tap();
  await begin().waitFor();
  await answer();
  await page.getByRole('button', { name: 'Закончить' }).tap();
  await begin().waitFor();
  link.cut();
  await openPanel();
  assert.equal(await fact('Ждут отправки'), '2');
  assert.ok(!(await page.getByRole('dialog').textContent()).includes('слово'));
  await page.getByRole('button', { name: 'Отправить сейчас' }).tap();
  await page.getByText('Связи с сервером нет').waitFor();
  const downloaded = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Сохранить в файл' }).tap();
  const file = path.join(server.data, 'terminal.json');
  const download = await downloaded;
  assert.match(download.suggestedFilename(), /^otklik-hall-\d{4}-\d\d-\d\d\.json$/);
  await download.saveAs(file);
  const inFile = readFileSync(file, 'utf8');
  assert.deepEqual(JSON.parse(inFile).map((item) => Object.keys(item).sort().join()), Array(2).fill('id,sealed,wave'));
  assert.ok(!inFile.includes('слово'));
  link.mend();
  await page.getByRole('button', { name: 'Отправить сейчас' }).tap();
  await page.getByText('Отправлено 2 ответа').waitFor();
  assert.equal(await fact('Ждут отправки'), '0');
  assert.equal(await page.getByRole('button', { name: /Отправить сейчас|Сохранить в файл/ }).count(), 0, 'there is nothing to send or to save');
  assert.notEqual(await fact('Последняя отправка'), 'ещё не было');
  for (let time = 0; time < 2; time += 1) assert.match(server.command('import', file), /0 stored, 2 were stored before, 0 refused/);
  assert.equal(server.stored(), 2);
});

/** Puts a response on the terminal that waits no longer. */
const collect = (...items) => putOnDevice(page, 'outbox', items.map((item) => ({ id: item.id, wave: item.wave, after: 0, body: JSON.stringify(item) })));
const panelButton = (name) => page.getByRole('dialog').getByRole('button', { name, exact: true });
const said = (text) => page.getByRole('dialog').getByRole('status').getByText(text);

test('only what the server took counts as sent; what it refused stays, with the reason, in the panel and in the file', async () => {
  await open();
  const good = response();
  const wrong = { ...response(), answers: { nothing: 'приметное' } };
  const old = [response('2025'), response('2025')];
  await inPlaceOf(server, { flags: ['--kiosk', 'hall'], wave: false }, async (later) => {
    later.openWave('2025');
    later.endWave('2025');
    later.openWave('2026');
    await collect(good, wrong, ...old);
    await openPanel();
    assert.equal(await fact('Ждут отправки'), '4');
    await panelButton('Отправить сейчас').tap();
    await said('Отправлен 1 ответ. Сервер не принял 3 ответа, они остались в терминале.').waitFor();
    assert.equal(later.stored(), 1);
    assert.equal(await fact('Ждут отправки'), '0');
    assert.equal(await fact('Не принято'), '3');
    assert.deepEqual(await page.locator('#kiosk-staff li').allTextContents().then((lines) => lines.sort().map((line) => line.split('.')[0])),
      ['1 — не подходят к вопросам опроса на сервере', '2 — опрос уже завершён']);
    assert.ok(!(await page.getByRole('dialog').textContent()).includes('приметное'));
    await page.screenshot({ path: server.output('kiosk-staff-refused.png') });
    assert.deepEqual(await axeFindings(page), []);
    await panelButton('Отправить ещё раз').tap();
    await said('Отправлено 0 ответов. Сервер не принял 3 ответа, они остались в терминале.').waitFor();
  });
  const more = response();
  await collect(more);
  const downloaded = page.waitForEvent('download');
  await panelButton('Сохранить в файл').tap();
  await said('В файл сохранено 4 ответа').waitFor();
  const saved = JSON.parse(readFileSync(await (await downloaded).path()));
  const byId = (one, other) => one.id.localeCompare(other.id);
  assert.deepEqual(saved.sort(byId), [wrong, ...old, more].sort(byId), 'what was refused and what waits');
  const { outbox, refused } = await deviceHolds(page);
  assert.deepEqual([outbox.length, refused.length], [1, 3], 'saving takes nothing away');
});

test('what was refused by mistake is sent again from the panel, and stored once', async () => {
  await open();
  await collect(response(), response());
  await openPanel();
  await inPlaceOf(server, {}, async (closed) => {
    closed.endWave('2026');
    await panelButton('Отправить сейчас').tap();
    await said('Отправлено 0 ответов.').waitFor();
    assert.equal(await fact('Последняя отправка'), 'ещё не было');
    assert.equal(await panelButton('Отправить сейчас').count(), 0, 'nothing waits');
  });
  await panelButton('Отправить ещё раз').tap();
  await said('Отправлено 2 ответа.').waitFor();
  assert.equal(await fact('Не принято'), '0');
  assert.notEqual(await fact('Последняя отправка'), 'ещё не было');
  assert.equal(server.stored(), 2);
  assert.equal(await page.getByRole('dialog').getByRole('button').count(), 1, 'there is nothing to send, to save or to delete');
});

test('what a server that was set up anew cannot open stays, with words for staff, and is taken when its key is back', async () => {
  await open();
  await answer();
  await page.getByRole('button', { name: 'Закончить' }).tap();
  await begin().waitFor();
  await openPanel();
  await inPlaceOf(server, {}, async () => {
    await panelButton('Отправить сейчас').tap();
    await said('Отправлено 0 ответов. Сервер не принял 1 ответ').waitFor();
    assert.match(await page.locator('#kiosk-staff li').textContent(), /^1 — сервер настроили заново, и открыть их он больше не может/);
  });
  await panelButton('Отправить ещё раз').tap();
  await said('Отправлен 1 ответ.').waitFor();
  assert.equal(server.stored(), 1);
});

test('nothing is deleted before staff have read what is lost and have said so again, and nothing that is in no file', async () => {
  await open();
  server.endWave('2026');
  await collect(response(), response());
  await openPanel();
  await panelButton('Отправить сейчас').tap();
  await said('Сервер не принял 2 ответа').waitFor();
  const count = async () => deviceHolds(page).then(({ outbox, refused }) => [outbox.length, refused.length]);
  await panelButton('Удалить непринятые').tap();
  await page.getByText('Сервер их не получил: они пропадут навсегда и не войдут в результаты').waitFor();
  await page.screenshot({ path: server.output('kiosk-staff-delete.png') });
  await panelButton('Оставить').tap();
  assert.equal(await fact('Не принято'), '2');
  assert.deepEqual(await count(), [0, 2]);

  await collect(response('1999'));
  assert.equal(await panelButton('Файл загружен на сервер, удалить эти ответы').count(), 0);
  await panelButton('Сохранить в файл').tap();
  await said('В файл сохранено 3 ответа').waitFor();
  await collect(response('1999'));
  await panelButton('Файл загружен на сервер, удалить эти ответы').tap();
  await page.getByText(/Удалить 1 ответ, который есть в файле от .*\d\d:\d\d\? Делайте это, только если сервер принял этот файл/).waitFor();
  await panelButton('Оставить').tap();
  assert.deepEqual(await count(), [2, 2]);
  await panelButton('Файл загружен на сервер, удалить эти ответы').tap();
  await panelButton('Удалить').tap();
  await said('Удалён 1 ответ.').waitFor();
  assert.deepEqual(await count(), [1, 2], 'what was collected after the file was saved stays, and so does what the server refused');
  await panelButton('Удалить непринятые').tap();
  await panelButton('Удалить').tap();
  await said('Удалено 2 ответа.').waitFor();
  assert.deepEqual(await count(), [1, 0]);
});

test('a server that does not know the wave: the panel says so, and the response waits', async () => {
  await open();
  await collect(response('1999'), response());
  await openPanel();
  await panelButton('Отправить сейчас').tap();
  await said('Отправлен 1 ответ. Сервер сейчас не принимает этот опрос, 1 ответ ждёт в терминале.').waitFor();
  assert.equal(await fact('Ждут отправки'), '1');
  assert.equal(await fact('Из них сервер пока не принимает'), '1');
  assert.equal(await fact('Не принято'), '0');
});

test('at an address where the browser allows no PIN the panel says what to do', async (t) => {
  const browser = await startBrowser('--host-resolver-rules=MAP otklik.test 127.0.0.1');
  t.after(() => browser.close());
  const errors = [];
  page = await browser.newPage({ locale: 'ru-RU', viewport: SCREEN, hasTouch: true });
  page.on('pageerror', (error) => errors.push(error));
  await page.goto(address().replace('127.0.0.1', 'otklik.test') + NAMED);
  await begin().waitFor();
  await callStaff();
  await typePin(PIN);
  await page.getByRole('alert').getByText('начинается ли его адрес с https://').waitFor();
  assert.deepEqual(errors, []);
});

test('whoever sends and leaves at once has sent, however slow the disk is', async () => {
  await open();
  await toReview();
  await page.evaluate(async () => {
    const database = await new Promise((resolve) => { indexedDB.open('otklik').onsuccess = ({ target }) => resolve(target.result); });
    const drafts = database.transaction('draft', 'readwrite').objectStore('draft');
    for (let n = 0; n < 100; n += 1) drafts.put('x'.repeat(1e6), `${n}`);
    document.getElementById('app-next').click();
    document.getElementById('app-leave').click();
  });
  await begin().waitFor();
  assert.equal((await deviceHolds(page)).outbox.length, 1);
});

test('the app breaks off in the middle of a visit: the plain form is sent from the terminal all the same, and the next visitor is welcome', async () => {
  await breakOff();
  await page.locator('.send button').tap();
  await page.getByRole('heading', { name: 'Спасибо! Ваш ответ сохранён' }).waitFor();
  await page.getByText('Он сохранён в терминале').waitFor();
  assert.equal(page.url(), address());
  assert.ok(areSealed((await deviceHolds(page)).outbox));
  assert.deepEqual((await justSealed(page)).answers, { sources: ['site'] });
  await page.getByRole('button', { name: 'Закончить' }).tap();
  await begin().waitFor();
});

test('the plain form at a terminal: what it can neither keep nor send is said, and stays', async () => {
  await context.route(/\/a\/app-(all-)?[0-9a-f]+\.wasm$/, (route) => route.abort());
  await page.goto(address());
  await page.locator('html[data-app=failed]').waitFor();
  await begin().tap();
  await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(link.url).origin, quotaSize: 1 });
  link.cut();
  await page.locator('.send button').tap();
  await page.getByRole('status').getByText('Терминал не смог ни сохранить, ни отправить Ваш ответ').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'outbox');
  assert.ok(await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).isChecked());
  link.mend();
  await page.locator('.send button').tap();
  await page.getByRole('heading', { name: 'Спасибо!' }).waitFor();
  assert.equal(server.stored(), 1);
});

test('a page of the terminal that was kept longer than the key seals to the one that the server has', async () => {
  await open();
  await settled();
  await page.reload();
  await begin().waitFor();
  await inPlaceOf(server, { flags: ['--kiosk', 'hall'] }, async (anew) => {
    const { key: now } = await (await fetch(new URL('/api/v1/survey', anew.url))).json();
    await page.reload();
    await eventually(() => page.evaluate((wanted) => document.querySelector('form[data-survey]')?.dataset.key === wanted, now));
    await page.locator('html.app-on').waitFor();
    await answer();
    await page.getByRole('button', { name: 'Закончить' }).tap();
    await begin().waitFor();
    await openPanel();
    await panelButton('Отправить сейчас').tap();
    await said('Отправлен 1 ответ.').waitFor();
    assert.equal(anew.stored(), 1);
  });
});

test('a terminal whose script does not come cannot be answered at, posts nothing, and tries again', async () => {
  const posts = [];
  page.on('request', (request) => { if (request.method() === 'POST') posts.push(request.url()); });
  for (const script of [/\/a\/page-[0-9a-f]+\.js$/, /\/a\/kiosk-[0-9a-f]+\.js$/]) {
    await page.clock.install();
    await context.route(script, (route) => route.abort());
    await page.goto(address());
    if (/kiosk/.test(script)) await page.locator('html[data-app=failed]').waitFor();
    await page.locator('.send button').tap({ force: true });
    await page.evaluate(() => document.querySelector('.send button').focus());
    await page.keyboard.press('Enter');
    assert.equal(page.url(), address());
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
    await context.unroute(script);
  }
  assert.deepEqual(posts, []);
  await page.clock.fastForward(61_000);
  await begin().waitFor();
});

test('what the terminal cannot keep stays on the screen until the visitor leaves', async () => {
  await page.clock.install({ time: new Date() });
  await open('');  // a PIN that is written just before would leave Chromium room for more
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(link.url).origin, quotaSize: 1 });
  await toReview();
  link.cut();
  await page.getByRole('button', { name: 'Отправить', exact: true }).tap();
  await page.getByText('Отправить не получилось').first().waitFor();
  await page.clock.fastForward(30_000);
  await page.getByText('Отправить не получилось').first().waitFor();
  link.mend();
  await page.getByRole('button', { name: 'Отправить', exact: true }).tap();
  await page.getByRole('heading', { name: 'Спасибо! Ваш ответ отправлен' }).waitFor();
  assert.equal(server.stored(), 1);
});

test('when the wave ends nobody is invited any more, what waits still goes, and the next wave opens by itself', async () => {
  await open();
  await settled();
  await page.clock.install({ time: new Date() });
  await page.reload();
  await page.locator('html.app-on').waitFor();
  await collect(response());
  server.stopWave('2026');
  await page.reload();
  await page.getByText('Сейчас опрос не проводится').waitFor();
  assert.equal(await begin().count(), 0);
  await eventually(() => server.stored() === 1);
  await callStaff();
  await page.clock.fastForward(61_000);
  await page.getByRole('heading', { name: 'PIN сотрудника' }).waitFor();
  await page.getByRole('button', { name: 'Закрыть' }).tap();
  server.openWave('2027');
  await eventually(async () => {
    await page.clock.fastForward(61_000);
    return await begin().count() === 1 && await page.locator('input[name=wave]').inputValue() === '2027';
  }, 15, 'the next wave');
});

test('a visit that is over counts nothing any more, even where the next page does not come', async () => {
  await page.clock.install({ time: new Date() });
  await open();
  await toReview();
  const stays = [];
  page.on('dialog', (dialog) => { stays.push(dialog.type()); return dialog.dismiss(); });
  await page.evaluate(() => addEventListener('beforeunload', (event) => event.preventDefault()));
  await page.evaluate(() => {
    document.getElementById('app-next').click();
    document.getElementById('app-leave').click();
  });
  await eventually(() => stays.length === 1);
  await page.touchscreen.tap(300, 300);
  await page.clock.fastForward(61_000);
  assert.equal(await page.evaluate(() => document.body.childElementCount), 0);
  assert.deepEqual(stays, ['beforeunload'], 'it ended once');
});

test('the privacy note that cannot come is not shown, and nothing breaks', async () => {
  await open();
  await begin().tap();
  link.between = { status: 200, type: 'text/html', body: '<h1>Оплатите интернет</h1>' };
  const answered = page.waitForResponse('**/privacy');
  await page.getByRole('link', { name: 'Как мы храним Ваши ответы' }).tap();
  await (await answered).finished();
  link.mend();
  await page.getByText('Вопрос 1 из 13').first().waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
});

test('a new version takes over between two visitors', async () => {
  await open();
  await settled();
  await page.reload();  // the worker has a page from now on
  await begin().waitFor();
  const first = await page.locator('script[type=module]').getAttribute('src');
  await server.restart(buildNextVersion(path.join(server.data, 'next'), 'next'));
  await begin().tap();
  await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });
  await eventually(() => page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)), 20, 'the update waits');
  assert.equal(await page.locator('script[type=module]').getAttribute('src'), first);
  await page.getByRole('button', { name: 'Закончить' }).tap();
  await begin().waitFor();
  assert.notEqual(await page.locator('script[type=module]').getAttribute('src'), first);
});

test('offline for days: another language, the privacy note, a visit and its response', async () => {
  await open();
  await settled();
  link.cut();
  await page.goto(address());
  await page.getByRole('button', { name: 'English' }).tap();
  await page.getByRole('button', { name: 'Begin' }).tap();
  await page.getByText('Question 1 of 13').first().waitFor();
  await page.getByRole('link', { name: 'How we keep your answers' }).tap();
  await page.getByRole('dialog').waitFor();
  await page.goto(address());
  await answer('слово');
  const { outbox } = await deviceHolds(page);
  assert.equal(outbox.length, 1);
  assert.ok(areSealed(outbox), 'to the key of the last visit');
});

test('axe finds nothing on the kiosk\'s screens', async () => {
  await open();
  const check = async (what) => assert.deepEqual(await axeFindings(page), [], what);
  await check('welcome');
  await begin().tap();
  await check('question');
  for (let question = 0; question < 4; question += 1) await next(page);
  await page.locator('[data-question]:not([hidden]) textarea').tap();
  await check('keyboard');
  await key('А').tap();
  await leave().tap();
  await check('finish');
  await page.getByRole('button', { name: 'Продолжить опрос' }).tap();
});

test('axe finds nothing on the countdown, nor on the panel of large print, light or dark', async () => {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.clock.install({ time: new Date() });
    await open();
    await page.locator('#view summary').tap();
    assert.deepEqual(await axeFindings(page), [], 'large print');
    await page.getByRole('button', { name: 'Готово' }).tap();
    await begin().tap();
    await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
    await page.clock.fastForward(121_000);
    await page.getByRole('dialog').waitFor();
    assert.deepEqual(await axeFindings(page), [], 'idle');
  }
});

test('whatever is on the screen, the end of a visit throws nothing and welcomes the next', async () => {
  await page.clock.install({ time: new Date() });
  const places = {
    welcome: () => page.touchscreen.tap(500, 300),
    'large print': () => page.locator('#view summary').tap(),
    question: () => begin().tap(),
    keyboard: async () => { await begin().tap(); await toQuestion(5); await page.locator('[data-question]:not([hidden]) textarea').tap(); await key('Й').tap(); },
    'the question to finish': async () => { await begin().tap(); await page.getByRole('checkbox').first().check(); await leave().tap(); },
    'the privacy note': async () => { await begin().tap(); await page.getByRole('link', { name: 'Как мы храним' }).tap(); await page.getByRole('dialog').waitFor(); },
    review: () => toReview('й'),
    thanks: () => answer(),
    results: async () => { await answer(); await page.getByRole('button', { name: 'Посмотреть свои ответы' }).tap(); },
    'the plain form': async () => {
      await begin().tap();
      await page.evaluate(() => document.querySelector('#app-clip canvas').getContext('webgl').getExtension('WEBGL_lose_context').loseContext());
      await page.locator('html:not(.app-on)').waitFor();
    },
    staff: callStaff,
  };
  for (const [place, go] of Object.entries(places)) {
    await open();
    await go();
    const page1 = await page.evaluateHandle(() => document);
    for (let step = 0; step < 12; step += 1) await page.clock.runFor(100).then(() => page.clock.fastForward(31_000)).catch(() => {});
    await begin().waitFor();
    assert.equal(await page.evaluate((old) => old === document, page1).catch(() => false), false, `${place}: another page`);
  }
});

