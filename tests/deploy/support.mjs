// A machine in a folder: what the package or scripts/deploy/install puts there, the server started as its unit says, and Debian's nginx with
// Debian's own nginx.conf around the shipped site. Only paths (into the folder) and ports (to free ones on loopback) differ.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import http2 from 'node:http2';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { eventually, root } from '../browser/support.mjs';
import { commands, settings, unpack } from '../package/deb.mjs';

export const isRoot = process.getuid() === 0;

/** What node:test takes as a test's `skip`: why it cannot run here, or false. `words` is the right it needs, tried out. */
const wants = (right, ...words) => (spawnSync(words[0], words.slice(1)).status === 0 ? false : `it wants the right to ${right}`);
/** Words that start a command with mounts of its own. */
export const withOwnMounts = ['unshare', ...(isRoot ? [] : ['--map-root-user']), '--mount'];
export const wantsMounts = wants('mount, in a mount namespace', ...withOwnMounts, 'mount', '-t', 'tmpfs', 'none', '/mnt');
/** Words that start a command with a network of its own, in which only loopback is. */
const withOwnNetwork = ['unshare', ...(isRoot ? [] : ['--map-root-user']), '--net'];
export const wantsFirewall = wants('load rules, in a network of its own', ...withOwnNetwork, 'nft', 'add table inet otklik');
export const wantsTracing = wants('trace processes', 'strace', '-o', '/dev/null', 'true');
const hasIpv6 = (() => {
  try {
    return readFileSync('/proc/net/if_inet6', 'utf8') !== '';
  } catch {
    return false;
  }
})();

const CONFIGURATION = '/etc/otklik/otklik.json';

/** Installs `what` ("server" or "kiosk") into a folder that stands for a machine. */
export function machine(what) {
  const folder = mkdtempSync(path.join(tmpdir(), 'otklik-deploy-'));
  chmodSync(folder, 0o755); // nginx's workers and the server run as other users
  const at = (file) => path.join(folder, file);
  const text = (file) => readFileSync(at(file), 'utf8');
  const translated = (words) => words.replace(/(?<![\w/.-])\/(?:(?:usr\/local|etc|run|var\/lib|var\/log)\/|usr\/(?:bin|share)\/otklik\b)/g, `${folder}$&`);
  const install = () => execFileSync(path.join(root, 'scripts/deploy/install'), [what, '--destdir', folder], { encoding: 'utf8' });
  if (what === 'server') {
    unpack(folder);
    writeFileSync(at(CONFIGURATION), translated(text(CONFIGURATION)));
  } else {
    install();
  }
  return {
    folder, at, text,
    /** Installs it again. */
    install,
    /** The text of a unit. */
    unit: (name) => text(`${what === 'server' ? '/lib' : '/usr/local/lib'}/systemd/system/${name}`),
    /** A shipped text with the paths of this machine. */
    translated,
    /** Makes room in nginx's configuration, and says so. */
    prepareNginx: () => execFileSync(at('/usr/sbin/otklik-nginx'), ['--root', folder], { encoding: 'utf8' }),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }),  // a browser that ends may still write
  };
}

export const freePort = () => new Promise((resolve) => {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

/** Whether somebody listens at a port, of the network in which `within` starts commands. */
const listens = (port, within = []) => () => {
  const words = [...within, 'cat', '/proc/net/tcp'];
  const wanted = new RegExp(`^ *\\d+: \\w+:${port.toString(16).padStart(4, '0').toUpperCase()} \\w+:\\w+ 0A `, 'm');
  return wanted.test(execFileSync(words[0], words.slice(1), { encoding: 'utf8', maxBuffer: 2 ** 26 }));  // closed connections linger by the thousand
};

/** Starts a process whose output goes to `log`; `stop` asks it to end and says how it did. */
export function start(words, log, options = {}) {
  mkdirSync(path.dirname(log), { recursive: true });
  const output = openSync(log, 'a');
  const child = spawn(words[0], words.slice(1), { stdio: ['ignore', output, output], ...options });
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  return {
    pid: child.pid, ended,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

/** The command line of a unit, with the configuration of this machine, and `flags`, which win over it. */
export const commandLine = (place, unit, flags) =>
  [...place.translated(commands(place.unit(unit))[0]).split(' '), '--config', place.at(CONFIGURATION), ...flags];

/** Makes the folders of a unit's StateDirectory as systemd does, for the user `owner` or whoever runs the tests; their paths. */
export function makeStateFolders(place, unit, owner) {
  const text = place.unit(unit);
  const mode = parseInt(settings(text, 'StateDirectoryMode')[0], 8);
  return settings(text, 'StateDirectory')[0].split(' ').map((name) => {
    const folder = place.at(`/var/lib/${name}`);
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, mode);
    if (owner !== undefined) chownSync(folder, owner, owner);
    return folder;
  });
}

/** A network of its own, in which `within` starts commands, until `stop` is called. */
export async function startNetwork(place) {
  const network = start([...withOwnNetwork, 'sleep', 'infinity'], place.at('/var/log/network.log'));
  const within = ['nsenter', '--target', String(network.pid), '--net', ...(isRoot ? [] : ['--user', '--preserve-credentials'])];
  const run = (...words) => execFileSync(within[0], [...within.slice(1), ...words], { encoding: 'utf8' });
  await eventually(() => readlinkSync(`/proc/${network.pid}/ns/net`) !== readlinkSync('/proc/self/ns/net'), 10, () => 'a network of its own');
  run('ip', 'link', 'set', 'lo', 'up');
  return { within, run, stop: () => network.stop() };
}

export async function startServer(place, port, flags, { within = [] } = {}) {
  const server = start([...within, ...commandLine(place, 'otklik.service', ['--port', String(port), ...flags])], place.at('/var/log/otklik.log'));
  await eventually(listens(port, within), 10, () => `the server: ${place.text('/var/log/otklik.log')}`);
  return server;
}

/**
 * Debian's nginx with the shipped site on port `tls`, and on `plain` what is port 80 elsewhere; `beside` is another site, which then is the
 * default one in the place of the shipped.
 */
export async function startNginx(place, { tls: secure, plain, upstream }, { within = [], beside } = {}) {
  for (const folder of ['conf.d', 'modules-enabled', 'sites-enabled', 'snippets'])
    mkdirSync(place.at(`/etc/nginx/${folder}`), { recursive: true });
  for (const folder of ['/run', '/var/log/nginx', '/var/lib/nginx']) mkdirSync(place.at(folder), { recursive: true });
  copyFileSync('/etc/nginx/mime.types', place.at('/etc/nginx/mime.types'));
  writeFileSync(place.at('/etc/nginx/nginx.conf'), place.translated(readFileSync('/etc/nginx/nginx.conf', 'utf8')));
  // Where Debian's nginx keeps what does not fit into memory; said here only because its own place is not in this folder.
  const kept = (kind) => `${kind}_temp_path ${place.at(`/var/lib/nginx/${kind}`)};`;
  writeFileSync(place.at('/etc/nginx/conf.d/folders.conf'), ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(kept).join('\n'));

  const certificate = place.at('/etc/certificate.pem');
  const key = place.at('/etc/key.pem');
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1', '-subj', '/CN=localhost',
    '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  writeFileSync(place.at('/etc/nginx/snippets/otklik-site.conf'), `server_name localhost; ssl_certificate ${certificate}; ssl_certificate_key ${key};
limit_conn otklik_visitors 64;`);
  const enable = (name, text) => writeFileSync(place.at(`/etc/nginx/sites-enabled/${name}`), place.translated(text)
    .replace('127.0.0.1:8080', `127.0.0.1:${upstream}`)
    .replace(/listen \[::\]:(80|443)\b.*/g, (line, port) => (hasIpv6 ? line.replace(`[::]:${port}`, `[::1]:${port === '80' ? plain : secure}`) : ''))
    .replace(/listen (80|443)\b/g, (line, port) => `listen 127.0.0.1:${port === '80' ? plain : secure}`));
  enable('otklik', place.text('/etc/nginx/sites-available/otklik'));
  if (beside) enable('another', beside);
  else enable('otklik-default', place.text('/etc/nginx/sites-available/otklik-default'));

  place.prepareNginx();
  const log = place.at('/var/log/nginx/start.log');
  const nginx = start([...within, '/usr/sbin/nginx', '-c', place.at('/etc/nginx/nginx.conf'), '-g', 'daemon off;'], log);
  await eventually(listens(secure, within), 10, () => `nginx: ${readFileSync(log, 'utf8')}${place.text('/var/log/nginx/error.log')}`);
  // Nothing may be written to its folders: what does not stay in memory fails.
  for (const folder of readdirSync(place.at('/var/lib/nginx'))) chmodSync(place.at(`/var/lib/nginx/${folder}`), 0);
  return nginx;
}

/** A TLS connection from a visitor's address. */
export const connect = (port, from, options = {}) =>
  tls.connect({ port, host: '127.0.0.1', localAddress: from, servername: 'localhost', rejectUnauthorized: false, ...options });

/** One request over HTTP/2 from a visitor's address. */
export function ask(port, from, address, { method = 'GET', headers = {}, body } = {}) {
  const session = http2.connect(`https://localhost:${port}`, { createConnection: () => connect(port, from, { ALPNProtocols: ['h2'] }) });
  return new Promise((resolve, reject) => {
    session.once('error', reject);
    const stream = session.request({ ':path': address, ':method': method, ...headers }, { endStream: body === undefined });
    const parts = [];
    let answer;
    stream.once('response', (fields) => { answer = fields; });
    stream.on('data', (part) => parts.push(part));
    stream.once('error', reject);
    stream.once('close', () => resolve({ status: answer?.[':status'], headers: answer, body: Buffer.concat(parts), protocol: session.alpnProtocol }));
    if (body !== undefined) stream.end(body);
  }).finally(() => session.close());
}

/** Sends bytes as they are over a connection and gives what comes until it closes. */
export function sendRaw(socket, ...parts) {
  return new Promise((resolve) => {
    let said = '';
    socket.on('data', (part) => { said += part; });
    socket.once('error', () => {}).once('close', () => resolve(said));
    for (const part of parts) socket.write(part);
  });
}
