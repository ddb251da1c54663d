// The package on a Debian 12 that holds nothing else: installed, configured, served, copied, brought to a higher version, removed, purged. There is no
// systemd as first process, so what a unit starts is started as its user, in the folders that it asks for.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { response } from '../browser/support.mjs';
import { freePort } from '../deploy/support.mjs';
import { makeMachine, wantsMachine } from '../fresh/machine.mjs';
import { commands, deb, settings } from './deb.mjs';

const options = { skip: wantsMachine };
let machine;
let port;
before(() => {
  if (!wantsMachine) machine = makeMachine('bookworm', 'bare');
});
after(() => machine?.remove());

const at = (file) => path.join(machine.folder, file);
const text = (file) => readFileSync(at(file), 'utf8');
/** Runs a command to its end: what it said. */
async function run(words, { code = 0 } = {}) {
  const ran = machine.start(words);
  assert.equal(await ran.ended, code, `${words.join(' ')}:\n${ran.said}`);
  return ran.said;
}
const shell = (script, settled) => run(['sh', '-ec', script], settled);
const apt = (...words) => run(['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-y', '-q', '--no-install-recommends', ...words]);
const unit = (name) => text(`/lib/systemd/system/${name}`);
const asService = ['setpriv', '--reuid=otklik', '--regid=otklik', '--init-groups'];
/** Starts what a unit starts, as its user. */
const startUnit = (name, line = commands(unit(name))[0]) => {
  const [user] = settings(unit(name), 'User');
  assert.equal(user, 'otklik');
  return machine.start([...asService, 'sh', '-c', `umask ${settings(unit(name), 'UMask')[0]}; exec ${line}`]);
};
const configure = (configuration, file = '/etc/otklik/otklik.json') => writeFileSync(at(file), JSON.stringify(configuration, null, 2));
const ownerOf = async (file) => (await run(['stat', '-c', '%U %a', file])).trim();

/** Serves while `work(url)` runs; then it is killed, as a machine that is switched off would. */
async function serving(work) {
  const server = startUnit('otklik.service');
  const [, url] = await server.line(/"address":"([^"]*)"/);
  try {
    return await work(url);
  } finally {
    await server.stop();
  }
}
const send = async (url, body) => (await fetch(new URL('/api/v1/responses', url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).status;

const first = options.skip ? undefined : response();
const copies = () => readdirSync(at('/var/lib/otklik-backups'));

test('It installs with what it stands on, makes its user and folders, starts nothing, and says what is next', options, async () => {
  await apt('update');
  cpSync(deb, at('/root/otklik.deb'));
  const said = await apt('install', '/root/otklik.deb');
  assert.match(said, /systemctl enable --now otklik otklik-backup\.timer/);
  for (const folder of ['otklik', 'otklik-keys', 'otklik-backups']) assert.equal(await ownerOf(`/var/lib/${folder}`), 'otklik 700');
  assert.match(await shell('getent passwd otklik'), /:\/var\/lib\/otklik:\/usr\/sbin\/nologin$/m);
  assert.ok(!existsSync(at('/etc/systemd/system/multi-user.target.wants/otklik.service')));
  assert.match(await run(['otklik', '--version']), /^otklik \d+\.\d+\.\d+, commit [0-9a-f]{7}(-changed)?, store format \d+\n$/);
  for (const tool of ['g++', 'cmake', 'node', 'npm', 'git', 'python3']) await shell(`! command -v ${tool}`);
});

test('Configured and with a wave open it serves, and takes an answer once', options, async () => {
  port = await freePort();
  const shipped = JSON.parse(text('/etc/otklik/otklik.json'));
  configure({ ...shipped, port, office: { name: 'Министерство' } });
  await run(['otklik', 'check', '--config']);
  await run([...asService, 'otklik', 'wave', 'open', '2026', '--survey', 'order-50-01-05-62', '--key-file', '/var/tmp/ballot-key']);
  await serving(async (url) => {
    const page = await (await fetch(url)).text();
    assert.match(page, /<form/);
    assert.match(page, /Министерство/);
    assert.equal((await fetch(new URL('/manifest.webmanifest', url))).status, 200);
    assert.equal(await send(url, first), 201);
    assert.equal(await send(url, first), 200, 'a repeat is stored once');
  });
});

test('The nightly copy is made by the unit, also while the server runs, and checked', options, async () => {
  assert.equal(commands(unit('otklik-backup.service')).length, 2);
  for (const isServing of [true, false]) {
    const copy = async () => {
      for (const line of commands(unit('otklik-backup.service'))) {
        const ran = startUnit('otklik-backup.service', line);
        assert.equal(await ran.ended, 0, ran.said);
      }
    };
    await (isServing ? serving(copy) : copy());
    assert.equal(copies().length, 1);
    assert.match(copies()[0], /^otklik-\d{4}-\d\d-\d\d\.db$/);
    assert.equal(await ownerOf(`/var/lib/otklik-backups/${copies()[0]}`), 'otklik 600');
  }
  // A copy that could not be put back is told of.
  writeFileSync(at(`/var/lib/otklik-backups/${copies()[0]}`), 'nothing');
  assert.notEqual(await startUnit('otklik-backup.service', commands(unit('otklik-backup.service'))[1]).ended, 0);
  rmSync(at(`/var/lib/otklik-backups/${copies()[0]}`));
});

test('Another server on the machine has folders and a configuration of its own', options, async () => {
  await shell('install -d -m 700 -o otklik -g otklik /var/lib/otklik-north /var/lib/otklik-north-keys /var/lib/otklik-north-backups');
  configure({ data: '/var/lib/otklik-north', port: await freePort(), backup: { folder: '/var/lib/otklik-north-backups' } }, '/etc/otklik/north.json');
  await run(['otklik', 'wave', 'open', '2026', '--config', '/etc/otklik/north.json', '--survey', 'order-50-01-05-62', '--key-file', '/var/tmp/north-key']);
  assert.equal(await ownerOf('/var/lib/otklik-north/otklik.db'), 'otklik 600', 'also where root opened the wave');
  const server = startUnit('otklik@.service', commands(unit('otklik@.service'), 'north')[0]);
  await server.line(/"address"/);
  await server.stop();
  for (const line of commands(unit('otklik-backup@.service'), 'north')) {
    const ran = startUnit('otklik-backup@.service', line);
    assert.equal(await ran.ended, 0, ran.said);
  }
  assert.equal(readdirSync(at('/var/lib/otklik-north-backups')).length, 1);
});

test('nginx takes the site beside its own default one, and alone, and has room for connections', options, async () => {
  await apt('install', 'nginx', 'nftables', 'systemd');
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1', '-subj', '/CN=localhost',
    '-keyout', at('/etc/nginx/key.pem'), '-out', at('/etc/nginx/certificate.pem')], { stdio: 'ignore' });
  const site = '/etc/nginx/snippets/otklik-site.conf';
  writeFileSync(at(site), text(site).replace(/\/etc\/letsencrypt\S*\/fullchain/, '/etc/nginx/certificate').replace(/\/etc\/letsencrypt\S*\/privkey/, '/etc/nginx/key'));
  const beside = await run(['otklik-nginx']);
  assert.match(beside, /set {3}worker_connections 16384 \(was 768\)/);
  assert.match(beside, /kept {2}the default site of \/etc\/nginx\/sites-enabled\/default/);
  await run(['nginx', '-t']);
  rmSync(at('/etc/nginx/sites-enabled/default'));
  assert.match(await run(['otklik-nginx']), /made {2}\/etc\/nginx\/sites-enabled\/otklik-default/);
  assert.match(await run(['otklik-nginx']), /nothing has changed/);
  await run(['nginx', '-t']);
  await run(['unshare', '--net', ...commands(unit('otklik-connections.service'))[0].split(' ')]);
});

test('systemd understands every line of the units, and their sandboxes are tight', options, async () => {
  const names = readdirSync(at('/lib/systemd/system')).filter((name) => name.startsWith('otklik'));
  assert.equal(names.length, 7);
  for (const name of names) {
    const file = `/lib/systemd/system/${name}`;
    assert.equal(await run(['systemd-analyze', 'verify', '--man=no', file]), '', name);
    const tenths = name === 'otklik-connections.service' ? 45 : 11;
    if (name.endsWith('.service')) await run(['systemd-analyze', 'security', '--offline=true', '--no-pager', `--threshold=${tenths}`, file]);
  }
});

/** What a systemctl was asked that writes it down, as if systemd ran. */
const asked = () => (existsSync(at('/var/log/systemctl')) ? text('/var/log/systemctl').trim().split('\n') : []);
function pretendSystemd() {
  mkdirSync(at('/run/systemd/system'), { recursive: true });
  rmSync(at('/usr/bin/systemctl'));
  writeFileSync(at('/usr/bin/systemctl'), '#!/bin/sh\necho "$*" >>/var/log/systemctl\n', { mode: 0o755 });
}

test('A higher version takes the place of this one: what runs is started anew, settings and data are kept', options, async () => {
  pretendSystemd();
  const unpacked = at('/root/higher');
  execFileSync('dpkg-deb', ['--raw-extract', deb, unpacked]);
  const control = path.join(unpacked, 'DEBIAN/control');
  writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: .*/m, 'Version: 99.0'));
  execFileSync('dpkg-deb', ['--root-owner-group', '--build', unpacked, at('/root/higher.deb')], { stdio: 'ignore' });
  const settingsBefore = text('/etc/otklik/otklik.json');
  const said = await apt('install', '/root/higher.deb');
  assert.doesNotMatch(said, /systemctl enable --now/, 'what is next is said once');
  assert.equal(text('/etc/otklik/otklik.json'), settingsBefore);
  assert.ok(asked().includes('daemon-reload'));
  assert.ok(asked().some((line) => line.startsWith('try-restart otklik.service')), asked().join('\n'));
  assert.ok(asked().includes('reload nginx'));
  assert.ok(!asked().some((line) => line.startsWith('stop')), 'until then it serves');
  await serving(async (url) => {
    assert.equal(await send(url, first), 200, 'what was stored is known');
    assert.equal(await send(url, response()), 201);
  });
});

test('Removing it stops it, and leaves settings and data', options, async () => {
  mkdirSync(at('/etc/systemd/system/multi-user.target.wants'), { recursive: true });
  await shell('ln -s /lib/systemd/system/otklik.service /etc/systemd/system/multi-user.target.wants/');
  await apt('remove', 'otklik');
  assert.ok(asked().some((line) => /^stop .*\botklik\.service\b/.test(line)), asked().join('\n'));
  assert.ok(!existsSync(at('/usr/bin/otklik')) && !existsSync(at('/usr/share/otklik')));
  assert.ok(existsSync(at('/etc/otklik/otklik.json')) && existsSync(at('/var/lib/otklik/otklik.db')));
  assert.deepEqual(readdirSync(at('/etc/systemd/system/multi-user.target.wants')).filter((name) => name.startsWith('otklik')), []);
  await run(['nginx', '-t']);
});

test('Purging it removes settings and user, never answers, keys or copies: it says where they lie and how to remove them', options, async () => {
  rmSync(at('/etc/otklik/north.json'));
  const before = readdirSync(at('/var/lib/otklik-keys'));
  assert.ok(before.length > 0);
  const said = await apt('purge', 'otklik');
  assert.match(said, /left where they are: \/var\/lib\/otklik \/var\/lib\/otklik-keys \/var\/lib\/otklik-north/);
  assert.match(said, /to remove them for good: rm -r \/var\/lib\/otklik \/var\/lib\/otklik-keys/);
  assert.ok(existsSync(at('/var/lib/otklik/otklik.db')));
  assert.deepEqual(readdirSync(at('/var/lib/otklik-keys')), before);
  assert.ok(!existsSync(at('/etc/otklik')));
  assert.ok(!existsSync(at('/etc/nginx/sites-available/otklik')));
  await shell('! getent passwd otklik');
  const enabled = readdirSync(at('/etc/nginx/sites-enabled')).filter((name) => lstatSync(at(`/etc/nginx/sites-enabled/${name}`)).isSymbolicLink());
  assert.deepEqual(enabled, []);
  await run(['nginx', '-t']);
});

test('Installed again over what a purge left, the folders are the new user\'s, and it serves as before', options, async () => {
  await shell('adduser --system --quiet --no-create-home between'); // whose number was otklik's
  await apt('install', '/root/otklik.deb');
  configure({ ...JSON.parse(text('/etc/otklik/otklik.json')), port });
  assert.equal(await ownerOf('/var/lib/otklik/otklik.db'), 'otklik 600');
  await serving(async (url) => assert.equal(await send(url, first), 200));
});

test('Nothing of the machine is left outside when its commands have ended', options, () => {
  assert.deepEqual(machine.left(), []);
});
