// Makes build/web, what the server serves: hashed names, compressed forms, and index.json that tells the server which is which.
//   node bundle.mjs WASM-FOLDER OUTPUT-FOLDER [LOCALES-FOLDER]

import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { build, transform } from 'esbuild';
import { MAIN_LANGUAGE, readLocales } from './locales.mjs';

const here = fileURLToPath(new URL('.', import.meta.url)); // Debian 12's Node.js has no import.meta.dirname
const root = path.join(here, '../..');
const [wasmFolder, target, localesFolder = path.join(root, 'assets/locales')] = process.argv.slice(2);
const output = `${target}.new`;
const index = { files: {}, styles: {}, script: 'inline/view.js', head: 'inline/head.html', tail: 'inline/tail.html',
  reportTail: 'inline/report-tail.html' };

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

const compressedSize = new Map();

const types = {
  '.js': 'text/javascript; charset=utf-8', '.wasm': 'application/wasm', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 10);
/** What these files together are called: another name as soon as one of them changes. */
const versionOf = (addresses) => hashOf(JSON.stringify(addresses));

/** Writes one file and its compressed forms; a hashed name never changes its content. Returns the address. */
async function publish(name, content, hashed = true) {
  const bytes = Buffer.from(content);
  const { dir, name: stem, ext } = path.parse(name);
  const hash = hashOf(bytes);
  const file = hashed ? path.join(dir, `${stem}-${hash}${ext}`) : name;
  await mkdir(path.join(output, dir), { recursive: true });
  await writeFile(path.join(output, file), bytes);
  const compressed = await brotli(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } });
  compressedSize.set(`/${file}`, compressed.length);
  await writeFile(path.join(output, `${file}.br`), compressed);
  await writeFile(path.join(output, `${file}.gz`), await gzip(bytes, { level: 9 }));
  index.files[`/${file}`] = { file, type: types[ext], immutable: hashed };
  return `/${file}`;
}

const locales = await readLocales(localesFolder, JSON.parse(await readFile(path.join(root, 'assets/languages.json'), 'utf8')));

const look = JSON.parse(await readFile(path.join(root, 'assets/look.json'), 'utf8'));

/**
 * The tokens of assets/look.json as custom properties: what the visitor's system asks for, or the scheme that an element names. `--scheme`
 * tells the painting which it is, in the order of the alphabet.
 */
function tokens() {
  const properties = (scheme) => [...Object.entries(look[scheme]).map(([name, value]) => `--${name}:${value}`),
    `--scheme:${Object.keys(look).sort().indexOf(scheme)}`, `color-scheme:${/^(dark|white-on-black)$/.test(scheme) ? 'dark' : 'light'}`].join(';');
  const asked = (scheme) => `:root:not([data-scheme]),[data-scheme=standard]{${properties(scheme)}}`;
  const chosen = Object.keys(look).filter((scheme) => scheme !== 'light').map((scheme) => `[data-scheme=${scheme}]{${properties(scheme)}}`);
  return [asked('light'), `@media (prefers-color-scheme: dark){${asked('dark')}}`,
    `@media (prefers-contrast: more){${asked('black-on-white')}}`,
    `@media (prefers-contrast: more) and (prefers-color-scheme: dark){${asked('white-on-black')}}`, ...chosen,
    `@media print{:root:root{${properties('light')}}}`].join('');
}

async function writeStyle(name, sheet) {
  const { code } = await transform(sheet, { loader: 'css', minify: true, target: 'chrome80' });
  await writeFile(path.join(output, 'inline', `${name}.css`), code.trim());
  index.styles[name] = `inline/${name}.css`;
}

async function inlineStyle(name, sheets, more = '') {
  const parts = await Promise.all(sheets.map((sheet) => readFile(path.join(here, sheet), 'utf8')));
  await writeStyle(name, tokens() + parts.join('\n') + more);
}

/** What does not count says so on every printed sheet, in the page's language. */
const sheetMarks = () => Object.values(locales).flatMap(({ language, texts }) => ['made-up', 'trial'].map((kind) =>
  `@page ${kind}-${language} { @top-left { content: ${JSON.stringify(texts[`mark.${kind}-sheet`])}; font: 600 9pt system-ui, sans-serif; } }` +
  `@media print { :lang(${language}) body:has(.${kind}) { page: ${kind}-${language}; } }`)).join('\n');

/** A sheet for pictures that leave the page, whose readers know no custom properties. */
async function plainStyle(name, sheet) {
  const text = await readFile(path.join(here, sheet), 'utf8');
  await writeStyle(name, text.replace(/var\(--([a-z0-9-]+)\)/g, (_, token) => look.light[token]));
}

await rm(output, { recursive: true, force: true });
await mkdir(path.join(output, 'inline'), { recursive: true });
await inlineStyle('form', ['base.css', 'form.css']);
await inlineStyle('report', ['base.css', 'charts.css', 'report.css'], sheetMarks());
await plainStyle('charts', 'charts.css');

const limits = JSON.parse(await readFile(path.join(root, 'assets/limits.json'), 'utf8'));
const RESPONSES_IN_A_REQUEST = limits['responses-in-a-request'];

/** A sheet that a script brings, as a text. */
const sheets = {
  name: 'sheets',
  setup: ({ onLoad }) => onLoad({ filter: /\.css$/ }, async (sheet) => {
    const { code } = await transform(await readFile(sheet.path, 'utf8'), { loader: 'css', minify: true });
    return { contents: code.trim(), loader: 'text' };
  }),
};

const bundled = async (entry, define = {}, options = {}) => {
  const { outputFiles } = await build({
    entryPoints: [path.join(here, entry)], bundle: true, minify: true, format: 'esm', target: 'es2022', write: false,
    plugins: [sheets], ...options,
    define: Object.fromEntries(Object.entries({ MAIN_LANGUAGE, RESPONSES_IN_A_REQUEST, ...define }).map(([name, value]) => [name, JSON.stringify(value)])),
  });
  return outputFiles[0].contents;
};

/** The texts that `keys` names, a file a language; pages come from the server with theirs. */
async function publishTexts(prefix, keys) {
  const published = {};
  for (const { language, plurals, texts: all } of Object.values(locales)) {
    const texts = Object.fromEntries(Object.entries(all).filter(([key]) => keys.test(key)));
    published[language] = await publish(`a/${prefix}${language}.json`, JSON.stringify({ language, plurals, texts }));
  }
  return published;
}

const LANGUAGES = Object.fromEntries(Object.values(locales).map(({ language, name }) => [language, name]));
// Without problems that no response on the device is refused for. Results come from the server in words; days and numbers are told here.
const LOCALES = await publishTexts('', /^((app|draft|measure|outbox|redaction)\.|form\.open-hint|problem\.(?!bad-encoding|too-many|unavailable)|report\.(date|decimal-mark|month)|results\.index-interval)/);
const KIOSK_LOCALES = await publishTexts('kiosk-', /^(kiosk|staff)\./);
const PLAIN_LOCALES = await publishTexts('plain-', /^(form|problem)\./);

/** A module of web/, which imports from the page and from its own runtime alone: emcc takes whatever nobody defined for an import, too. */
async function moduleOf(name) {
  const bytes = await readFile(path.join(wasmFolder, `${name}.wasm`));
  const runtime = ['emscripten_notify_memory_growth', 'proc_exit'];
  const undefinedOnes = WebAssembly.Module.imports(new WebAssembly.Module(bytes)).filter(({ module, name: each }) => module !== 'otklik' && !runtime.includes(each));
  if (undefinedOnes.length) throw new Error(`${name}.wasm uses what nothing defines: ${undefinedOnes.map(({ name: each }) => each).join(', ')}`);
  return publish(`a/${name}.wasm`, bytes);
}
const WASM = await moduleOf('app');
const WASM_ALL = await moduleOf('app-all');
const APP = await publish('a/app.js', await bundled('app/host.mjs'));
const PLAIN_WASM = await moduleOf('plain');
const PLAIN = await publish('a/plain.js', await bundled('plain/reader.mjs'));
const KIOSK = await publish('a/kiosk.js', await bundled('kiosk/kiosk.mjs', { LANGUAGES, KIOSK_LOCALES, LOCALES, PLAIN, PLAIN_LOCALES, PLAIN_WASM, VERSION: versionOf([WASM, WASM_ALL, APP, ...Object.values(LOCALES)]) }));
const APP_SIZE = Math.ceil(([WASM, APP].reduce((sum, address) => sum + compressedSize.get(address), 0)) / 1000);
const PAGE_SCRIPT = await publish('a/page.js', await bundled('main.mjs', { APP, APP_SIZE, KIOSK, KIOSK_LOCALES, LOCALES, PLAIN, PLAIN_LOCALES, PLAIN_WASM, WASM, WASM_ALL },
  { external: ['/a/*'] }));

const icon = await publish('a/icon.svg', await readFile(path.join(root, 'assets/icons/icon.svg')));
const png = async (name) => publish(`a/${name}.png`, await readFile(path.join(root, `assets/icons/${name}.png`)));
const icons = await Promise.all([['icon-192', 192, 'any'], ['icon-512', 512, 'any'], ['icon-maskable', 512, 'maskable']].map(
  async ([name, size, purpose]) => ({ src: await png(name), sizes: `${size}x${size}`, type: 'image/png', purpose })));
const { [MAIN_LANGUAGE]: { texts }, ...others } = locales;
const inOthers = (key) => Object.fromEntries(Object.values(others).map((locale) => [locale.language, locale.texts[key]]).filter(([, text]) => text !== texts[key]));
const manifest = await publish('manifest.webmanifest', JSON.stringify({
  id: '/', start_url: '/', scope: '/', display: 'standalone', lang: MAIN_LANGUAGE, name: texts['page.name'], short_name: texts['page.short-name'],
  name_localized: inOthers('page.name'), short_name_localized: inOthers('page.short-name'),
  background_color: look.light.paper, theme_color: look.light.accent, icons,
}), false);

await publish('results.schema.json', await readFile(path.join(root, 'assets/schemas/report.json')), false);
const description = JSON.parse(await readFile(path.join(root, 'assets/schemas/openapi.json'), 'utf8'));
description.components.parameters.lang.schema.examples = Object.keys(locales);
await publish('api/v1/openapi.json', `${JSON.stringify(description, null, 2)}\n`, false);
index.card = await publish('a/card.png', await readFile(path.join(root, 'assets/icons/card.png')));
const CORE = [PAGE_SCRIPT, icon, manifest];
const FILES = Object.keys(index.files).filter((file) => !file.endsWith('.png')).sort();
const VERSION = versionOf(FILES);
await publish('sw.js', await bundled('offline/worker.mjs', { APP_FILES: [APP], CORE, FILES, LOCALES, PAGE_SCRIPT, VERSION }), false);

const script = Buffer.from(await bundled('view.mjs', {}, { format: 'iife' })).toString().trim();
await writeFile(path.join(output, 'inline/view.js'), script);
await writeFile(path.join(output, 'inline/head.html'), `<script>${script}</script><link rel="icon" type="image/svg+xml" href="${icon}">` +
  `<link rel="apple-touch-icon" href="${icons[0].src}"><link rel="manifest" href="${manifest}">`);
await writeFile(path.join(output, 'inline/report-tail.html'), `<script type="module" src="${await publish('a/report.js', await bundled('report.mjs'))}"></script>`);
await writeFile(path.join(output, 'inline/tail.html'), `<script type="module" src="${PAGE_SCRIPT}"></script>`);
await writeFile(path.join(output, 'index.json'), JSON.stringify(index, null, 2));
await rm(target, { recursive: true, force: true });
await rename(output, target);
