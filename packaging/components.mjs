// What the package is made of, as CycloneDX 1.5 in JSON: "components.mjs PROGRAM VERSION > otklik.cdx.json". The same sources, packages and
// SOURCE_DATE_EPOCH give the same bytes. Nothing is listed by hand but what a licence is called: libraries are those that the program asks the
// loader for, headers and fetched sources those of scripts/install, packages of npm those of the client's lockfile.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url)); // Debian 12's Node.js has no import.meta.dirname
const [program, version] = process.argv.slice(2);
const run = (...words) => execFileSync(words[0], words.slice(1), { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
const text = (file) => readFileSync(path.join(root, file), 'utf8');

// Expressions of SPDX for Debian's source packages; Debian's own files of copyright also tell of what is not used here, such as tests.
const licences = {
  brotli: 'MIT', cairo: 'LGPL-2.1-only OR MPL-1.1', cli11: 'BSD-3-Clause', 'cpp-httplib': 'MIT', emscripten: 'MIT OR NCSA',
  'fonts-dejavu': 'Bitstream-Vera', 'glib2.0': 'LGPL-2.1-or-later', glibc: 'LGPL-2.1-or-later', hunspell: 'MPL-1.1 OR GPL-2.0-or-later OR LGPL-2.1-or-later',
  imgui: 'MIT', librsvg: 'LGPL-2.1-or-later', libsodium: 'ISC', libxlsxwriter: 'BSD-2-Clause', md4c: 'MIT', 'nlohmann-json3': 'MIT', openssl: 'Apache-2.0',
  qrencode: 'LGPL-2.1-or-later', snowball: 'BSD-3-Clause', sqlite3: 'blessing', utf8proc: 'MIT AND Unicode-DFS-2015', zlib: 'Zlib',
};
const licenceOf = (source) => (/^gcc-\d+$/.test(source) ? 'GPL-3.0-or-later WITH GCC-exception-3.1' : licences[source]);
const withLicence = (expression) => (expression ? { licenses: [{ expression }] } : {});

const release = Object.fromEntries(readFileSync('/etc/os-release', 'utf8').split('\n').map((line) => line.replaceAll('"', '').split('=')));
const escaped = (word) => encodeURIComponent(word).replaceAll('%3A', ':');

/** What of Debian is installed here; `scope` is "required" for what is linked, compiled in or read, "excluded" for what only builds. */
function debian(name, scope, description) {
  const [installed, architecture, source, sourceVersion] =
    run('dpkg-query', '--show', '--showformat=${Version}\\n${Architecture}\\n${source:Package}\\n${source:Version}\\n', name).split('\n');
  const purl = `pkg:deb/debian/${escaped(name)}@${escaped(installed)}?arch=${architecture}&distro=${release.ID}-${release.VERSION_ID}`;
  return { type: 'library', 'bom-ref': purl, name, version: installed, description, scope, ...withLicence(licenceOf(source)), purl,
    properties: [{ name: 'debian:source', value: `${source} ${sourceVersion}` }] };
}

/** The packages whose libraries the program names itself; what those stand on is Debian's own matter, and named in its packages. */
function linked() {
  const wanted = new Set([...run('readelf', '--dynamic', program).matchAll(/\(NEEDED\).*\[(.*)\]/g)].map(([, name]) => name));
  const files = run('ldd', program).split('\n').map((line) => /^\s*(\S+) => (\/\S+)/.exec(line)).filter((found) => found && wanted.has(found[1]));
  if (files.length !== wanted.size) throw new Error(`components: of ${[...wanted]} the loader finds ${files.length}`);
  // dpkg knows a library by the path it was packed under, which on a merged /usr is perhaps not the loader's.
  const owner = (file) => [file, file.replace(/^\/usr/, ''), `/usr${file}`].map((each) => {
    try {
      return execFileSync('dpkg-query', ['--search', each], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split(':')[0];
    } catch {
      return undefined;
    }
  }).find(Boolean) ?? (() => { throw new Error(`components: no package holds ${file}`); })();
  return [...new Set(files.map(([, , file]) => owner(file)))];
}

const install = text('scripts/install');
/** Sources that scripts/install fetches: the pinned ones, unless Debian had those no more and scripts/fetch-source wrote down what it took. */
const fetched = [...install.matchAll(/^scripts\/fetch-source (\S+) (\S+) '?([^'\s]+)'?\s(?:\\\s+)?([0-9a-f]{64})$/gm)].map(([, name, suite, ...pinned]) => {
  const [fetchedVersion, sha256] = text(`build/deps/${name}/.complete`).trim().split(' ').filter(Boolean).concat(pinned);
  const purl = `pkg:deb/debian/${name}@${escaped(fetchedVersion)}?arch=source&distro=${suite}`;
  return { type: 'library', 'bom-ref': purl, name, version: fetchedVersion, description: 'fetched as source by scripts/install and compiled in', scope: 'required',
    hashes: [{ alg: 'SHA-256', content: sha256 }], ...withLicence(licences[name]), purl };
});

/** Those of the lockfile that are installed here: they make the client's bundle, and nothing of them is in it. */
const npm = Object.entries(JSON.parse(text('web/page/package-lock.json')).packages).flatMap(([folder, { version: locked, license, integrity }]) => {
  const name = folder.replace(/^node_modules\//, '');
  if (!name || (name.startsWith('@esbuild/') && name !== '@esbuild/linux-x64')) return [];
  const purl = `pkg:npm/${name.replace('@', '%40')}@${locked}`;
  return [{ type: 'library', 'bom-ref': purl, name, version: locked, description: "builds the client's bundle", scope: 'excluded',
    hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex') }], ...withLicence(license), purl }];
});

const needed = (name) => install.includes(` ${name}`) || install.includes(`(${name}`) ? name : (() => { throw new Error(`components: scripts/install does not name ${name}`); })();
const components = [
  ...linked().map((name) => debian(name, 'required', 'linked')),
  ...['nlohmann-json3-dev', 'libcli11-dev'].map((name) => debian(needed(name), 'required', 'headers, compiled in')),
  debian(needed('emscripten'), 'required', "makes the client; parts of its C and C++ libraries are in it"),
  ...['hunspell-ru', 'tzdata', 'fonts-dejavu-core'].map((name) => debian(needed(name), 'required', 'read by the running server')),
  ...['g++', 'cmake'].map((name) => debian(needed(name), 'excluded', 'builds the server')),
  ...fetched, ...npm,
].sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));

const self = { type: 'application', 'bom-ref': `pkg:generic/otklik@${version}`, name: 'otklik', version,
  description: 'An anonymous survey, its server and its client', licenses: [{ license: { id: 'MIT' } }], purl: `pkg:generic/otklik@${version}` };
const list = {
  bomFormat: 'CycloneDX', specVersion: '1.5', version: 1,
  metadata: { timestamp: new Date(Number(process.env.SOURCE_DATE_EPOCH) * 1000).toISOString().replace('.000', ''), component: self },
  components,
  dependencies: [{ ref: self['bom-ref'], dependsOn: components.filter(({ scope }) => scope === 'required').map((each) => each['bom-ref']) },
    ...components.map((each) => ({ ref: each['bom-ref'], dependsOn: [] }))],
};
// A number of its own, as the standard asks of two different lists; drawn from the list, so that the same list has the same.
const digits = createHash('sha256').update(JSON.stringify(list)).digest('hex');
list.serialNumber = `urn:uuid:${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
process.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
