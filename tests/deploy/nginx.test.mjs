// The shipped site in Debian's nginx, before the server as its unit starts it: what visitors get, what they cannot do, and
// that nothing is written about them. Visitors come from addresses of 127.77.0.0/16.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import http2 from 'node:http2';
import net from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompressSync } from 'node:zlib';
import { eventually, openWave, response, root, storedIn } from '../browser/support.mjs';
import { ask, connect, freePort, machine, makeStateFolders, sendRaw, startNginx, startServer } from './support.mjs';

const HOUR = 100; // responses from one address
const KIB = 1024;
const API = '/api/v1/responses';
const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

let place;
let ports;
let server;
let nginx;
const serve = () => startServer(place, ports.upstream, ['--responses-per-hour', String(HOUR)]);
before(async () => {
  place = machine('server');
  ports = { tls: await freePort(), plain: await freePort(), upstream: await freePort() };
  const [data] = makeStateFolders(place, 'otklik.service');
  openWave(data, '2026');
  server = await serve();
  nginx = await startNginx(place, ports);
});
after(async () => {
  await nginx?.stop();
  await server?.stop();
  place?.remove();
});

const get = (from, address, headers) => ask(ports.tls, from, address, { headers });
const post = (from, body, headers = JSON_TYPE, address = API) => ask(ports.tls, from, address, { method: 'POST', headers, body });
const one = (from, headers) => post(from, JSON.stringify(response()), { ...JSON_TYPE, ...headers });
const isProblem = ({ status, headers, body }, expected) => {
  assert.equal(status, expected);
  assert.equal(headers['content-type'], 'application/problem+json');
  assert.equal(JSON.parse(body).status, expected);
};
const stored = () => storedIn(place.at('/var/lib/otklik'));
/** Connections that the server holds open. */
const heldByServer = () => readFileSync('/proc/net/tcp', 'utf8').split('\n')
  .filter((line) => new RegExp(`^ *\\d+: \\w+:${ports.upstream.toString(16).padStart(4, '0').toUpperCase()} \\w+:\\w+ 01 `).test(line)).length;
/** The head of a request whose body never comes as a whole. */
const begun = (address = API) => `POST ${address} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 4096\r\n\r\n{`;

test('The form comes over HTTP/2, compressed by the server, and tells browsers to stay with TLS', async () => {
  const { status, headers, body, protocol } = await get('127.77.1.1', '/', { 'accept-encoding': 'br' });
  assert.equal(status, 200);
  assert.equal(protocol, 'h2');
  assert.equal(headers['content-encoding'], 'br');
  assert.match(brotliDecompressSync(body).toString(), /<form/);
  assert.match(headers['strict-transport-security'], /^max-age=\d{8}/);
  assert.match(headers['content-security-policy'], /default-src 'none'/);
  assert.equal(headers.server, 'nginx');
  const plain = await get('127.77.1.1', '/');
  assert.equal(plain.headers['content-encoding'], undefined);
});

test('Port 80 leads to TLS and answers nothing else; certbot finds its folder', async () => {
  const said = await sendRaw(net.connect({ port: ports.plain, host: '127.0.0.1', localAddress: '127.77.1.2' }),
    'GET /results?wave=2026 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  assert.match(said, /^HTTP\/1.1 301 /);
  assert.match(said, /\r\nLocation: https:\/\/localhost\/results\?wave=2026\r\n/);
  const asked = await sendRaw(net.connect({ port: ports.plain, host: '127.0.0.1', localAddress: '127.77.1.2' }),
    'GET /.well-known/acme-challenge/none HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  assert.match(asked, /^HTTP\/1.1 404 /);
});

test('TLS 1.2 and newer, without tickets', async () => {
  const handshake = (options) => new Promise((resolve, reject) => {
    const socket = connect(ports.tls, '127.77.1.3', options);
    socket.once('error', reject).once('secureConnect', () => { resolve(socket.getProtocol()); socket.destroy(); });
    socket.on('session', () => {});
  });
  assert.equal(await handshake({ maxVersion: 'TLSv1.2' }), 'TLSv1.2');
  assert.equal(await handshake({}), 'TLSv1.3');
  await assert.rejects(handshake({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }));
  const ticket = await new Promise((resolve, reject) => {
    const socket = connect(ports.tls, '127.77.1.3', { maxVersion: 'TLSv1.2' });
    socket.once('error', reject).once('secureConnect', () => { resolve(socket.getTLSTicket()); socket.destroy(); });
  });
  assert.equal(ticket, undefined);
});

test('A response and a form are stored, a repeat once', async () => {
  const before = stored();
  const body = JSON.stringify(response());
  assert.equal((await post('127.77.2.1', body)).status, 201);
  assert.equal((await post('127.77.2.1', body)).status, 200);
  const form = await post('127.77.2.1', new URLSearchParams({ id: 'a'.repeat(32), wave: '2026', 'q-sex': 'female' }).toString(), FORM_TYPE, '/');
  assert.equal(form.status, 303);
  assert.equal(form.headers.location, '/thanks?wave=2026');
  assert.equal(stored(), before + 2);
});

test("A page of another site stores nothing; the site's own page does, also at a port that it names", async () => {
  const before = stored();
  const form = () => new URLSearchParams({ id: response().id, wave: '2026', 'q-sex': 'female' }).toString();
  const own = `https://localhost:${ports.tls}`;
  for (const headers of [
    { origin: 'https://evil.example' }, { origin: 'https://localhost' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site', origin: own },
    { 'sec-fetch-site': 'same-site' },
  ]) {
    isProblem(await one('127.77.2.4', headers), 403);
    const page = await post('127.77.2.4', form(), { ...FORM_TYPE, ...headers }, '/');
    assert.equal(page.status, 403);
    assert.match(page.body.toString(), /не со страницы опроса/);
  }
  assert.equal(stored(), before);
  for (const headers of [{}, { origin: own }, { 'sec-fetch-site': 'same-origin', origin: own }, { 'sec-fetch-site': 'none' }]) {
    assert.equal((await one('127.77.2.4', headers)).status, 201);
    assert.equal((await post('127.77.2.4', form(), { ...FORM_TYPE, ...headers }, '/')).status, 303);
  }
  assert.equal(stored(), before + 8);
});

test('HTTP/1.0 is answered where it names the site, as everybody has to', async () => {
  const ask = (host) => sendRaw(connect(ports.tls, '127.77.2.5'), `GET /healthz HTTP/1.0\r\n${host}\r\n`);
  assert.match(await ask('Host: localhost\r\n'), /^HTTP\/1.1 200 /);
  assert.equal(await ask(''), '');
});

test('What has not changed is a 304', async () => {
  const first = await get('127.77.2.2', '/api/v1/aggregates', { 'accept-encoding': 'gzip' });
  assert.equal(first.status, 200);
  assert.match(first.headers.etag, /^W\/"[^"]+"$/);
  const second = await get('127.77.2.2', '/api/v1/aggregates', { 'if-none-match': first.headers.etag });
  assert.equal(second.status, 304);
  assert.equal(second.headers.etag, first.headers.etag);
  assert.equal(second.body.length, 0);
});

test("The server's problem documents and pages arrive as they are", async () => {
  const wrong = await post('127.77.2.3', JSON.stringify({ ...response(), answers: { sex: 'neither' } }));
  isProblem(wrong, 422);
  assert.equal(JSON.parse(wrong.body).errors[0].pointer, '/answers/sex');
  isProblem(await get('127.77.2.3', '/api/v1/nothing'), 404);
  const page = await get('127.77.2.3', '/nothing');
  assert.equal(page.status, 404);
  assert.match(page.body.toString(), /lang="ru"/);
});

test('A body over the limit is a 413, whether it says its size or not; up to the limit it stays in memory', async () => {
  isProblem(await post('127.77.3.1', 'a'.repeat(64 * KIB + 1), FORM_TYPE, '/'), 413);
  isProblem(await post('127.77.3.1', ' '.repeat(8 * KIB * KIB + 1), { ...JSON_TYPE, 'content-length': 8 * KIB * KIB + 1 }), 413);
  isProblem(await post('127.77.3.1', 'a'.repeat(1000 * KIB), FORM_TYPE, '/'), 413);
  const chunk = (text) => `${text.length.toString(16)}\r\n${text}\r\n`;
  const head = 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n';
  const endless = await sendRaw(connect(ports.tls, '127.77.3.1'), head, ...Array(100).fill(chunk('a'.repeat(KIB))), '0\r\n\r\n');
  assert.match(endless, /^HTTP\/1.1 413 /);

  const items = Array.from({ length: HOUR }, () => ({ ...response(), pad: '' }));
  items[0].pad = ' '.repeat(8 * KIB * KIB - Buffer.byteLength(JSON.stringify(items)));
  assert.equal((await post('127.77.3.2', JSON.stringify(items))).status, 200);
});

test('A chunked body is handed over whole', async () => {
  const parts = JSON.stringify({ ...response(), pad: ' '.repeat(40 * KIB) }).match(/[^]{1,500}/g);
  const said = await sendRaw(connect(ports.tls, '127.77.3.3'),
    `POST ${API} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
    ...parts.map((part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`), '0\r\n\r\n');
  assert.match(said, /^HTTP\/1.1 201 /);
});

test('No header of a visitor changes whose request it is', async () => {
  const items = JSON.stringify(Array.from({ length: HOUR }, () => response()));
  assert.equal((await post('127.77.4.1', items)).status, 200);
  for (const headers of [{}, { 'x-real-ip': '127.77.4.9' }, { 'x-forwarded-for': '127.77.4.9' }, { forwarded: 'for=127.77.4.9' }]) {
    const answer = await one('127.77.4.1', headers);
    isProblem(answer, 429);
    assert.ok(Number(answer.headers['retry-after']) > 30);
  }
  assert.equal((await one('127.77.4.2')).status, 201);
});

test('The site passes every header that the server reads, and no other of a browser', () => {
  const sources = readdirSync(path.join(root, 'server/http')).map((name) => readFileSync(path.join(root, 'server/http', name), 'utf8')).join('');
  const read = new Set([...sources.matchAll(/(?:get_header_value|get_header_value_u64|has_header)\("([\w-]+)"/g)].map(([, name]) => name));
  const site = place.text('/etc/nginx/sites-available/otklik');
  const passed = new Set([...site.matchAll(/proxy_set_header ([\w-]+)/g)].map(([, name]) => name));
  assert.match(site, /proxy_pass_request_headers off;/);
  for (const name of read) if (name !== 'Content-Length') assert.ok(passed.has(name), `${name} is read but not passed`);
  for (const name of ['User-Agent', 'Cookie', 'Referer', 'Accept-Language', 'X-Forwarded-For']) assert.ok(!passed.has(name));
});

test('Slow visitors do not reach the server, and others are served meanwhile', async () => {
  await eventually(() => heldByServer() === 0, 10, () => 'the kept connections end');
  const slow = Array.from({ length: 30 }, (_, i) => connect(ports.tls, `127.77.5.${1 + i}`));
  for (const socket of slow) socket.write(begun());
  await sleep(500);
  assert.equal(heldByServer(), 0);
  assert.equal((await one('127.77.5.99')).status, 201);
  assert.equal(heldByServer(), 1, 'the one that is kept for the next request');
  for (const socket of slow) socket.destroy();
});

test('One visitor has so many connections at once; others are not touched', async () => {
  const hold = (count, from, address) => Array.from({ length: count }, () => {
    const socket = connect(ports.tls, from);
    socket.write(begun(address));
    return socket;
  });
  const sending = hold(16, '127.77.6.1');
  await sleep(500);
  const refused = await one('127.77.6.1');
  isProblem(refused, 503);
  assert.equal(refused.headers['retry-after'], '30');
  assert.equal((await one('127.77.6.2')).status, 201);
  const reading = hold(48, '127.77.6.1', '/');
  await sleep(500);
  assert.equal((await get('127.77.6.1', '/')).status, 503);
  assert.equal((await get('127.77.6.2', '/')).status, 200);
  for (const socket of [...sending, ...reading]) socket.destroy();
  await eventually(async () => (await get('127.77.6.1', '/')).status === 200, 10, () => 'the connections are forgotten');
});

/** Connections that begin a request and do not end it, held open; how many of them nginx has let go of, `ended()` says. */
async function holdHalfSent(port, from, count) {
  let ended = 0;
  const sockets = Array.from({ length: count }, () => net.connect({ port, host: '127.0.0.1', localAddress: from })
    .on('error', () => {}).once('close', () => { ended += 1; }));
  for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Half: ');
  await sleep(1000);
  return { ended: () => ended, stop: () => { for (const socket of sockets) socket.destroy(); } };
}

test('Two thousand half-sent headers of one address keep nobody from being served, and are cut off', async () => {
  const half = await holdHalfSent(ports.plain, '127.77.6.9', 2000);
  assert.equal(half.ended(), 0, 'they are held at first');
  for (let i = 0; i < 5; ++i) {
    const began = Date.now();
    assert.equal((await one('127.77.6.10')).status, 201);
    assert.ok(Date.now() - began < 1000);
  }
  await eventually(() => half.ended() === 2000, 20, () => `only ${half.ended()} were cut off`);
  half.stop();
});

test("A visitor's connection outlives a restart of the server", async () => {
  const session = http2.connect(`https://localhost:${ports.tls}`, { createConnection: () => connect(ports.tls, '127.77.6.11', { ALPNProtocols: ['h2'] }) });
  const status = () => new Promise((resolve, reject) => {
    const stream = session.request({ ':path': '/healthz' });
    stream.once('response', (fields) => resolve(fields[':status'])).once('error', reject);
    stream.resume();
  });
  assert.equal(await status(), 200);
  assert.equal(await server.stop(), 0);
  assert.equal(await status(), 503);
  server = await serve();
  assert.equal(await status(), 200);
  session.close();
});

test('Who names no site, or another, is told nothing', async () => {
  await assert.rejects(new Promise((resolve, reject) => {
    connect(ports.tls, '127.77.6.12', { servername: 'another.example' }).once('error', reject).once('secureConnect', resolve);
  }), /unrecognized name/);
  const said = await sendRaw(net.connect({ port: ports.plain, host: '127.0.0.1', localAddress: '127.77.6.12' }),
    'GET / HTTP/1.1\r\nHost: another.example\r\nConnection: close\r\n\r\n');
  assert.equal(said, '');
});

test('Beside another default site nginx starts, each answers under its name, and connections that name none are that one\'s', async () => {
  const other = machine('server');
  const otherPorts = { tls: await freePort(), plain: await freePort(), upstream: ports.upstream };
  const beside = `server { listen 80 default_server; listen [::]:80 default_server; return 200 "another\\n"; }
server { listen 443 ssl http2 default_server; listen [::]:443 ssl http2 default_server; server_name another.example;
  ssl_certificate ${other.at('/etc/certificate.pem')}; ssl_certificate_key ${other.at('/etc/key.pem')}; return 200 "another\\n"; }`;
  const both = await startNginx(other, otherPorts, { beside });
  try {
    assert.equal((await ask(otherPorts.tls, '127.77.6.13', '/healthz')).body.toString(), 'ok\n');
    const named = await sendRaw(connect(otherPorts.tls, '127.77.6.13', { servername: 'another.example' }),
      'GET /healthz HTTP/1.1\r\nHost: another.example\r\nConnection: close\r\n\r\n');
    assert.match(named, /another\n/);
    const plain = await sendRaw(net.connect({ port: otherPorts.plain, host: '127.0.0.1', localAddress: '127.77.6.13' }),
      'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    assert.match(plain, /Location: https:\/\/localhost\//);
  } finally {
    await both.stop();
    other.remove();
  }
});

test('While the server is down programs and people are told to come back, and then they are served', async () => {
  const before = stored();
  assert.equal(await server.stop(), 0);
  const body = JSON.stringify(response());
  const program = await post('127.77.7.1', body);
  isProblem(program, 503);
  assert.equal(program.headers['retry-after'], '30');
  isProblem(await get('127.77.7.1', '/api/v1/survey'), 503);
  for (const page of [await get('127.77.7.1', '/?via=vk'), await post('127.77.7.1', 'q-sex=female', FORM_TYPE, '/')]) {
    assert.equal(page.status, 503);
    assert.equal(page.headers['content-type'], 'text/html; charset=utf-8');
    assert.equal(page.headers['retry-after'], '30');
    assert.equal(page.headers['cache-control'], 'no-store');
    assert.match(page.body.toString(), /Опрос сейчас недоступен/);
  }
  server = await serve();
  assert.equal((await post('127.77.7.1', body)).status, 201);
  assert.equal(stored(), before + 1);
});

test('After all of this, and after requests that nginx would complain of, no file holds an address of a visitor', async () => {
  const open = (port) => net.connect({ port, host: '127.0.0.1', localAddress: '127.77.8.1' });
  await sendRaw(open(ports.tls), Buffer.from('160301002001000000', 'hex'), 'garbage'.repeat(100));
  await sendRaw(open(ports.tls), 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  await sendRaw(open(ports.plain), 'NONSENSE\r\n\r\n');
  await sendRaw(connect(ports.tls, '127.77.8.1'), `GET / HTTP/1.1\r\nX-Long: ${'a'.repeat(40_000)}\r\n\r\n`);
  await sendRaw(connect(ports.tls, '127.77.8.1'), `GET /${'a'.repeat(40_000)} HTTP/1.1\r\n\r\n`);
  await server.stop();
  await nginx.stop('SIGQUIT');

  const files = readdirSync(place.folder, { recursive: true }).map((name) => place.at(name)).filter((name) => statSync(name).isFile());
  for (const written of ['/var/log/nginx/error.log', '/var/log/nginx/access.log', '/var/log/otklik.log', '/var/lib/otklik/otklik.db'])
    assert.ok(files.includes(place.at(written)), `${written} is there to be searched`);
  for (const file of files) assert.ok(!readFileSync(file).includes('127.77.'), `${file} holds an address of a visitor`);
  server = nginx = undefined;
});
