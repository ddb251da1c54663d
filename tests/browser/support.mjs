// The real server with a database of its own, and a real Chromium.

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = fileURLToPath(new URL('../..', import.meta.url)); // Debian 12's Node.js has no import.meta.dirname
const otklik = process.env.OTKLIK ?? path.join(root, 'build/native/otklik');
const outputFolder = path.join(root, 'build/test-output');

export const survey = path.join(root, 'assets/surveys/order-50-01-05-62.json');

/** Runs one command of the server's program, with nobody at the terminal; its standard output. */
export function command(data, ...words) {
  return execFileSync(otklik, [...words, '--data', data], { encoding: 'utf8', stdio: 'pipe' });
}
/** What a terminal's address names for the staff's PIN. */
export function pinPart(digits) {
  const line = execFileSync(otklik, ['kiosk-pin'], { encoding: 'utf8', stdio: 'pipe', input: `${digits}\n${digits}\n` });
  return `#pin=${/PIN='(.*)'/.exec(line)[1]}`;
}
/** A file for a wave's ballot key, which may not lie in the data folder: beside it. */
const keyFile = (data, id) => ['--key-file', `${data}-${id}-key.txt`];

/** Opens a wave, with `ifNone` only where none is open; a trial keeps its ballot key itself. */
export const openWave = (data, id, { definition = survey, threshold, trial = false, ifNone = false } = {}) =>
  command(data, 'wave', 'open', id, '--survey', definition, ...(threshold ? ['--threshold', String(threshold)] : []),
    ...(ifNone ? ['--if-none'] : []), ...(trial ? ['--trial'] : keyFile(data, id)));
/** Offers an ordinary wave no more. */
export const stopWave = (data, id) => command(data, 'wave', 'stop', id, ...keyFile(data, id));
/** Publishes the figures of an ordinary wave that is stopped. */
export const closeWave = (data, id) => command(data, 'wave', 'close', id, ...keyFile(data, id));

/** How many responses were ever stored: read from a copy, as nothing else may open the live file. */
export function storedIn(data) {
  const copy = path.join(data, `copy-${Date.now()}-${Math.random()}.db`);
  command(data, 'backup', copy);
  // A copy has nothing of what waits but its number: for whoever restores it that is lost.
  const count = execFileSync('sqlite3', [copy, 'SELECT ifnull(sum(mixed + discarded + lost), 0) FROM turnout'], { encoding: 'utf8' });
  rmSync(copy);
  return Number(count);
}

export const webFolder = path.join(root, 'build/web');
const localesFolder = path.join(root, 'assets/locales');

/**
 * Starts the server on `port`, or a free one, with an open wave 2026, or with a demonstration made by these flags; `stop` ends it and removes
 * its data. It speaks the languages of the folder `locales`, and so does the client in the folder `web`. A `trial` has figures while it is
 * open, any other wave once it is closed. `kill`, and `restart` (which may serve another client's folder), keep the data; what is started
 * again without a port has another.
 */
export async function startServer({ threshold, trial = false, demonstration, wave = !demonstration, flags = [], port = 0, web: ownWeb = webFolder, locales = localesFolder } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'otklik-browser-'));
  const data = path.join(folder, 'data');
  mkdirSync(data);
  if (wave) openWave(data, '2026', { threshold, trial });
  if (demonstration) command(data, 'demo', '--survey', survey, ...demonstration);
  mkdirSync(outputFolder, { recursive: true });
  let child;
  const end = async (signal) => {
    if (!child) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
    child = undefined;
  };
  const server = {
    data,
    async start(web = ownWeb, at = 0) {
      const crowd = flags.includes('--responses-per-hour') ? [] : ['--responses-per-hour', '100000'];  // a test sends as much as many visitors
      child = spawn(otklik, ['serve', '--create', '--data', data, '--port', String(at), '--web', web, '--locales', locales, ...crowd, ...flags],
        { stdio: ['ignore', 'pipe', 'inherit'] });
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      server.logged = async () => JSON.parse((await lines.next()).value);  // the next line of its log
      server.url = (await server.logged()).address;
    },
    kill: () => end('SIGKILL'),
    async restart(web) {
      await end('SIGTERM');
      await server.start(web);
    },
    command: (...words) => command(data, ...words),
    openWave: (id, options) => openWave(data, id, options),
    stopWave: (id) => stopWave(data, id),
    closeWave: (id) => closeWave(data, id),
    /** Ends a wave for good. */
    endWave(id) {
      stopWave(data, id);
      closeWave(data, id);
    },
    stored: () => storedIn(data),
    output: (name) => path.join(outputFolder, name),
    async stop() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true });
    },
  };
  await server.start(ownWeb, port);
  return server;
}

/**
 * Another server where `server` was, while `work(other)` runs: another folder behind the same address, as after a mistake at a start.
 * Then `server` is back, with what it had.
 */
export async function inPlaceOf(server, options, work) {
  const port = Number(new URL(server.url).port);
  await server.kill();
  const other = await startServer({ ...options, port });
  try {
    await work(other);
  } finally {
    await other.stop();
    await server.start(webFolder, port);
  }
}

/** Another version of the client: the same, built round modules with other bytes. Returns its folder. */
export function buildNextVersion(folder, mark) {
  const wasm = path.join(folder, 'wasm');
  mkdirSync(wasm, { recursive: true });
  const name = Buffer.from(mark);
  const section = Buffer.concat([Buffer.from([0, name.length + 1, name.length]), name]);  // a custom section, which changes nothing
  for (const module of ['app.wasm', 'app-all.wasm', 'plain.wasm'])
    writeFileSync(path.join(wasm, module), Buffer.concat([readFileSync(path.join(root, 'build/wasm/web', module)), section]));
  const web = path.join(folder, 'web');
  buildClient(wasm, web);
  return web;
}

/** The client in the folder `web`, of these modules and the languages of a folder. */
export const buildClient = (wasm, web, locales = localesFolder) =>
  execFileSync(process.execPath, [path.join(root, 'web/page/bundle.mjs'), wasm, web, locales]);

const browserOptions = {
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
};
export const startBrowser = (...flags) => chromium.launch({ ...browserOptions, args: [...browserOptions.args, ...flags] });
/** A browser whose profile stays in `folder`, as on a visitor's device. */
export const startDevice = (folder, options = {}) => chromium.launchPersistentContext(folder, { ...browserOptions, locale: 'ru-RU', ...options });

const pick = (values) => values[Math.floor(Math.random() * values.length)];

/** A full, valid, varied response. */
export function response(wave = '2026') {
  const rows = (values) => Object.fromEntries(['site', 'vk', 'ok'].map((row) => [row, pick(values)]));
  const hex = () => Math.floor(Math.random() * 16).toString(16);
  return {
    id: Array.from({ length: 32 }, hex).join(''), wave, via: pick(['site', 'vk', 'ok', null]),
    answers: {
      sources: pick([['site'], ['site', 'vk'], ['vk', 'ok']]), frequency: rows(['always', 'sometimes', 'never', 'hard-to-say']),
      findability: rows(['yes', 'no', 'hard-to-say']), ease: rows(['1', '2', '3', '4', '5']), seek: 'Где найти расписание приёма?',
      'change-content': 'Больше новостей.', demand: 'Программы поддержки.', 'change-pages': 'Чаще обновлять.',
      satisfaction: rows(['2', '3', '4', '5']), status: pick(['citizen', 'company', 'media']), sex: pick(['male', 'female']),
      age: pick(['18-25', '26-35', '36-45', '46-55', '56-65', '66-plus']), education: pick(['secondary', 'vocational', 'higher']),
    },
  };
}

/** Sends `count` responses, up to 100 a request. */
export async function sendResponses(url, count, wave = '2026') {
  for (let left = count; left > 0; left -= 100) {
    const body = JSON.stringify(Array.from({ length: Math.min(100, left) }, () => response(wave)));
    const answer = await fetch(new URL('/api/v1/responses', url), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    const { results } = await answer.json();
    for (const { status } of results) if (status !== 201) throw new Error(`a response was answered with ${status}`);
  }
}

/** Resolves to what `holds()` gives once that is true; after `seconds` it fails with `what`, words or what gives them. */
export async function eventually(holds, seconds = 15, what = holds.toString()) {
  for (const until = Date.now() + seconds * 1000; ;) {
    const value = await holds();
    if (value) return value;
    if (Date.now() > until) throw new Error(`never came true: ${typeof what === 'function' ? what() : what}`);
    await sleep(50);
  }
}
