// A step of scripts/ that fails says which it is and why: real apt, npm and CMake, in a copy of the scripts on a machine without a network.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { root } from '../browser/support.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'otklik-steps-'));
const at = (name) => path.join(folder, name);
after(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  rmSync(at('build'), { recursive: true, force: true });
  for (const name of ['scripts', 'CMakePresets.json', 'web/page/package.json', 'web/page/package-lock.json'])
    cpSync(path.join(root, name), at(name), { recursive: true });
  // Whoever asks the network asks a port where nobody listens.
  writeFileSync(at('apt.conf'), 'Acquire::http::Proxy "http://127.0.0.1:9/"; Acquire::https::Proxy "http://127.0.0.1:9/"; Acquire::Retries "0";');
});

function run(...words) {
  const { status, stdout, stderr } = spawnSync(at(words[0]), words.slice(1), { encoding: 'utf8',
    env: { ...process.env, APT_CONFIG: at('apt.conf'), npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0' } });
  return { status, lines: stderr.trimEnd().split('\n'), said: stdout };
}

test('Without a network it says in one sentence what of Debian\'s could not be fetched', () => {
  const { status, lines, said } = run('scripts/run', '--data', at('data'));
  assert.equal(status, 1);
  assert.match(said, /^Fetching the source of imgui/);
  assert.equal(lines.length, 1, lines.join('\n'));
  assert.match(lines[0], /^fetch-source: could not fetch the source of imgui from Debian's trixie: .*127\.0\.0\.1.*\(all of it: build\/log\/source-imgui\.log\)$/);
});

test('... and what of npm\'s', () => {
  for (const name of ['imgui', 'cpp-httplib']) {
    mkdirSync(at(`build/deps/${name}`), { recursive: true });
    writeFileSync(at(`build/deps/${name}/.complete`), '');
  }
  const { status, lines } = run('scripts/install');
  assert.equal(status, 1);
  assert.equal(lines.length, 1, lines.join('\n'));
  assert.match(lines[0], /^install: could not fetch the packages of web\/page from npm: .*ECONNREFUSED.*\(all of it: build\/log\/npm\.log\)$/);
});

test('A build that fails ends with the end of its log, and with where the whole of it is', () => {
  const { status, lines } = run('scripts/build', 'native', 'otklik'); // which has no CMakeLists.txt
  assert.equal(status, 1);
  assert.ok(lines.some((line) => line.includes('CMake Error')), lines.join('\n'));
  assert.equal(lines.at(-1), "build: 'cmake --preset native' failed; above stands the end of build/log/native.log");
});

test('A word that ./scripts/test does not know is told what it knows', () => {
  const { status, lines } = run('scripts/test', 'quik');
  assert.equal(status, 2);
  assert.deepEqual(lines, ["test: 'quik' is not understood; it is ./scripts/test or ./scripts/test quick"]);
});

test('... and so does ./scripts/package', () => {
  const { status, lines } = run('scripts/package', 'twice');
  assert.equal(status, 2);
  assert.deepEqual(lines, ["package: what is 'twice'? It is ./scripts/package or ./scripts/package --twice"]);
});
