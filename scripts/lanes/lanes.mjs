// Runs lanes of suites (suites.mjs): the lanes at once, the suites of a lane one after the other, each in a process group of its own with a log
// of its own. Says what runs, one line for each suite that has ended, and at the end what was skipped, and "N passed, N failed".

import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { output, root } from './suites.mjs';

const MARK = 'OTKLIK_SUITE'; // in the environment of everything that a suite starts
const TICK = process.stdout.isTTY ? 1000 : 30_000; // how often progress is shown

const running = new Map(); // lane → what runs in it
const skipped = [];
let [passed, failed] = [0, 0];
let interruption; // the signal that ended everything

const began = Date.now();
const secondsSince = (time) => Math.round((Date.now() - time) / 1000);
const clock = () => `${String(Math.floor(secondsSince(began) / 60)).padStart(2)}:${String(secondsSince(began) % 60).padStart(2, '0')}`;

/** Prints lines; on a terminal they replace the line that shows the progress. */
function say(...lines) {
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
  for (const line of lines) process.stdout.write(`${line}\n`);
}

function showProgress() {
  const states = [...running].map(([lane, { suite, log, since }]) =>
    `${lane}: ${suite.name} ${suite.progress?.(readFileSync(log, 'utf8')) ?? ''}, ${secondsSince(since)} s`);
  if (!states.length) return;
  const line = `${clock()}  … ${states.join(' | ')}`;
  process.stdout.write(process.stdout.isTTY ? `\r\x1b[K${line.slice(0, process.stdout.columns - 1)}` : `${line}\n`);
}

function signal(id, name) {
  try {
    process.kill(id, name);
  } catch { /* it has ended by itself */ }
}

/** Ends what a suite has left behind, in whatever group or session: everything it starts carries its mark. */
function sweep(mark) {
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const environment = readFileSync(`/proc/${id}/environ`, 'utf8').split('\0');
      if (environment.some((line) => line.startsWith(`${MARK}=${mark}`))) signal(Number(id), 'SIGKILL');
    } catch { /* it has ended, or is another user's */ }
  }
}

async function end({ child, ended }) {
  signal(-child.pid, 'SIGTERM');
  await Promise.race([ended, sleep(5000)]);
  signal(-child.pid, 'SIGKILL');
}

/** Runs one suite; true where nothing of it failed. */
async function runSuite(lane, suite) {
  const log = path.join(output, `${suite.name.replace(/\W+/g, '-').replace(/-$/, '')}.log`);
  const mark = `${process.env[MARK] ?? ''}/${process.pid}/${lane}/${suite.name}/`;
  const file = openSync(log, 'w');
  const [program, ...words] = suite.command;
  const child = spawn(program, words, {
    cwd: path.join(root, suite.cwd ?? ''), env: { ...process.env, ...suite.env, [MARK]: mark }, stdio: ['ignore', file, file], detached: true,
  });
  closeSync(file);
  const ended = once(child, 'exit').catch((error) => [error.message]);
  const since = Date.now();
  const current = { suite, log, since, child, ended };
  running.set(lane, current);
  let isLate = false;
  const limit = setTimeout(() => { isLate = true; end(current); }, suite.seconds * 1000);
  const [code, killer] = await ended;
  clearTimeout(limit);
  running.delete(lane);
  sweep(mark);

  const text = readFileSync(log, 'utf8');
  const counts = suite.count(text, code);
  const ranNothing = !suite.isBuild && counts.passed + counts.failed + counts.skipped.length === 0;
  let reason = '';
  if (interruption) reason = `was ended by ${interruption}`;
  else if (isLate) reason = `took longer than its ${suite.seconds} s and was ended`;
  else if (killer) reason = `was ended by ${killer}`;
  else if (code !== 0 && !counts.failed) reason = `ended with ${code}`;
  else if (ranNothing) reason = 'ran nothing';
  if (reason) counts.failed += 1;
  passed += counts.passed;
  failed += counts.failed;
  skipped.push(...counts.skipped.map((line) => `${suite.name}: ${line}`));

  const said = [`${counts.passed} passed`, `${counts.failed} failed`, ...(counts.skipped.length ? [`${counts.skipped.length} skipped`] : [])];
  say(`${clock()}  ${lane.padEnd(10)} ${suite.name.padEnd(24)} ${suite.isBuild && !reason ? 'built' : said.join(', ')}, ${secondsSince(since)} s${reason && `: ${reason}`}`);
  if (counts.failed && !interruption) say(...counts.why.map((line) => `    ${line}`), `    the whole log: ${path.relative(root, log)}`);
  return counts.failed === 0;
}

async function runLane(lane, suites) {
  for (const [at, suite] of suites.entries()) {
    const isWell = await runSuite(lane, suite);
    const left = suites.slice(at + 1).map(({ name }) => name);
    if (!interruption && (isWell || !suite.isBuild)) continue;
    if (left.length) say(`${clock()}  ${lane.padEnd(10)} not run: ${left.join(', ')}`);
    return false;
  }
  return true;
}

/** Runs each of these sets of lanes, { LANE: [SUITE…] }, after the one before; the last line counts all. Returns the exit code. */
export async function runAll(...stages) {
  mkdirSync(output, { recursive: true });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(name, () => { interruption ??= name; for (const one of running.values()) end(one); });
  const ticker = setInterval(showProgress, TICK);
  for (const stage of stages) {
    const lanes = Object.entries(stage).map(([lane, suites]) => runLane(lane, suites).catch((error) => {
      failed += 1;
      say(`${clock()}  ${lane.padEnd(10)} failed: ${error.stack}`);
    }));
    if ((await Promise.all(lanes)).includes(false) && stage !== stages.at(-1)) {
      say('What stands on this was not run.');
      break;
    }
  }
  clearInterval(ticker);
  say(...skipped.map((line) => `skipped  ${line}`), `${passed} passed, ${failed} failed`);
  return failed === 0 && !interruption ? 0 : 1;
}
