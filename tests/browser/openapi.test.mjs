// The description of the interface for programs: every answer of the server is as it says, and what it says is answered.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { root, startServer } from './support.mjs';

const written = JSON.parse(readFileSync(path.join(root, 'assets/schemas/openapi.json'), 'utf8'));

let open, closed, published, description, ajv;
const seen = new Set();             // "METHOD PATH STATUS" of all that was answered

before(async () => {
  [open, closed, published] = [await startServer(), await startServer({ wave: false }), await startServer({ demonstration: ['--responses', '300', '--waves', '2', '--seed', '1'] })];
  description = await (await fetch(new URL('/api/v1/openapi.json', open.url))).json();
  const report = await (await fetch(new URL('/results.schema.json', open.url))).json();
  ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, formats: { date: /^\d{4}-\d\d-\d\d$/ }, keywords: ['components'] });
  ajv.addSchema(report, '../../results.schema.json');
});
after(() => Promise.all([open, closed, published].map((server) => server.stop())));

/** Asks, and checks the answer against its description; the answer's status and body. */
async function ask(server, address, options = {}) {
  const url = new URL(address, server.url);
  const response = await fetch(url, options);
  const method = (options.method ?? 'get').toLowerCase();
  const operation = description.paths[url.pathname]?.[method];
  assert.ok(operation, `${method} ${url.pathname} is described`);
  const answer = operation.responses[response.status];
  assert.ok(answer, `${method} ${address} answered ${response.status}, which is not described`);
  seen.add(`${method} ${url.pathname} ${response.status}`);
  const text = await response.text();
  if (response.status === 304) return { status: 304, text };
  const type = response.headers.get('content-type').split(';')[0];
  const schema = answer.content[type]?.schema;
  assert.ok(schema, `${address} is ${type}, and not ${Object.keys(answer.content)}`);
  if (/json/.test(type)) {
    const validate = ajv.compile({ ...schema, components: description.components });
    assert.ok(validate(JSON.parse(text)), `${address}: ${JSON.stringify(validate.errors?.[0])}\n${text.slice(0, 300)}`);
  }
  for (const { name, in: where, required } of operation.parameters?.map((each) => (each.$ref ? description.components.parameters[each.$ref.split('/').at(-1)] : each)) ?? [])
    if (required && response.ok) assert.ok(where === 'query' && url.searchParams.has(name));
  return { status: response.status, text, etag: response.headers.get('etag') };
}

const id = (n) => n.toString(16).padStart(32, '0');
const post = (server, body, headers = { 'content-type': 'application/json' }) =>
  ask(server, '/api/v1/responses', { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

test('the server hands out the description that stands in assets/', () => assert.deepEqual(description, written));

test('every file and every list of the interface is as described, with figures and without', async () => {
  const chart = JSON.parse((await ask(published, '/results.json')).text).sections.flatMap(({ tables }) => tables).find(({ drawing }) => drawing === 'stacked').id;
  for (const server of [open, closed, published]) {
    for (const address of ['/api/v1/survey', '/api/v1/aggregates', '/results.json', '/results.json?lang=en', '/results.csv', '/results.csv?layout=tidy', '/results.csv?dialect=rfc4180', '/results.codebook.csv', '/results.xlsx', `/results.svg?chart=${chart}`, `/results.png?chart=${chart}`, '/results.schema.json', '/api/v1/openapi.json', '/healthz'])
      await ask(server, address);
  }
  for (const address of ['/results.csv?layout=wide', '/results.codebook.csv?dialect=tsv', '/api/v1/aggregates?wave=1999', '/results.json?wave=1999', '/results.csv?wave=1999', '/results.codebook.csv?wave=1999', '/results.xlsx?wave=1999', '/results.svg?chart=none', '/results.png?chart=none'])
    assert.ok((await ask(published, address)).status >= 400, address);
  const { etag } = await ask(published, '/results.json');
  assert.equal((await ask(published, '/results.json', { headers: { 'if-none-match': etag } })).status, 304);
});

test('what becomes of responses is as described, of one and of many', async () => {
  const one = { id: id(1), wave: '2026', answers: { sex: 'male' } };
  assert.equal((await post(open, one)).status, 201);
  assert.equal((await post(open, [one, { ...one, id: id(2), answers: { sex: 'robot' } }, { ...one, id: id(3), wave: '1999' }])).status, 200);
  assert.equal((await post(open, '{')).status, 400);
  assert.equal((await post(open, one, { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' })).status, 403);
  assert.equal((await post(open, { ...one, pad: ' '.repeat(70_000) })).status, 413);
  assert.equal((await post(open, one, { 'content-type': 'text/plain' })).status, 415);
  assert.equal((await post(open, {})).status, 422);
  assert.equal((await post(closed, one)).status, 503);
});

test('what the description takes for a response is taken, and what it does not is refused', async () => {
  const validate = ajv.compile({ ...description.components.schemas.Response, components: description.components });
  const one = { id: id(4), wave: '2026', answers: { sex: 'male' } };
  const tried = [one, { ...one, via: 'vk' }, { ...one, via: null, pad: '   ' }, { ...one, answers: undefined, fields: [['q-sex', 'male']] },
    { ...one, id: 'short' }, { ...one, time: '12:00' }, { ...one, answers: [] }, { ...one, fields: [['q-sex', 'male']] }, { ...one, answers: undefined }, { ...one, answers: undefined, fields: [['q-sex']] }];
  for (const [at, each] of tried.entries()) {
    const body = JSON.parse(JSON.stringify(each.id === 'short' ? each : { ...each, id: id(100 + at) }));
    assert.equal((await post(open, body)).status === 201, validate(body), JSON.stringify(body));
  }
});

test('who sends more than one address may is told so as described', async () => {
  const limited = await startServer({ flags: ['--responses-per-hour', '1'] });
  const send = (n) => post(limited, { id: id(n), wave: '2026', answers: { sex: 'male' } });
  assert.equal((await send(1)).status, 201);
  assert.equal((await send(2)).status, 429);
  await limited.stop();
});

test('every status that is described was seen, but for what nobody can provoke here', () => {
  const described = Object.entries(description.paths).flatMap(([address, methods]) => Object.entries(methods).flatMap(([method, { responses }]) =>
    Object.keys(responses).map((status) => `${method} ${address} ${status}`)));
  const rare = / (500|503|304|409)$/;
  assert.deepEqual(described.filter((each) => !seen.has(each) && !rare.test(each)), []);
});
