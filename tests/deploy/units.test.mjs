// What otklik-nginx and scripts/deploy/install do, and the units: systemd knows every line, the sandbox is tight, and the server
// as the unit starts it lives within it.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { eventually, response, root, sendResponses, survey } from '../browser/support.mjs';
import { commandLine, freePort, isRoot, machine, makeStateFolders, start, wantsTracing } from './support.mjs';

let place;
let kiosk;
before(() => {
  place = machine('server');
  kiosk = machine('kiosk');
});
after(() => {
  place?.remove();
  kiosk?.remove();
});

test('Installing a kiosk again changes nothing', () => {
  assert.match(kiosk.install(), /nothing has changed/);
});

test("nginx may hold 16384 connections: where its configuration says less, that is changed, and said", () => {
  const configuration = place.at('/etc/nginx/nginx.conf');
  mkdirSync(place.at('/etc/nginx/sites-enabled'), { recursive: true });
  const install = (text) => {
    writeFileSync(configuration, text);
    return [place.prepareNginx(), readFileSync(configuration, 'utf8')];
  };
  const [said, shipped] = install(readFileSync('/etc/nginx/nginx.conf', 'utf8').replace(/worker_connections \d+;/, 'worker_connections 768;'));
  assert.match(said, /set   worker_connections 16384 \(was 768\) in \/etc\/nginx\/nginx.conf/);
  assert.match(said, /set   worker_rlimit_nofile 32768 in \/etc\/nginx\/nginx.conf/);
  assert.match(shipped, /^worker_rlimit_nofile 32768;\n[^]*^\tworker_connections 16384;$/m);
  assert.match(place.prepareNginx(), /nothing has changed/);
  const [, edited] = install('worker_rlimit_nofile 8192;\nevents { worker_connections 512; }\n');
  assert.equal(edited, 'worker_rlimit_nofile 32768;\nevents { worker_connections 16384; }\n');
  const enough = 'worker_rlimit_nofile 65536;\nevents {\n  # worker_connections 100;\n  worker_connections 20000;\n}\n';
  assert.equal(install(enough)[1], enough);
  rmSync(configuration);
});

test('A kiosk may open the site that it shows, and no other', () => {
  const policy = () => JSON.parse(kiosk.text('/etc/chromium/policies/managed/otklik-kiosk.json'));
  const shipped = policy();
  assert.deepEqual(shipped.URLBlocklist, ['*']);
  writeFileSync(kiosk.at('/etc/otklik-kiosk.conf'), "URL='https://survey.example.org:8443/?kiosk=hall'\nFLAGS=''\n");
  kiosk.install();
  assert.deepEqual(policy(), { ...shipped, URLAllowlist: ['https://survey.example.org:8443', 'blob:*'] });
});

/** systemd-analyze with a shipped unit whose paths are those of the folder. */
function analyze(machine, name, ...words) {
  const unit = machine.at(`/${name}`);
  writeFileSync(unit, machine.translated(machine.unit(name)));
  return spawnSync('systemd-analyze', [...words, unit], { encoding: 'utf8' });
}

test('systemd understands every line of the units', () => {
  for (const [machine, name] of [[place, 'otklik.service'], [place, 'otklik-connections.service'], [kiosk, 'otklik-kiosk.service']]) {
    const { status, stderr } = analyze(machine, name, 'verify', '--man=no');
    assert.equal(stderr.split('\n').filter((line) => line.includes('otklik')).join('\n'), '');
    assert.equal(status, 0);
  }
});

test('The sandboxes are as tight as they can be: 1.1 of 10 for the server, 3.7 for a browser', () => {
  for (const [machine, name, tenths] of [[place, 'otklik.service', 11], [kiosk, 'otklik-kiosk.service', 37]]) {
    const { status, stdout } = analyze(machine, name, 'security', '--offline=true', `--threshold=${tenths}`);
    assert.equal(status, 0, stdout);
  }
});

const NOBODY = 65534;

/** The installed server and its folders, for the length of a test; not as root, whose SQLite would change the owners of files. */
function makeService(test) {
  const [data, keys] = makeStateFolders(place, 'otklik.service', isRoot ? NOBODY : undefined);
  const log = place.at('/var/log/otklik.log');
  const keyFile = ['--key-file', place.at('/etc/ballot-key.txt')];
  const otklik = (...line) => execFileSync(place.at('/usr/bin/otklik'), [...line, '--data', data], { encoding: 'utf8', stdio: 'pipe' });
  test.after(() => {
    for (const folder of [data, keys]) rmSync(folder, { recursive: true, force: true });
    rmSync(keyFile[1], { force: true });
  });
  return {
    data, keys, log, otklik, keyFile,
    openWave: () => otklik('wave', 'open', '2026', '--threshold', '10', '--survey', survey, ...keyFile),
    /** `within` are the words before the command line. */
    async start(port, within, ...flags) {
      mkdirSync(path.dirname(log), { recursive: true });
      writeFileSync(log, '');
      const server = start([...within, ...commandLine(place, 'otklik.service', ['--port', String(port), '--responses-per-hour', '100000', ...flags])], log);
      test.after(() => server.stop('SIGKILL'));  // where the test did not come so far
      await eventually(() => /"event":"start".*\n/.test(readFileSync(log, 'utf8')), 10, () => `the server: ${readFileSync(log, 'utf8')}`);
      return server;
    },
  };
}
const run = (...words) => spawnSync(words[0], words.slice(1), { encoding: 'utf8' });
const as = (user) => ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups'];

test("The keys are in a folder of the service's own, which nobody else can look into; they outlive a restart", async (t) => {
  const service = makeService(t);
  const { data, keys } = service;
  assert.deepEqual([data, keys], ['/var/lib/otklik', '/var/lib/otklik-keys'].map(place.at));
  service.openWave();
  const port = await freePort();
  const within = isRoot ? as(NOBODY) : ['env'];
  const url = `http://127.0.0.1:${port}/`;
  let server = await service.start(port, within);
  await sendResponses(url, 100);
  assert.equal(await server.stop(), 0);

  const uid = isRoot ? NOBODY : process.getuid();
  assert.deepEqual([statSync(keys).mode & 0o777, statSync(keys).uid], [0o700, uid]);
  const names = readdirSync(keys);
  assert.ok(names.some((name) => /^2026\.\d+\.period$/.test(name)), names.join());
  for (const name of names) {
    const { mode, uid: owner } = statSync(path.join(keys, name));
    assert.deepEqual([mode & 0o777, owner], [0o600, uid], name);
  }
  if (isRoot) assert.match(run(...as(NOBODY - 1), 'ls', keys).stderr, /Permission denied/);

  renameSync(keys, `${keys}-away`);
  const without = run(...within, ...commandLine(place, 'otklik.service', ['--port', String(port)]));
  assert.equal(without.status, 1);
  assert.match(without.stderr, /keys folder .*otklik-keys is missing/);
  renameSync(`${keys}-away`, keys);

  server = await service.start(port, within);
  await sendResponses(url, 100);
  assert.equal(await server.stop(), 0);
  service.otklik('wave', 'stop', '2026', ...service.keyFile);
  service.otklik('wave', 'close', '2026', ...service.keyFile);
  assert.match(service.otklik('wave', 'list'), /about (1[5-9]|2[0-4])\d responses/, 'of both runs');
});

/** The system calls of one of systemd's sets, its sets of sets resolved. */
const callsOf = (set) => execFileSync('systemd-analyze', ['syscall-filter', set], { encoding: 'utf8' }).split('\n').slice(1)
  .map((line) => line.trim()).filter((line) => line && !line.startsWith('#'))
  .flatMap((line) => (line.startsWith('@') ? callsOf(line) : [line]));

/** A copy has neither a key that lies in the folder `keys`, nor the ballot key, nor anything that waits for either. */
function holdsNoKey(copy, keys, ballotKey) {
  const bytes = readFileSync(copy);
  const secrets = readdirSync(keys).filter((name) => name.endsWith('.period') || name.endsWith('.wave'));
  assert.ok(secrets.length >= 2);
  for (const name of secrets) assert.ok(!bytes.includes(readFileSync(path.join(keys, name))), name);
  assert.ok(!bytes.includes(readFileSync(ballotKey, 'utf8').slice(0, 20)));
  assert.equal(execFileSync('sqlite3', [copy, 'SELECT count(*) FROM pool'], { encoding: 'utf8' }), '0\n');
}

test('The server does all its work with what its unit leaves it', { skip: wantsTracing }, async (t) => {
  const unit = place.unit('otklik.service');
  const words = (name) => [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value]) => value.split(' '));
  const [[allowing], denying] = words('SystemCallFilter');
  const allowed = new Set(callsOf(allowing));
  for (const set of denying) for (const call of callsOf(set.replace('~', ''))) allowed.delete(call);
  assert.ok(!allowed.has('chown') && !allowed.has('setuid'));

  const service = makeService(t);
  const { data, keys, log } = service;
  const trace = place.at('/var/log/trace');
  service.openWave();
  const port = await freePort();
  const user = isRoot ? ['-u', 'nobody'] : [];
  const server = await service.start(port, ['strace', '-f', '-o', trace, ...user], '--metrics-port', '0');
  try {
    const url = `http://127.0.0.1:${port}/`;
    await sendResponses(url, 140);
    for (const address of ['/', '/results', '/api/v1/aggregates', '/healthz']) assert.equal((await fetch(new URL(address, url))).status, 200);
    const metrics = JSON.parse(readFileSync(log, 'utf8').split('\n')[0]).metrics;
    assert.match(await (await fetch(metrics)).text(), /resident/);
    const kept = path.join(data, 'kiosk.json');
    writeFileSync(kept, JSON.stringify([response()]));
    assert.match(service.otklik('import', kept), /1 stored/);
    service.otklik('backup', path.join(data, 'copy.db'));
    assert.throws(() => service.otklik('backup', path.join(keys, 'copy.db')), /would lie in the keys folder/);
    holdsNoKey(path.join(data, 'copy.db'), keys, service.keyFile[1]);
    service.otklik('wave', 'stop', '2026', ...service.keyFile);
    service.otklik('wave', 'close', '2026', ...service.keyFile);
    assert.equal((await fetch(new URL('/results.png?chart=sources', url))).status, 200);  // which reads the machine's fonts
  } finally {
    process.kill(Number(/^\d+/.exec(readFileSync(trace, 'utf8'))[0]), 'SIGTERM'); // the server: strace ends as it does
    assert.equal(await server.ended, 0);
  }

  const lines = readFileSync(trace, 'utf8').split('\n');
  const made = new Set(lines.map((line) => /^\d+ +(\w+)\(/.exec(line)?.[1]).filter(Boolean));
  assert.ok(made.has('fdatasync') && made.has('accept4'));
  for (const call of made) assert.ok(allowed.has(call), `the unit forbids ${call}`);
  const [families] = words('RestrictAddressFamilies');
  for (const line of lines) {
    const family = / socket(?:pair)?\((AF_\w+)/.exec(line)?.[1];
    assert.ok(!family || families.includes(family), line);
    assert.doesNotMatch(line, /PROT_WRITE\|PROT_EXEC/, 'memory that is written and run');
    const written = / open(?:at)?\((?:AT_FDCWD, )?"([^"]*)", [^)]*(?:O_WRONLY|O_RDWR|O_CREAT)/.exec(line)?.[1];
    assert.ok(!written || [data, keys].some((folder) => written.startsWith(`${folder}/`)), line);
  }
});
