// What the tests of a file share, started before them and stopped after them.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach } from 'node:test';
import { startLink } from './link.mjs';
import { startBrowser, startServer } from './support.mjs';

/** A server, started with `options`, and a browser for all tests of a file; `use` gets them before the first. */
export function shareServerAndBrowser(use, options) {
  let server;
  let browser;
  before(async () => {
    server = await startServer(options);
    browser = await startBrowser();
    use(server, browser);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
}

/** Opens the wave 2026 of `survey`, a definition, on a server that has none. */
export function openWaveOf(server, survey) {
  const folder = mkdtempSync(path.join(tmpdir(), 'otklik-survey-'));
  const definition = path.join(folder, 'survey.json');
  writeFileSync(definition, JSON.stringify(survey));
  server.openWave('2026', { definition });
  rmSync(folder, { recursive: true });
}

/** As shareServerAndBrowser, with a wave of `survey`. */
export const shareServerOf = (survey, use, options) => shareServerAndBrowser((server, browser) => {
  openWaveOf(server, survey);
  use(server, browser);
}, { wave: false, ...options });

/** What the console is told of a link that is not there, or of a worker's script that somebody between answers for: the tests do that. */
const NO_LINK = new RegExp('^(TypeError: |SecurityError: )?(Failed to (load resource|fetch|register a ServiceWorker)|' +
  'An unknown error occurred when fetching the script|A bad HTTP response code|The script has an unsupported MIME type)');

/** What goes wrong in the pages of a context: errors that nobody caught, and what the console is told. */
function troublesOf(context) {
  const troubles = [];
  context.on('weberror', (error) => troubles.push(error.error().stack));
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !NO_LINK.test(message.text())) troubles.push(message.text());
  });
  return troubles;
}

/**
 * A browser for all tests of a file, and for each a server, a link to it and a visitor's context; `use` gets these three before each
 * test. A test whose pages had troubles fails.
 */
export function behindLink(use, { server: serverOptions, context: contextOptions } = {}) {
  let browser;
  let server;
  let link;
  let context;
  let troubles;
  before(async () => { browser = await startBrowser(); });
  after(async () => { await browser?.close(); });
  beforeEach(async () => {
    server = await startServer(serverOptions);
    link = await startLink(server);
    context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 360, height: 640 }, ...contextOptions });
    troubles = troublesOf(context);
    await use(server, link, context);
  });
  afterEach(async () => {
    await context?.close();
    await link?.close();
    await server?.stop();
    assert.deepEqual(troubles, []);
  });
}
