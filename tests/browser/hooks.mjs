// What the tests of a file share, started before them and stopped after them.

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

/** A browser for all tests of a file, and for each a server, a link to it and a visitor's context; `use` gets these three before each test. */
export function behindLink(use, { server: serverOptions, context: contextOptions } = {}) {
  let browser;
  let server;
  let link;
  let context;
  before(async () => { browser = await startBrowser(); });
  after(async () => { await browser?.close(); });
  beforeEach(async () => {
    server = await startServer(serverOptions);
    link = await startLink(server);
    context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 360, height: 640 }, ...contextOptions });
    await use(server, link, context);
  });
  afterEach(async () => {
    await context?.close();
    await link?.close();
    await server?.stop();
  });
}
