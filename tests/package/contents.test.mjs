// What is in the package, without installing it: Debian's rules, the manuals, the completion, the list of components, and that the same build gives
// the same package.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../browser/support.mjs';
import { deb, settings, unpack } from './deb.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'otklik-package-'));
const at = (file) => path.join(folder, file);
const text = (file) => readFileSync(at(file), 'utf8');
const run = (words, options = {}) => execFileSync(words[0], words.slice(1), { encoding: 'utf8', ...options });
const field = (name) => run(['dpkg-deb', '--field', deb, name]).trim();
before(() => unpack(folder));
after(() => rmSync(folder, { recursive: true, force: true }));

test('lintian finds no error in it', () => {
  const { stdout, stderr, status } = spawnSync('lintian', ['--allow-root', '--no-cfg', '--fail-on', 'error', deb], { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
  assert.doesNotMatch(stdout, /^E: /m);
});

test('It is named after the version that the changelog tells of, and stands on what the program asks the loader for', () => {
  const version = field('Version');
  assert.equal(path.basename(deb), `otklik_${version}_amd64.deb`);
  assert.equal(run(['dpkg-parsechangelog', '--file', path.join(root, 'packaging/debian/changelog'), '--show-field', 'Version']).trim(), version);
  const depends = field('Depends').split(', ').map((word) => word.split(' ')[0]);
  for (const name of ['hunspell-ru', 'tzdata', 'fonts-dejavu-core', 'adduser', 'libc6', 'libsqlite3-0', 'libsodium23']) assert.ok(depends.includes(name), name);
  assert.deepEqual(field('Recommends').split(', '), ['nginx', 'nftables']);
});

test('The program is stripped and tells its version, the commit, and the format of its folders', () => {
  assert.doesNotMatch(run(['readelf', '--sections', '--wide', at('usr/bin/otklik')]), /\.debug_|\.symtab/);
  const commit = run(['git', '-C', root, 'log', '-1', '--format=%H']).slice(0, 7);
  const changed = run(['git', '-C', root, 'status', '--porcelain', '--untracked-files=no']) ? '-changed' : '';
  assert.equal(run([at('usr/bin/otklik'), '--version']), `otklik ${field('Version')}, commit ${commit}${changed}, store format 5\n`);
});

test('Nothing in it names the folder where it was built', () => {
  const built = root.replace(/\/$/, '');
  for (const name of readdirSync(folder, { recursive: true }).map(at))
    if (statSync(name).isFile()) assert.ok(!readFileSync(name).includes(built), `${name} names ${built}`);
});

test('Every file of /etc is a configuration file, which dpkg does not replace where it was edited', () => {
  const shipped = readdirSync(at('etc'), { recursive: true }).map((name) => `/etc/${name}`).filter((name) => statSync(at(name)).isFile());
  const conffiles = run(['dpkg-deb', '--info', deb, 'conffiles']).trim().split('\n');
  assert.deepEqual(shipped.sort(), conffiles.sort());
});

test("The office's configuration names no office, as nobody may make one up; the example is a whole one", () => {
  assert.deepEqual(JSON.parse(text('etc/otklik/otklik.json')).office, {});
  assert.match(JSON.parse(text('usr/share/doc/otklik/examples/otklik.json')).office.name.default, /Министерство/);
});

test('The manuals are rendered without a warning, and tell of every command that there is', () => {
  const help = run([at('usr/bin/otklik'), '--help']);
  const names = [...help.split('Subcommands:')[1].matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name);
  assert.ok(names.length > 10 && names.includes('serve'));
  for (const page of ['man1/otklik.1.gz', 'ru/man1/otklik.1.gz', 'man8/otklik-nginx.8.gz']) {
    const { stdout, stderr } = spawnSync('man', ['--warnings', '-E', 'UTF-8', '-l', '-Tutf8', '-P', 'cat', at(`usr/share/man/${page}`)],
      { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8', MANWIDTH: '100' } });
    assert.equal(stderr, '', page);
    if (page.endsWith('otklik.1.gz')) for (const name of names) assert.match(stdout.replace(/.\x08/gu, '').replaceAll('‐', '-'), new RegExp(`^ +${name}\\b`, 'm'), `${page}: ${name}`);
  }
});

/** What completion offers behind these words, the last of which is not complete. */
const completed = (...words) => run(['bash', '-c', 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _otklik; printf "%s\\n" "${COMPREPLY[@]}"', '-',
  at('usr/share/bash-completion/completions/otklik'), at('usr/bin/otklik'), ...words]).trim().split('\n');

test('Completion offers the commands, their own commands, and their flags', () => {
  assert.ok(['serve', 'wave', 'backup', 'check'].every((name) => completed('').includes(name)), completed('').join());
  assert.deepEqual(completed('wa'), ['wave']);
  assert.deepEqual(completed('wave', 'c'), ['close']);
  assert.ok(completed('wave', 'open', '--').includes('--survey'));
  assert.deepEqual(completed('wave', 'open', '2026', '--thr'), ['--threshold']);
  assert.deepEqual(completed('serve', '--beh'), ['--behind-proxy']);
});

test('A second packing of the same build is the same, in another time zone and language', () => {
  const again = mkdtempSync(path.join(root, 'build/package-again-'));
  try {
    const epoch = run(['git', '-C', root, 'log', '-1', '--format=%ct']).trim();
    const output = spawnSync('sh', ['-c', 'umask 022; cpack --config build/native/CPackConfig.cmake -B "$0"', again],
      { cwd: root, encoding: 'utf8', env: { ...process.env, SOURCE_DATE_EPOCH: epoch, TZ: 'Asia/Kamchatka', LC_ALL: 'C' } });
    assert.equal(output.status, 0, output.stderr);
    const sum = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
    assert.equal(sum(path.join(again, path.basename(deb))), sum(deb));
  } finally {
    rmSync(again, { recursive: true, force: true });
  }
});

test('The units stand beside each other as what they say of each other', () => {
  const unit = (name) => text(`lib/systemd/system/${name}`);
  const [one, several] = [unit('otklik.service'), unit('otklik@.service')];
  // A second server has the sandbox of the first: everything but its name, its folders and its configuration.
  const box = (service) => service.split('\n').filter((line) => /^[A-Z]\w+=/.test(line) && !/^(Description|ExecStart|StateDirectory)=/.test(line));
  assert.deepEqual(box(several), box(one));
  assert.deepEqual(settings(several, 'StateDirectory', 'north'), ['otklik-north otklik-north-keys otklik-north-backups']);
  assert.deepEqual(box(unit('otklik-backup@.service')).filter((line) => !line.startsWith('Condition')), box(unit('otklik-backup.service')).filter((line) => !line.startsWith('Condition')));
  for (const name of ['otklik-backup.timer', 'otklik-backup@.timer']) assert.match(unit(name), /^OnCalendar=\*-\*-\* 03:00:00$/m);
});

const list = () => JSON.parse(text('usr/share/doc/otklik/otklik.cdx.json'));

test('The list of components has the structure of CycloneDX 1.5', () => {
  const { bomFormat, specVersion, version, serialNumber, metadata, components, dependencies, ...rest } = list();
  assert.deepEqual([bomFormat, specVersion, version, rest], ['CycloneDX', '1.5', 1, {}]);
  assert.match(serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  assert.equal(Date.parse(metadata.timestamp) / 1000, Number(run(['git', '-C', root, 'log', '-1', '--format=%ct'])));
  assert.deepEqual([metadata.component.type, metadata.component.name, metadata.component.version], ['application', 'otklik', field('Version')]);
  const members = new Set(['type', 'bom-ref', 'name', 'version', 'description', 'scope', 'hashes', 'licenses', 'purl', 'properties']);
  const lengths = { 'SHA-256': 64, 'SHA-512': 128 };
  for (const component of components) {
    assert.deepEqual(Object.keys(component).filter((name) => !members.has(name)), [], component.name);
    assert.equal(component.type, 'library');
    assert.ok(component.name && component.version);
    assert.ok(['required', 'excluded'].includes(component.scope));
    assert.match(component.purl, /^pkg:(deb\/debian|npm)\/[\w.%+-]+(\/[\w.-]+)?@[\w.%~:+-]+(\?arch=\w+&distro=[\w-]+)?$/);
    for (const { alg, content } of component.hashes ?? []) assert.match(content, new RegExp(`^[0-9a-f]{${lengths[alg]}}$`));
    for (const { expression } of component.licenses ?? []) assert.match(expression, /^[\w.-]+( (OR|AND|WITH) [\w.-]+)*$/);
    for (const { name, value } of component.properties ?? []) assert.ok(name && value);
  }
  const known = new Set([metadata.component, ...components].map((component) => component['bom-ref']));
  assert.equal(known.size, components.length + 1, 'every component is named once');
  assert.deepEqual(dependencies.map(({ ref }) => ref).sort(), [...known].sort());
  for (const { dependsOn } of dependencies) for (const ref of dependsOn) assert.ok(known.has(ref), ref);
});

test('... and names what the program is linked with, what was compiled in, and what built it, with licences', () => {
  const { components } = list();
  const find = (name) => components.find((component) => component.name === name) ?? assert.fail(`${name} is missing`);
  const needed = [...run(['readelf', '--dynamic', at('usr/bin/otklik')]).matchAll(/\(NEEDED\).*\[lib([a-z]+)/g)].map(([, name]) => name);
  for (const name of needed.filter((each) => !['m', 'crypto', 'gobject', 'glib', 'stdc', 'gcc', 'z'].includes(each)))
    assert.ok(components.some((component) => component.name.startsWith(`lib${name.slice(0, 6)}`)), name);
  const pinned = readFileSync(path.join(root, 'scripts/install'), 'utf8');
  for (const name of ['imgui', 'cpp-httplib']) {
    const { version, hashes, licenses } = find(name);
    assert.ok(pinned.includes(version) && pinned.includes(hashes[0].content), `${name} is the pinned one`);
    assert.deepEqual(licenses, [{ expression: 'MIT' }]);
  }
  for (const name of ['nlohmann-json3-dev', 'libcli11-dev', 'libstdc++6', 'libssl3', 'zlib1g']) assert.ok(find(name).licenses, name);
  assert.equal(find('esbuild').scope, 'excluded');
  assert.ok(existsSync(at('usr/share/doc/otklik/copyright')));
  for (const name of ['Dear ImGui', 'cpp-httplib', 'JSON for Modern C++', 'CLI11', 'musl']) assert.ok(text('usr/share/doc/otklik/copyright').includes(name), name);
});
