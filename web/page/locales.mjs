// The languages of a folder, as the client gets them: whole, with the main language's texts in the places of those that are lacking. What
// shared/text/locale_json.cpp does for the server, done once, as the client is built.
//
// Plural forms become a list, and `plurals` says for each number from 0 to 199 which of the list it takes (above as of what 100 leaves, +
// 100). Where texts of two languages stand in one file, that list has a form for each pair of theirs.

import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

export const MAIN_LANGUAGE = 'ru';
const NUMBERS = 200;

/** What "plurals" of assets/languages.json says of `n`. */
const formNamed = (rule, n) => rule.find(([, of, from, to]) => {
  const left = of ? n % of : n;
  return of === undefined || (left >= from && left <= to);
})[0];

const numbers = [...Array(NUMBERS).keys()];

/** A file's content with `plurals`, and of plural texts all forms in a list; without what is empty or has not all of its forms. */
function read({ language, name, plural, texts }, { plurals }) {
  const rule = plurals[plural];
  if (!rule) throw new Error(`${language}.json: /plural: one of ${Object.keys(plurals).join(', ')} is expected`);
  const named = numbers.map((n) => formNamed(rule, n));
  const forms = [...new Set(named)];
  const listed = Object.entries(texts).map(([key, text]) => [key, typeof text === 'string' ? text : forms.map((form) => text[form] ?? '')]);
  return {
    language, name, plurals: named.map((form) => forms.indexOf(form)).join(''),
    texts: Object.fromEntries(listed.filter(([, text]) => text && ![text].flat().includes(''))),
  };
}

/** `locale` with the texts of `main` where it has none. */
export function whole(locale, main, { together }) {
  const lacks = (key) => !(key in locale.texts);
  const gaps = Object.keys(main.texts).filter(lacks);
  if (!gaps.length) return locale;
  const named = numbers.map((n) => locale.plurals[n] + main.plurals[n]);
  const pairs = [...new Set(named)];
  const spread = (text, which) => (typeof text === 'string' ? text : pairs.map((pair) => text[pair[which]]));
  const groups = together.filter((beginnings) => gaps.some((key) => beginnings.some((beginning) => key.startsWith(beginning)))).flat();
  const isMains = (key) => lacks(key) || groups.some((beginning) => key.startsWith(beginning));
  const texts = Object.keys(main.texts).map((key) => [key, isMains(key) ? spread(main.texts[key], 1) : spread(locale.texts[key], 0)]);
  return { ...locale, plurals: named.map((pair) => pairs.indexOf(pair)).join(''), texts: Object.fromEntries(texts) };
}

/** {LANGUAGE: {language, name, plurals, texts}}, the main one first. */
export async function readLocales(folder, languages) {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  const found = await Promise.all(files.map(async (file) => read(JSON.parse(await readFile(path.join(folder, file), 'utf8')), languages)));
  const main = found.find(({ language }) => language === MAIN_LANGUAGE);
  const others = found.filter((locale) => locale !== main);
  return Object.fromEntries([main, ...others.map((locale) => whole(locale, main, languages))].map((locale) => [locale.language, locale]));
}
