// Makes build/web, what the server serves: hashed names, compressed forms, and index.json that tells the server which is which.
//   node bundle.mjs WASM-FOLDER OUTPUT-FOLDER

import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { build, transform } from 'esbuild';

const here = import.meta.dirname;
const root = path.join(here, '../..');
const [wasmFolder, target] = process.argv.slice(2);
const output = `${target}.new`;
const index = { files: {}, styles: {}, head: 'inline/head.html', tail: 'inline/tail.html' };

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

const types = {
  '.js': 'text/javascript; charset=utf-8', '.wasm': 'application/wasm', '.json': 'application/json', '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/** Writes one file and its compressed forms; a hashed name never changes its content. Returns the address. */
async function publish(name, content, hashed = true) {
  const bytes = Buffer.from(content);
  const { dir, name: stem, ext } = path.parse(name);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const file = hashed ? path.join(dir, `${stem}-${hash}${ext}`) : name;
  await mkdir(path.join(output, dir), { recursive: true });
  await writeFile(path.join(output, file), bytes);
  await writeFile(path.join(output, `${file}.br`), await brotli(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }));
  await writeFile(path.join(output, `${file}.gz`), await gzip(bytes, { level: 9 }));
  index.files[`/${file}`] = { file, type: types[ext], immutable: hashed };
  return `/${file}`;
}

/** The tokens of assets/look.json as custom properties, light and dark. */
async function tokens() {
  const look = JSON.parse(await readFile(path.join(root, 'assets/look.json'), 'utf8'));
  const rule = (scheme) => `:root{${Object.entries(look[scheme]).map(([name, value]) => `--${name}:${value}`).join(';')}}`;
  return `${rule('light')}@media (prefers-color-scheme: dark){${rule('dark')}}`;
}

async function inlineStyle(name, ...sheets) {
  const parts = await Promise.all(sheets.map((sheet) => readFile(path.join(here, sheet), 'utf8')));
  const { code } = await transform((await tokens()) + parts.join('\n'), { loader: 'css', minify: true, target: 'chrome80' });
  await writeFile(path.join(output, 'inline', `${name}.css`), code.trim());
  index.styles[name] = `inline/${name}.css`;
}

await rm(output, { recursive: true, force: true });
await mkdir(path.join(output, 'inline'), { recursive: true });
await inlineStyle('form', 'base.css', 'form.css');
await inlineStyle('report', 'base.css', 'report.css');

const wasm = await publish('a/app.wasm', await readFile(path.join(wasmFolder, 'app.wasm')));
const locales = {};
for (const file of await readdir(path.join(root, 'assets/locales'))) {
  const locale = JSON.parse(await readFile(path.join(root, 'assets/locales', file), 'utf8'));
  // The app needs its own texts only; pages come from the server with theirs.
  locale.texts = Object.fromEntries(Object.entries(locale.texts).filter(([key]) => /^(app|problem|redaction|report)\./.test(key)));
  locales[locale.language] = await publish(`a/${locale.language}.json`, JSON.stringify(locale));
}
const bundled = await build({
  entryPoints: [path.join(here, 'main.mjs')], bundle: true, minify: true, format: 'esm', target: 'es2022', write: false,
  loader: { '.css': 'text' }, define: { WASM: JSON.stringify(wasm), LOCALES: JSON.stringify(locales) },
});
const script = await publish('a/app.js', bundled.outputFiles[0].contents);
const icon = await publish('a/icon.svg', await readFile(path.join(root, 'assets/icons/icon.svg')));
await writeFile(path.join(output, 'inline/head.html'), `<link rel="icon" type="image/svg+xml" href="${icon}">`);
await writeFile(path.join(output, 'inline/tail.html'), `<script type="module" src="${script}"></script>`);
await writeFile(path.join(output, 'index.json'), JSON.stringify(index, null, 2));
await rm(target, { recursive: true, force: true });
await rename(output, target);
