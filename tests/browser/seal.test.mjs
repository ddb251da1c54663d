// web/page/seal.mjs: it makes the bytes of RFC 9180, and what either browser seals is opened by the server.

import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { startFirefox } from './firefox.mjs';
import { root, startBrowser, startServer } from './support.mjs';

globalThis.crypto ??= webcrypto;  // which Node.js 18 keeps for itself
const file = path.join(root, 'web/page/seal.mjs');
const { hpke, seal } = await import(file);

const bytes = (hex) => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (buffer) => Buffer.from(buffer).toString('hex');
const base64url = (buffer) => Buffer.from(buffer).toString('base64url');

// RFC 9180, A.3.1
const RECEIVER = bytes('04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0');
const SENDER = {
  private: bytes('4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb'),
  public: bytes('04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4'),
};

/** The RFC's ephemeral keys as WebCrypto has them. */
async function ephemeral() {
  const point = { kty: 'EC', crv: 'P-256', x: base64url(SENDER.public.slice(1, 33)), y: base64url(SENDER.public.slice(33)) };
  const load = (key, ...uses) => crypto.subtle.importKey('jwk', key, { name: 'ECDH', namedCurve: 'P-256' }, true, uses);
  return { publicKey: await load(point), privateKey: await load({ ...point, d: base64url(SENDER.private) }, 'deriveBits') };
}

test('with the keys of RFC 9180, A.3.1, the bytes are those of RFC 9180', async () => {
  const plain = bytes('4265617574792069732074727574682c20747275746820626561757479');
  const [encapsulated, sealed] = await hpke(RECEIVER, 'Ode on a Grecian Urn', 'Count-0', plain, await ephemeral());
  assert.equal(hex(encapsulated), hex(SENDER.public));
  assert.equal(hex(sealed), '5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434');
});

test('what is sealed begins with the id of its key, is never the same twice, and has the size of its 4 KiB', async () => {
  const id = hex(await crypto.subtle.digest('SHA-256', RECEIVER)).slice(0, 16);
  const sealed = await Promise.all(['', 'да', 'x'.repeat(4062), 'x'.repeat(4063)].map((text) =>
    seal(base64url(RECEIVER), '2026', '0'.repeat(32), { via: null, answers: { seek: text } })));
  for (const text of sealed) {
    assert.match(text, /^[\w-]+$/);
    assert.equal(hex(Buffer.from(text, 'base64url').subarray(0, 8)), id);
  }
  assert.deepEqual(sealed.map((text) => Buffer.from(text, 'base64url').length - 8 - 65 - 16), [4096, 4096, 4096, 8192]);
  assert.notEqual(sealed[0].slice(100), sealed[1].slice(100));
});

test('where the browser has no cryptography there is nothing', async () => {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
  Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
  try {
    const without = await import(`${file}?without`);
    assert.equal(await without.seal(base64url(RECEIVER), '2026', '0'.repeat(32), {}), undefined);
  } finally {
    Object.defineProperty(globalThis, 'crypto', own);
  }
});

/** In a page: seals a response for each of these texts and sends it; what the server answered. */
async function sendSealed(texts) {
  const { wave, key } = await (await fetch('/api/v1/survey')).json();
  const statuses = [];
  for (const text of texts) {
    const id = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const sealed = await seal(key, wave, id, { via: 'site', answers: { seek: text } });
    const body = JSON.stringify({ id, wave, sealed });
    const { status } = await fetch('/api/v1/responses', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    statuses.push(status);
  }
  return statuses;
}

/** Ten people, fewer than whom publish nothing, in a page of this browser; the page's own sealing cannot be called from here, so the module comes along. */
async function isOpened(browser) {
  const server = await startServer({ threshold: 10 });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    const texts = Array.from({ length: 10 }, (_, n) => `Расписание приёма ${'ё'.repeat(600 * n % 1900)} №${n}.`);
    const module = readFileSync(file, 'utf8').replaceAll('export ', '');
    const statuses = await page.evaluate(`(() => { ${module} ${sendSealed} return sendSealed(${JSON.stringify(texts)}); })()`);
    assert.deepEqual(statuses, texts.map(() => 201));
    await page.close();
    server.endWave('2026');
    const exported = server.command('export');
    for (const text of texts) assert.ok(exported.includes(text), text);
  } finally {
    await server.stop();
  }
}

for (const [name, start] of [['Chromium', startBrowser], ['Firefox', startFirefox]]) {
  test(`what ${name} seals is opened by the server, counted, and found when the wave is closed`, async () => {
    const browser = await start();
    try {
      await isOpened(browser);
    } finally {
      await browser.close();
    }
  });
}
