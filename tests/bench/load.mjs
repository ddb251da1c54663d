// The server under load, each figure as a ratio of one run: "load.mjs throughput", "load.mjs million" or "load.mjs soak".

import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openWave, response, root } from '../browser/support.mjs';
import { seal } from '../../web/page/seal.mjs';

const otklik = path.join(root, 'build/native/otklik');
const bench = path.join(root, 'build/native/bench/bench_server');
const MOST_SEALED = 9_000;          // a second that a server might take: a sealed response goes once
const folder = mkdtempSync(path.join(tmpdir(), 'otklik-load-'));
const bodies = path.join(folder, 'bodies');

/** A body as the form sends it: padded to 4 KiB. */
function body() {
  const item = { ...response(), id: '@ID@', pad: '' };
  const size = Buffer.byteLength(JSON.stringify(item)) + 28; // an id has 32 digits
  return JSON.stringify({ ...item, pad: ' '.repeat(4096 - size % 4096) });
}
writeFileSync(bodies, Array.from({ length: 2000 }, body).join('\n'));

async function start(program, ...words) {
  const began = performance.now();
  const child = spawn(program, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const line = await new Promise((resolve, reject) => {
    lines.once('line', resolve);
    child.once('exit', (code, signal) => reject(new Error(`${program} ${words.join(' ')} ended with ${code ?? signal} before it served`)));
  });
  return {
    url: JSON.parse(line).address,
    startTime: performance.now() - began,
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024,
    stop: () => new Promise((resolve) => { child.once('exit', resolve); child.kill('SIGTERM'); }),
  };
}
function startOtklik(data) {
  openWave(data, '2026', { ifNone: true });
  return start(otklik, 'serve', '--port', '0', '--data', data, '--connections-per-address', '0', '--responses-per-hour', '1000000000');
}
const startKind = (kind, data) => start(bench, 'serve', kind, data);

async function wrk(file, ...words) {
  const child = spawn('wrk', words, { env: { ...process.env, BODIES: file }, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (part) => { said += part; });
  await new Promise((resolve) => child.once('exit', resolve));
  return said;
}
async function post(server, seconds, connections = 64, file = bodies) {
  const said = await wrk(file, '-t1', `-c${connections}`, `-d${seconds}s`, '-s', path.join(root, 'tests/bench/responses.lua'), server.url);
  const found = /RESULT (.*)/.exec(said);
  if (!found) throw new Error(`wrk said: ${said}`);
  return JSON.parse(found[1]);
}
async function get(server, seconds) {
  const said = await wrk(bodies, '-t1', '-c8', `-d${seconds}s`, '-H', 'Accept-Encoding: br', new URL('/api/v1/aggregates', server.url).href);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(said)[1]);
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const print = (name, { rate, p50, p99, errors }) =>
  console.log(`${name.padEnd(42)} ${String(rate).padStart(7)} a second, median ${p50} ms, p99 ${p99} ms, errors ${errors}`);
const ratio = (name, value, budget) => console.log(`${name.padEnd(42)} ${value.toFixed(2)} (budget ${budget})`);

async function measured(server, name, seconds, connections) {
  const result = await post(server, seconds, connections);
  await server.stop();
  print(name, result);
  return result;
}

/** Sealed as the pages seal, each once. */
async function sealed(seconds) {
  const server = await startOtklik(path.join(folder, 'sealed'));
  const { wave, key } = await (await fetch(new URL('/api/v1/survey', server.url))).json();
  const one = async () => {
    const { via, answers } = response();
    const id = randomBytes(16).toString('hex');
    return JSON.stringify({ id, wave, sealed: await seal(key, wave, id, { via, answers }) });
  };
  const lines = [];
  while (lines.length < seconds * MOST_SEALED) lines.push(...await Promise.all(Array.from({ length: 100 }, one)));
  const file = path.join(folder, 'sealed-bodies');
  writeFileSync(file, lines.join('\n'));
  const result = await post(server, seconds, 64, file);
  await server.stop();
  print('otklik, sealed responses, 64 connections', result);
  return result;
}

/** Durable submissions a second against a bare loop, a server that stores nothing, and one commit a request: medians of rounds of all. */
async function throughput() {
  const seconds = Number(process.env.SECONDS_EACH ?? 8);
  const rounds = [];
  for (let round = 0; round < Number(process.env.ROUNDS ?? 3); round += 1) {
    const data = (name) => path.join(folder, name + round);
    const single = await measured(await startKind('single', data('single')), 'one commit a request', seconds);
    const real = await measured(await startOtklik(data('real')), 'otklik, 64 connections', seconds);
    const loop = Number(execFileSync(bench, ['loop', data('loop'), String(seconds), bodies]));
    console.log(`${'bare SQLite loop, 64 a transaction'.padEnd(42)} ${String(loop).padStart(7)} a second`);
    const nothing = await measured(await startKind('nothing', data('nothing')), 'the same server, storing nothing', seconds);
    const slow = await measured(await startKind('slow-sync', data('slow')), 'otklik, 5 ms added to every sync', seconds);
    const slowSingle = await measured(await startKind('slow-single', data('slow-single')), 'one commit a request, the same disk', seconds);
    rounds.push({ loop: real.rate / loop, nothing: real.rate / nothing.rate, single: real.rate / single.rate, most: nothing.rate / single.rate,
      slowSingle: slow.rate / slowSingle.rate, slowRate: slow.rate, slowP99: slow.p99, p99: real.p99 });
  }
  const closed = await sealed(Math.min(seconds, 5));
  const middle = (name) => median(rounds.map((round) => round[name]));
  const light = await measured(await startOtklik(path.join(folder, 'light')), 'otklik, 1 connection', seconds, 1);
  ratio('against the bare loop', middle('loop'), 'at least 0.7, aim 0.8');
  console.log(`longest wait of 64 connections, mixes included: p99 ${middle('p99')} ms (budget 60)`);
  console.log(`sealed: ${closed.rate} a second (budget 3,000), p99 ${closed.p99} ms (budget 60)`);
  ratio('against storing nothing', middle('nothing'), 'none; printed for comparison');
  ratio('against one commit a request', middle('single'), 'at least 4');
  ratio('... which storing nothing would make', middle('most'), 'none; no store can do better');
  ratio('... on a disk with 5 ms a sync', middle('slowSingle'), 'at least 4');
  process.stdout.write(execFileSync(bench, ['redact']));
  console.log(`with slow syncs: ${middle('slowRate')} a second (budget 2,000), p99 ${middle('slowP99')} ms (budget 120); alone: median ${light.p50} ms`);
}

/** Reads, memory and start do not grow with the number of responses. */
async function million() {
  const count = process.env.RESPONSES ?? '1000000';
  const small = path.join(folder, 'small');
  const big = path.join(folder, 'big');
  const empty = path.join(folder, 'empty');
  execFileSync(bench, ['fill', small, '1000']);
  console.log(`Storing ${count} responses, and closing their wave`);
  const { bytes } = JSON.parse(execFileSync(bench, ['fill', big, count], { stdio: ['ignore', 'pipe', 'inherit'] }));
  console.log(`the file with ${count} responses without texts, before the closing: ${(bytes / 1e6).toFixed(1)} MB (budget 200 for 1000000)`);
  const times = { small: [], big: [], empty: [] };
  for (let i = 0; i < 7; i += 1)
    for (const [name, data] of Object.entries({ small, big, empty })) {
      const server = await startOtklik(data);
      times[name].push(server.startTime);
      await server.stop();
    }
  ratio(`start with ${count} against an empty one`, median(times.big) / median(times.empty), 'at most 1.5');
  const few = await startOtklik(small);
  const many = await startOtklik(big);
  const rates = { few: [], many: [] };
  for (let i = 0; i < 3; i += 1) {
    rates.few.push(await get(few, 3));
    rates.many.push(await get(many, 3));
  }
  ratio('time of GET aggregates against 1,000', median(rates.few) / median(rates.many), 'at most 1.2');
  await post(many, 5);
  console.log(`memory with ${count} responses, after load: ${many.memory().toFixed(1)} MiB (budget 64)`);
  await few.stop();
  await many.stop();
}

/**
 * Ten minutes of load. The most memory of the second half is compared with that of the first: a mix of a file that is still small
 * takes less than one of a large file, which is no growth with time, while whatever leaks goes on.
 */
async function soak() {
  const minutes = Number(process.env.MINUTES ?? 10);
  const server = await startOtklik(path.join(folder, 'soak'));
  const memory = [];
  for (let minute = 1; minute <= minutes; minute += 1) {
    const { rate, errors } = await post(server, 60);
    await new Promise((resolve) => { setTimeout(resolve, 3000); });  // what waits is mixed, which takes memory while it lasts
    memory.push(server.memory());
    console.log(`minute ${minute}: ${rate} a second, errors ${errors}, memory ${memory.at(-1).toFixed(1)} MiB`);
  }
  await server.stop();
  const half = Math.ceil(minutes / 2);
  ratio('memory, second half against the first', Math.max(...memory.slice(-half)) / Math.max(...memory.slice(0, half)), 'at most 1.1');
}

try {
  await { throughput, million, soak }[process.argv[2]]();
} finally {
  rmSync(folder, { recursive: true });
}
