// A third language is one more file: every page offers and speaks it, and says in Russian what the file lacks. tests/locales/koi.json is made up.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { buildClient, root, startBrowser, startServer, survey } from './support.mjs';
import { axeFindings } from './visitor.mjs';

const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const [koi, ru] = [readJson('tests/locales/koi.json').texts, readJson('assets/locales/ru.json').texts];
const SCREEN = { width: 1280, height: 800 };
const OWN_TITLE = 'Вымысел: опрос';

let folder, server, demonstration, browser;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'otklik-language-'));
  const [locales, web, definition] = ['locales', 'web', 'survey.json'].map((name) => path.join(folder, name));
  mkdirSync(locales);
  for (const file of ['assets/locales/ru.json', 'assets/locales/en.json', 'tests/locales/koi.json'])
    copyFileSync(path.join(root, file), path.join(locales, path.basename(file)));
  buildClient(path.join(root, 'build/wasm/web'), web, locales);
  const written = JSON.parse(readFileSync(survey, 'utf8'));
  for (const text of [written.title, written.shortTitle].filter(Boolean)) text.koi = OWN_TITLE;
  writeFileSync(definition, JSON.stringify(written));
  server = await startServer({ wave: false, web, locales, flags: ['--kiosk', 'hall'] });
  server.openWave('2026', { definition });
  demonstration = await startServer({ demonstration: ['--responses', '300', '--waves', '2', '--seed', '1'], web, locales });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await demonstration?.stop();
  rmSync(folder, { recursive: true });
});

/** Every key of a text is a word of its area and what follows a full stop. */
const KEY = new RegExp(`(?<![\\w.-])(${[...new Set(Object.keys(ru).map((key) => key.split('.')[0]))].join('|')})\\.(${Object.keys(ru).map((key) => key.slice(key.indexOf('.') + 1)).sort((a, b) => b.length - a.length).join('|')})(?![\\w-])`);

/** Nothing that is seen, heard or said of the page elsewhere is a text's key, or a gap to be filled in. */
async function assertNothingBare(page) {
  const said = await page.evaluate(() => [document.title, document.body.innerText, ...[...document.querySelectorAll('*')].flatMap((each) =>
    ['aria-label', 'alt', 'title', 'placeholder', 'content', 'data-label'].map((name) => each.getAttribute(name) ?? ''))].join('\n'));
  assert.doesNotMatch(said, KEY);
  assert.doesNotMatch(said, /\{[\w-]+\}|undefined/);
}

async function open(address, { of = server, ...options } = {}) {
  const context = await browser.newContext({ viewport: SCREEN, ...options });
  const page = await context.newPage();
  await page.goto(new URL(address, of.url).href);
  return page;
}

/** The links to the other languages, as [code, name, address]. */
const switches = (page) => page.locator('nav [lang]').evaluateAll((links) => links.map((link) => [link.lang, link.textContent, link.getAttribute('href')]));

test('the log says once how many texts a language lacks, and the first of them', async () => {
  const gaps = await server.logged();
  assert.equal(gaps.event, 'gaps');
  assert.equal(gaps.language, 'koi');
  const lacking = Object.keys(ru).filter((key) => !koi[key] || key === 'app.review-folded');  // of which a form is lacking
  assert.equal(gaps.texts, lacking.length);
  assert.deepEqual(gaps.first, lacking.slice(0, 5));
});

test('the plain form: its own words and plurals, Russian where it has none, the survey\'s words, three languages', async () => {
  const page = await open('/?lang=koi', { javaScriptEnabled: false });
  assert.equal(await page.locator('html').getAttribute('lang'), 'koi');
  assert.equal(await page.title(), OWN_TITLE);
  assert.match(await page.locator('.intro').textContent(), /около 4 минут · анонимно/);
  assert.equal(await page.locator('meta[name=description]').getAttribute('content'), '13 вымышленнӧй юалӧмез · около 4 минут', 'of a preview card');
  assert.equal(await page.locator('meta[property="og:locale"]').getAttribute('content'), 'koi_RU');
  assert.equal(await page.getByRole('button', { name: koi['form.send'] }).count(), 1);
  assert.equal(await page.getByText(ru['form.before-sending'].slice(0, 40)).count(), 1);
  assert.equal(await page.getByRole('group', { name: /Какие источники/ }).count(), 1, 'the survey has not this question in it');
  assert.deepEqual(await switches(page), [['ru', 'Русский', '?lang=ru'], ['en', 'English', '?lang=en']]);
  await page.getByRole('button', { name: koi['form.send'] }).click();
  assert.match(await page.getByRole('alert').textContent(), new RegExp(koi['problem.nothing-answered']));
  await assertNothingBare(page);
  await page.locator('#q-sources--site').check();
  await page.getByRole('button', { name: koi['form.send'] }).click();
  await page.getByRole('heading', { name: koi['thanks.title'] }).waitFor();
  assert.match(page.url(), /lang=koi/);
  await page.context().close();
  for (const [language, others] of [['ru', ['en', 'koi']], ['en', ['ru', 'koi']]]) {
    const other = await open(`/?lang=${language}`, { javaScriptEnabled: false });
    assert.deepEqual((await switches(other)).map(([code]) => code), others);
    await other.context().close();
  }
});

test('the other pages', async () => {
  const page = await open('/privacy?lang=koi', { javaScriptEnabled: false });
  await page.getByRole('heading', { name: koi['privacy.title'] }).waitFor();
  const items = await page.locator('main li').allTextContents();
  assert.equal(items[0], koi['privacy.1']);
  assert.equal(items[1], ru['privacy.2']);
  assert.equal(items[6], ru['privacy.7'], 'an empty text is none');
  for (const address of ['privacy', 'accessibility', 'thanks', 'nothing', 'results']) {
    await page.goto(new URL(`/${address}?lang=koi`, server.url).href);
    await assertNothingBare(page);
  }
  await page.goto(new URL('/accessibility?lang=koi', server.url).href);
  assert.match(await page.locator('main').textContent(), /на этих языках: Русский, English, Вымышленный\./);
  await page.context().close();
});

test('the report: own words and numbers, Russian days, the office\'s Russian text marked as such; and its files', async () => {
  const page = await open('/results?lang=koi', { of: demonstration });
  assert.match(await page.title(), new RegExp(`: ${koi['report.title']} — `));
  const text = await page.locator('main').textContent();
  assert.match(text, /вымысел \d+ез/);
  assert.match(text, /\d\u00A0вымысел-%/);
  assert.match(text, /\d+ (января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря) \d{4} года/);
  assert.equal(await page.locator('#office-changes [lang=ru]').count() > 0, true);
  assert.equal((await switches(page)).length, 2);
  await assertNothingBare(page);
  assert.deepEqual(await axeFindings(page), []);
  await page.screenshot({ path: demonstration.output('language-report.png'), fullPage: true });
  await page.context().close();
  const answer = async (address) => (await fetch(new URL(address, demonstration.url))).text();
  assert.equal(JSON.parse(await answer('/results.json?lang=koi')).language, 'koi');
  assert.match(await answer('/results.csv?lang=koi'), /Вымысел сайт/);
  for (const query of ['.csv?', '.csv?layout=tidy&', '.json?']) assert.doesNotMatch(await answer(`/results${query}lang=koi`), KEY, query);
});

test('programs are told of it', async () => {
  const { components } = await (await fetch(new URL('/api/v1/openapi.json', server.url))).json();
  assert.deepEqual(components.parameters.lang.schema.examples, ['ru', 'en', 'koi']);
});

test('the app speaks it, and going to it and away keeps answers and place', async () => {
  const page = await open('/');
  await page.locator('html.app-on').waitFor();
  await page.locator('#q-sources--site').check();
  await page.locator('#app-next').click();
  await page.locator('#app-next').click();
  await page.waitForFunction(() => document.title.startsWith('Вопрос 3 из 13'));
  const go = async (name, code, title) => {
    await page.locator('nav').getByRole('link', { name }).click();
    await page.waitForURL(new RegExp(`lang=${code}`));
    await page.locator('html.app-on').waitFor();
    assert.equal((await page.title()).split(' — ')[0], title);
    assert.equal(await page.locator('#draft').count(), 0);
    assert.ok(await page.locator('#q-sources--site').isChecked());
  };
  await go('Вымышленный', 'koi', 'Вымысел 3, быдсӧн 13');
  await go('English', 'en', 'Question 3 of 13');
  await go('Вымышленный', 'koi', 'Вымысел 3, быдсӧн 13');
  assert.match(await page.locator('#app-next').textContent(), /вымысел/i);
  await assertNothingBare(page);
  await page.screenshot({ path: server.output('language-app.png') });
  for (let question = 3; question <= 13; question += 1) await page.locator('#app-next').click();
  await page.getByText('Вымысел 1 юалӧм, быдсӧн 13.').first().waitFor();
  await page.getByText('Без ответа: 12 вопросов').first().waitFor();
  await assertNothingBare(page);
  await page.context().close();
});

test('a kiosk offers three languages; in this one its keyboard has its letters, and the second alphabet is that of Russian', async () => {
  const page = await open('/?kiosk=hall&lang=koi', { hasTouch: true });
  await page.locator('html.app-on').waitFor();
  const begin = page.getByRole('button', { name: koi['kiosk.begin'] });
  await begin.waitFor();
  assert.deepEqual(await page.locator('#kiosk-languages button').allTextContents(), ['Русский', 'English', 'Вымышленный']);
  await assertNothingBare(page);
  for (const button of await page.locator('#kiosk-languages button').all())
    assert.ok(await button.evaluate((each) => each.scrollWidth <= each.clientWidth), 'a long name stays in its button');
  await page.screenshot({ path: server.output('language-kiosk.png') });
  await begin.tap();
  for (let question = 1; question < 5; question += 1) await page.locator('#app-next').tap();
  await page.locator('[data-question]:not([hidden]) textarea').tap();
  const keys = page.getByRole('group', { name: koi['kiosk.keyboard'] }).getByRole('button');
  await keys.first().waitFor();
  const names = () => keys.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? each.textContent));
  assert.deepEqual((await names()).slice(0, 3), ['Ӧ', 'Й', 'Ц']);
  for (const letter of ['Ӧ', 'ҥ', 'ә', 'і']) await page.getByRole('button', { name: letter, exact: true }).tap();
  assert.equal(await page.locator('[data-question]:not([hidden]) textarea').inputValue(), 'Ӧҥәі');
  await page.screenshot({ path: server.output('language-keyboard.png') });
  await page.getByRole('button', { name: ru['kiosk.key-letters-2'] }).tap();
  await page.getByRole('button', { name: 'q', exact: true }).waitFor();
  await page.getByRole('button', { name: koi['kiosk.key-letters-1'] }).tap();
  await page.getByRole('button', { name: 'ӧ', exact: true }).waitFor();
  await assertNothingBare(page);
  await page.context().close();
});

test('without a link the page that is not kept says so in it', async () => {
  const page = await open('/?lang=koi');
  await page.locator('html.app-on').waitFor();
  await page.evaluate(async () => { await navigator.serviceWorker.ready; });
  await page.waitForFunction(async () => (await caches.keys()).length > 0 && (await (await caches.open((await caches.keys())[0])).keys()).some(({ url }) => /\/a\/koi-/.test(url)));
  await page.context().setOffline(true);
  await page.goto(new URL('/privacy?lang=koi', server.url).href);
  await page.getByRole('heading', { name: ru['app.no-link'] }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'koi');
  await assertNothingBare(page);
  await page.context().close();
});
