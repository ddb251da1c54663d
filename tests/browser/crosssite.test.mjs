// A page of another site tries to store responses through its visitors' browsers. What Chromium and Firefox tell the server of whose
// page it was keeps it from that, and our own page from nothing, with script and without, and where there is no TLS: there browsers
// send no Sec-Fetch-Site, and Origin decides. (opros.test and other.test lead to this machine.)

import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { startFirefox } from './firefox.mjs';
import { eventually, response, startBrowser, startServer } from './support.mjs';

const TRIES = 20;

let server;
let between;
let evil;
const browsers = {};

const listening = (listener) => new Promise((resolve) => { listener.listen(0, '127.0.0.1', () => resolve(listener)); });
const portOf = (listener) => listener.address().port;

/** Between browsers and the server: notes what every POST was answered, and can keep scripts from the page. */
function watch() {
  const posts = [];
  const listener = http.createServer((request, reply) => {
    const { hostname, port } = new URL(server.url);
    const headers = { ...request.headers, 'save-data': 'on' };  // so that the plain form stays
    request.pipe(http.request({ hostname, port, path: request.url, method: request.method, headers }, (answer) => {
      if (request.method === 'POST') posts.push(answer.statusCode);
      reply.writeHead(answer.statusCode, { ...answer.headers, ...(listener.isScriptless && { 'content-security-policy': "script-src 'none'" }) });
      answer.pipe(reply);
    }));
  });
  return Object.assign(listener, { posts });
}

before(async () => {
  server = await startServer();
  between = await listening(watch());
  evil = await listening(http.createServer((request, reply) => {
    reply.setHeader('content-type', 'text/html');
    reply.end('<!doctype html><title>another site</title><body>');
  }));
  const chromium = await startBrowser('--host-resolver-rules=MAP *.test 127.0.0.1');
  browsers.Chromium = { newPage: async (isScriptless) => (await chromium.newContext({ javaScriptEnabled: !isScriptless })).newPage(), close: () => chromium.close() };
  browsers.Firefox = await startFirefox({ 'network.dns.localDomains': 'opros.test,other.test' });
});
after(async () => {
  for (const browser of Object.values(browsers)) await browser.close();
  for (const listener of [evil, between]) listener?.close();
  await server?.stop();
});

/** In a page of another site: half of the tries by forms, some of which have no origin, half by fetch. */
function attack([target, tries]) {
  const fields = (n) => ({ id: `${n}`.padStart(32, '0'), wave: '2026', sex: 'female' });
  const form = (n, more) => `<form method="post" action="${target}" ${more}>${Object.entries(fields(n))
    .map(([name, value]) => `<input name="${name}" value="${value}">`).join('')}</form>`;
  for (let n = 0; n < tries; n += 4) {
    document.body.insertAdjacentHTML('beforeend', `<iframe name="frame${n}"></iframe>${form(n, `target="frame${n}"`)}`);
    document.body.lastElementChild.submit();
    const sandbox = document.createElement('iframe');
    sandbox.sandbox = 'allow-forms allow-scripts';
    sandbox.srcdoc = `${form(n + 1, '')}<script>document.forms[0].submit()</script>`;
    document.body.append(sandbox);
    const send = (address, body) => fetch(address, { method: 'POST', mode: 'no-cors', body }).catch(() => {});
    send(target, new URLSearchParams(fields(n + 2)));
    send(`${target}api/v1/responses`, JSON.stringify({ id: fields(n + 3).id, wave: '2026', answers: { sex: 'female' } }));
  }
}

for (const name of ['Chromium', 'Firefox']) {
  for (const [what, host, own] of [
    ['another port', '127.0.0.1', '127.0.0.1'], ['another name', 'localhost', '127.0.0.1'], ['another name, without TLS', 'other.test', 'opros.test'],
  ])
    test(`${name}: a page on ${what} stores nothing, however it tries, and its visitor is told`, async () => {
      const target = `http://${own}:${portOf(between)}/`;
      const page = await browsers[name].newPage();
      await page.goto(`http://${host}:${portOf(evil)}/`);
      between.posts.length = 0;
      await page.evaluate(attack, [target, TRIES]);
      await eventually(() => between.posts.length === TRIES, 15, () => `all tries arrive: ${between.posts}`);
      assert.deepEqual(new Set(between.posts), new Set([403]));
      await page.evaluate(() => {
        document.forms[0].target = '';
        document.forms[0].submit();
      });
      await eventually(() => page.title().then((title) => title === 'Ответы пришли не со страницы опроса', () => false));
      assert.equal(server.stored(), 0);
      await page.close();
    });
}

for (const name of ['Chromium', 'Firefox']) {
  for (const [what, host, isScriptless] of [['with script', '127.0.0.1', false], ['without script', '127.0.0.1', true], ['without TLS', 'opros.test', true]])
    test(`${name}: our own page stores, ${what}`, async () => {
      const before = server.stored();
      between.isScriptless = isScriptless;
      const page = await browsers[name].newPage(isScriptless);
      await page.goto(`http://${host}:${portOf(between)}/`);
      await page.click('#q-sources--site');
      await page.click('.send button');
      await eventually(async () => new URL(page.url()).pathname === '/thanks');
      assert.equal(server.stored(), before + 1);
      await page.close();
    });

  test(`${name}: a fetch by our own page stores, without TLS`, async () => {
    between.isScriptless = false;
    const page = await browsers[name].newPage();
    await page.goto(`http://opros.test:${portOf(between)}/thanks`);
    assert.equal(await page.evaluate(async (body) => {
      const answer = await fetch('/api/v1/responses', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
      return answer.status;
    }, JSON.stringify(response())), 201);
    await page.close();
  });
}
