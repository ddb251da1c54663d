// The languages as the client gets them: what a file lacks is Russian, with Russian's plurals, as the server says it (tests/unit/text).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { tmpdir } from 'node:os';
import { readLocales } from '../../web/page/locales.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const languages = readJson('assets/languages.json');
const [ru, en, koi] = ['assets/locales/ru.json', 'assets/locales/en.json', 'tests/locales/koi.json'].map(readJson);

globalThis.document = { documentElement: { lang: 'ru' } };
const { words } = await import('../../web/page/texts.mjs');

async function localesOf(...files) {
  const folder = await mkdtemp(path.join(tmpdir(), 'otklik-locales-'));
  await Promise.all(files.map((file) => writeFile(path.join(folder, `${file.language}.json`), JSON.stringify(file))));
  return readLocales(folder, languages).finally(() => rm(folder, { recursive: true }));
}

const file = (plural, texts) => ({ language: 'xx', name: 'X', plural, texts });

test('the main language comes first, and every language has every text', async () => {
  const locales = await localesOf(en, koi, ru);
  assert.deepEqual(Object.keys(locales), ['ru', 'en', 'koi']);
  for (const { texts } of Object.values(locales)) assert.deepEqual(Object.keys(texts).sort(), Object.keys(ru.texts));
});

test('what a language says itself has its own plurals, the rest is Russian with Russian\'s', async () => {
  const locales = await localesOf(ru, koi);
  const said = (key, n) => words(locales.koi, key, { n, total: 13, minutes: '·' });
  assert.deepEqual([0, 1, 2, 21, 1001].map((n) => said('form.introduction', n)), ['0 вымышленнӧй юалӧмез · ·', '1 вымышленнӧй юалӧм · ·',
    '2 вымышленнӧй юалӧмез · ·', '21 вымышленнӧй юалӧмез · ·', '1001 вымышленнӧй юалӧмез · ·']);
  assert.deepEqual([1, 2, 21, 112].map((n) => said('app.minutes', n)), ['около 1 минуты', 'около 2 минут', 'около 21 минуты', 'около 112 минут']);
  assert.equal(said('app.review-folded', 2), 'Без ответа: 2 вопроса', 'of whose forms one is lacking');
  assert.equal(said('privacy.7'), ru.texts['privacy.7'], 'an empty text is none');
  assert.equal(said('report.date'), ru.texts['report.date'], 'its months are Russian');
  assert.equal(said('report.decimal-mark'), '.');
});

test('Russian plurals stay Russian beside every rule', async () => {
  for (const plural of Object.keys(languages.plurals)) {
    const locales = await localesOf(ru, file(plural, {}));
    for (let n = 0; n < 1200; n += 1)
      assert.equal(words(locales.xx, 'app.minutes', { n }), ru.texts['app.minutes'][new Intl.PluralRules('ru').select(n)].replace('{n}', n));
  }
});

test('the rules are those that Unicode has for languages of each', () => {
  const languagesOf = { none: ['sah', 'id'], 'one-other': ['en', 'kk', 'os', 'ce'], 'zero-as-one': ['hy', 'fr'], 'one-few-many': ['ru', 'uk', 'be'] };
  assert.deepEqual(Object.keys(languagesOf), Object.keys(languages.plurals));
  for (const [plural, those] of Object.entries(languagesOf)) for (const language of those) {
    const unicodes = new Intl.PluralRules(language);
    const formOf = (n) => languages.plurals[plural].find(([, of, from, to]) => of === undefined || ((of ? n % of : n) >= from && (of ? n % of : n) <= to))[0];
    for (let n = 0; n < 1200; n += 1) assert.equal(formOf(n), unicodes.select(n), `${n} in ${language}`);
  }
});

test('at most ten pairs of forms, as a digit each names them', async () => {
  for (const plural of Object.keys(languages.plurals)) {
    const { xx } = await localesOf(ru, file(plural, {}));
    assert.match(xx.plurals, /^\d{200}$/);
  }
});

test('a rule that is not known is an error', () => assert.rejects(localesOf(ru, file('klingon', {})), /xx\.json: \/plural/));
