// What scripts/test promises of its lanes, with lanes of small commands in place of suites.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { eventually, root } from '../browser/support.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'otklik-lanes-'));
after(() => rmSync(folder, { recursive: true }));
const at = (name) => path.join(folder, name);

/** Runs lanes written as JavaScript; `ended` gives the lines it said and its exit code. */
function start(lanes) {
  const [runner, suites] = ['lanes', 'suites'].map((name) => JSON.stringify(path.join(root, `scripts/lanes/${name}.mjs`)));
  writeFileSync(at('run.mjs'), `import { runAll } from ${runner};
import { build, check, counted, nodeTests, program } from ${suites};
const sh = (name, script, seconds = 60) => counted('lanes-' + name, seconds, 'sh', '-c', script);
process.exitCode = await runAll(${lanes});`);
  const { NODE_TEST_CONTEXT, ...env } = process.env; // a node:test that another starts would report to it
  const child = spawn(process.execPath, [at('run.mjs')], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...env, FOLDER: folder } });
  let said = '';
  child.stdout.on('data', (part) => { said += part; });
  return { child, ended: once(child, 'close').then(([code]) => ({ code, lines: said.trimEnd().split('\n') })) };
}
const run = (lanes) => start(lanes).ended;
const lineOf = ({ lines }, words) => lines.find((line) => line.includes(words)) ?? assert.fail(`nothing says ${words} in:\n${lines.join('\n')}`);

test('Lanes run at once, a lane one suite after the other, and the last line counts all of them', async () => {
  const waitFor = (name) => `until [ -e ${at(name)} ]; do sleep 0.02; done`;
  const ran = await run(`{
    one: [sh('first', 'touch ${at('a')}; ${waitFor('b')}; echo "2 passed, 0 failed"'), sh('second', '[ -e ${at('b')} ] && echo "3 passed, 0 failed"')],
    other: [sh('third', '${waitFor('a')}; touch ${at('b')}; echo "1 passed, 0 failed"')],
  }`);
  assert.equal(ran.lines.at(-1), '6 passed, 0 failed');
  assert.equal(ran.code, 0);
  assert.match(lineOf(ran, 'lanes-second'), /one +lanes-second +3 passed, 0 failed, \d+ s/);
});

test('A suite that fails, dies, hangs or runs nothing is a failure by name, with the end of its log', async () => {
  const ran = await run(`{
    fails: [sh('fails', 'echo what went wrong; echo "5 passed, 2 failed"; exit 1')],
    dies: [sh('dies', 'echo "4 passed, 0 failed"; kill -SEGV $$')],
    hangs: [sh('hangs', 'sleep 1000', 0.3)],
    lies: [sh('empty', 'true'), sh('lies', 'echo "1 passed, 0 failed"; exit 3')],
    none: [counted('lanes-none', 60, '/no/such/program')],
  }`);
  assert.equal(ran.code, 1);
  assert.equal(ran.lines.at(-1), '10 passed, 7 failed');
  lineOf(ran, '    what went wrong');
  assert.match(lineOf(ran, 'lanes-dies'), /4 passed, 1 failed, \d+ s: was ended by SIGSEGV/);
  assert.match(lineOf(ran, 'lanes-hangs'), /took longer than its 0.3 s and was ended/);
  assert.match(lineOf(ran, 'lanes-empty'), /ran nothing/);
  assert.match(lineOf(ran, 'lanes-lies'), /ended with 3/);
  assert.match(lineOf(ran, 'lanes-none'), /ENOENT/);
});

test('Where a build fails, what stands on it is named and not run', async () => {
  const ran = await run(`{ lane: [build('nonesuch', 'target'), sh('late', 'echo "1 passed, 0 failed"')] }, { next: [sh('never', 'echo "1 passed, 0 failed"')] }`);
  assert.equal(ran.code, 1);
  assert.equal(ran.lines.at(-1), '0 passed, 1 failed');
  lineOf(ran, 'No such preset');
  lineOf(ran, 'not run: lanes-late');
  assert.ok(!ran.lines.some((line) => line.includes('lanes-never')));
});

test('What cannot run here has not passed: it is counted apart, and listed before the last line', async () => {
  // A real test without the right to mount, and one of node:test.
  writeFileSync(at('skips.test.mjs'), `import { test } from 'node:test'; test('passes', () => {}); test('waits', { skip: 'for the moon' }, () => {});`);
  const ran = await run(`{ lane: [
    { ...program('server_tests', 60), name: 'lanes-mount', command: ['setpriv', '--bounding-set=-all', 'build/native/tests/server_tests', '--test-case=Help*,A backup that the server wrote where*'] },
    { ...nodeTests('scripts', 60), name: 'lanes-skips', cwd: '', command: ['node', '--test', '--test-reporter=tap', '${at('skips.test.mjs')}'] },
  ] }`);
  assert.equal(ran.code, 0, ran.lines.join('\n'));
  assert.equal(ran.lines.at(-1), '2 passed, 0 failed');
  assert.match(lineOf(ran, 'lanes-mount '), /1 passed, 0 failed, 1 skipped/);
  assert.match(ran.lines.at(-3), /^skipped {2}lanes-mount: A backup that the server wrote where .*: it wants the right to mount/);
  assert.equal(ran.lines.at(-2), 'skipped  lanes-skips: waits: for the moon');
});

test('Ctrl-C ends every lane, leaves nothing running, and says what was not run', async () => {
  const { child: runner, ended } = start(`{
    plain: [sh('group', 'sleep 1000 & touch ${at('one')}; exec sleep 1000'), sh('later', 'true')],
    stubborn: [sh('session', 'trap "" TERM INT; setsid sleep 1000 & touch ${at('two')}; exec sleep 1000')],
  }`);
  await eventually(() => existsSync(at('one')) && existsSync(at('two')));
  runner.kill('SIGINT');
  const ran = await ended;
  assert.equal(ran.code, 1);
  assert.equal(ran.lines.at(-1), '0 passed, 2 failed');
  assert.match(lineOf(ran, 'lanes-group'), /was ended by SIGINT/);
  lineOf(ran, 'not run: lanes-later');
  const left = readdirSync('/proc').filter((id) => /^\d+$/.test(id)).filter((id) => {
    try {
      return readFileSync(`/proc/${id}/environ`, 'utf8').includes(`FOLDER=${folder}`);
    } catch {
      return false;
    }
  });
  assert.deepEqual(left, []);
});
