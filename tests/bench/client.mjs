// What a first visit costs: bytes on the wire, and the time to the first accepted answer against a bare page with one checkbox, both in
// one run on a slow phone (CPU 6 times slower, 200 kbit/s down, 400 ms latency).

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { startLink } from '../browser/link.mjs';
import { response, root, startBrowser, startServer } from '../browser/support.mjs';
import { keptOffline } from '../browser/visitor.mjs';

const RUNS = Number(process.env.RUNS ?? 3);
const BARE = '<!doctype html><html lang="ru"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>.</title>' +
  '<form><label><input type="checkbox" id="q-sources--site"> Да</label></form>';

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function slowPage(browser) {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 25_000, uploadThroughput: 25_000 });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  return { context, page, cdp };
}

async function firstAnswer(browser, url) {
  const { context, page } = await slowPage(browser);
  const start = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  const box = page.locator('#q-sources--site');
  await box.check();
  const time = performance.now() - start;
  await context.close();
  return time;
}

/** The parts of a first visit, [path, bytes], and all that came over the link, what the service worker keeps among it. */
async function wire(browser, server) {
  const link = await startLink(server);
  const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  const sizes = new Map();
  const urls = new Map();
  cdp.on('Network.responseReceived', ({ requestId, response }) => urls.set(requestId, new URL(response.url).pathname));
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength));
  await page.goto(link.url);
  await page.locator('html.app-on').waitFor();
  await keptOffline(page);
  await context.close();
  await link.close();
  return { parts: [...sizes].map(([id, size]) => [urls.get(id) ?? '?', size]), total: link.received };
}

async function repaint(browser, url) {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await page.goto(url);
  await page.locator('html.app-on').waitFor();
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  const times = await page.evaluate(async () => {
    const measured = [];
    for (let i = 0; i < 15; i += 1) {
      const start = performance.now();
      document.getElementById('q-sources--vk').click();
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      measured.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    return measured;
  });
  await context.close();
  return median(times);
}

/** Sealing a full response, on an address with TLS or this one: the first time, and then. */
async function sealing(browser, bareUrl, { url }) {
  const { context, page } = await slowPage(browser);
  await page.goto(bareUrl);
  const { wave, key } = await (await fetch(new URL('/api/v1/survey', url))).json();
  const { via, answers } = response();
  const module = await readFile(path.join(root, 'web/page/seal.mjs'), 'utf8');
  const times = await page.evaluate(async ([source, ...what]) => {
    const { seal } = await import(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
    const measured = [];
    for (let i = 0; i < 15; i += 1) {
      const start = performance.now();
      await seal(...what);
      measured.push(performance.now() - start);
    }
    return measured;
  }, [module, key, wave, '0'.repeat(32), { via, answers }]);
  await context.close();
  return { first: times[0], then: median(times.slice(1)) };
}

const server = await startServer();
const bare = createServer((request, response) => { response.setHeader('Content-Type', 'text/html'); response.end(BARE); });
await new Promise((resolve) => bare.listen(0, '127.0.0.1', resolve));
const browser = await startBrowser();
try {
  const { parts, total } = await wire(browser, server);
  for (const [path, size] of parts) console.log(`${String(size).padStart(8)} bytes  ${path}`);
  console.log(`first response           ${parts[0][1]} bytes (budget 14336)`);
  console.log(`everything, first visit  ${total} bytes, the service worker's too (budget 165000, aim 140000)`);
  const ours = [];
  const theirs = [];
  for (let i = 0; i < RUNS; i += 1) {
    theirs.push(await firstAnswer(browser, `http://127.0.0.1:${bare.address().port}/`));
    ours.push(await firstAnswer(browser, server.url));
  }
  console.log(`first answer             ${Math.round(median(ours))} ms, bare page ${Math.round(median(theirs))} ms: ratio ${(median(ours) / median(theirs)).toFixed(2)} (budget 1.3)`);
  const { first, then } = await sealing(browser, `http://127.0.0.1:${bare.address().port}/`, server);
  console.log(`sealing one response     ${first.toFixed(1)} ms the first time, then ${then.toFixed(1)} ms, at a CPU 6 times slower (no budget)`);
  console.log(`one answer to repaint    ${(await repaint(browser, server.url)).toFixed(1)} ms at a CPU 6 times slower (budget 40)`);
} finally {
  await browser.close();
  bare.close();
  await server.stop();
}
