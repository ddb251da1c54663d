// The kiosk's launcher and policy with Debian's cage and Chromium. cage draws into memory instead of a screen (wlroots' own
// WLR_BACKENDS=headless); what the tests need of Chromium stands in the kiosk's configuration file.

import assert from 'node:assert/strict';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, pinPart, startServer } from '../browser/support.mjs';
import { freePort, isRoot, machine, start, wantsMounts, withOwnMounts } from './support.mjs';

const { chromium } = createRequire(new URL('../browser/support.mjs', import.meta.url))('playwright-core');
const BARE = ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

const AS_NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];

let server;
let place;
before(async () => {
  place = machine('kiosk');
  server = await startServer({ flags: ['--kiosk', 'hall'] });
});
after(async () => {
  await server?.stop();
  place?.remove();
});

/** Starts the launcher as its unit does, not as root; `within` are words before it. */
function startKiosk(url, { flags = [], pin = '', within = isRoot ? AS_NOBODY : [] } = {}) {
  const [state, runtime] = ['/var/lib/otklik-kiosk', '/run/kiosk'].map(place.at);
  for (const folder of [state, runtime]) {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o700);
    if (isRoot) chownSync(folder, 65534, 65534);
  }
  writeFileSync(place.at('/etc/otklik-kiosk.conf'), `URL='${url}'\nFLAGS='${[...BARE, ...flags].join(' ')}'\n${pin}`);
  return start([...within, place.at('/usr/local/bin/otklik-kiosk'), place.at('/etc/otklik-kiosk.conf')], place.at('/var/log/kiosk.log'), {
    env: { ...process.env, STATE_DIRECTORY: state, XDG_RUNTIME_DIR: runtime, HOME: state, WLR_BACKENDS: 'headless', WLR_RENDERER: 'pixman', WLR_LIBINPUT_NO_DEVICES: '1' },
  });
}
const childrenOf = (pid) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

test("Debian's Chromium knows every flag of the launcher and every policy", () => {
  const program = readFileSync('/usr/lib/chromium/chromium');
  const isKnown = (name) => program.includes(`\0${name}\0`);
  const flags = [...place.text('/usr/local/bin/otklik-kiosk').matchAll(/ --([a-z-]+)/g)].map(([, name]) => name);
  const policies = Object.keys(JSON.parse(place.text('/etc/chromium/policies/managed/otklik-kiosk.json')));
  assert.ok(flags.length > 10 && policies.length > 30);
  assert.deepEqual([...flags, ...policies].filter((name) => !isKnown(name)), []);
});

test('The survey fills the screen; a killed Chromium ends the launcher, and started again it has what it had, and the PIN', async () => {
  const port = await freePort();
  const url = `${server.url}?kiosk=hall`;
  const visit = async (look, pin) => {
    const kiosk = startKiosk(url, { pin, flags: [`--remote-debugging-port=${port}`] });
    try {
      const browser = await eventually(() => chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => null), 60, () => place.text('/var/log/kiosk.log'));
      const [context] = browser.contexts();
      const page = await eventually(() => context.pages().find((one) => one.url() === url), 10, () => `one of: ${context.pages().map((one) => one.url())}`);
      await page.getByRole('button', { name: 'Начать', exact: true }).waitFor();
      assert.equal(context.pages().length, 1);
      const found = await page.evaluate(look);
      const [running] = childrenOf(kiosk.pid);
      process.kill(running, 'SIGKILL');
      await kiosk.ended;
      return found;
    } finally {
      await kiosk.stop('SIGKILL');
    }
  };
  const database = `const open = () => new Promise((resolve) => { const request = indexedDB.open('kept', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('items'); request.onsuccess = () => resolve(request.result); });`;
  const [width, height, screenWidth, screenHeight] = await visit(`(async () => { ${database}
    const writing = (await open()).transaction('items', 'readwrite', { durability: 'strict' });
    writing.objectStore('items').put('an unsent answer', 1);
    await new Promise((resolve) => { writing.oncomplete = resolve; });
    return [innerWidth, innerHeight, screen.width, screen.height]; })()`);
  assert.deepEqual([width, height], [screenWidth, screenHeight]);

  // As a longer visit leaves it, on a machine that got another name since.
  const profile = place.at('/var/lib/otklik-kiosk/profile');
  rmSync(`${profile}/SingletonLock`);
  symlinkSync('another-name-1', `${profile}/SingletonLock`);
  const preferences = `${profile}/Default/Preferences`;
  writeFileSync(preferences, '{"profile":{"exit_type":"Crashed","name":"kiosk"}}');
  if (isRoot) chownSync(preferences, 65534, 65534);
  const cleaned = eventually(() => readFileSync(preferences, 'utf8').includes('"exit_type":"Normal","name":"kiosk"'), 10, () => preferences);
  const kept = await visit(`(async () => { ${database}
    const own = new Promise((resolve) => { const request = indexedDB.open('otklik'); request.onsuccess = () => resolve(request.result); });
    const result = (reading) => new Promise((resolve) => { reading.onsuccess = () => resolve(reading.result); });
    const { iterations } = await result((await own).transaction('state').objectStore('state').get('pin')) ?? {};
    return [await result((await open()).transaction('items').objectStore('items').get(1)), iterations]; })()`, `PIN='${pinPart('271828').slice('#pin='.length)}'\n`);
  assert.deepEqual(kept, ['an unsent answer', 600000]);
  await cleaned;
});

test('Under the policy a file can be saved, and no other site can be opened', { skip: wantsMounts }, async () => {
  const asked = [];
  const answer = (request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(request.url === '/'
      ? `<a download="responses.json">сохранить</a><script>
          const link = document.querySelector('a');
          link.href = URL.createObjectURL(new Blob(['[]'], { type: 'application/json' }));
          link.click();
          addEventListener('pagehide', () => navigator.sendBeacon('/left'));
          setTimeout(() => { location.href = 'http://localhost:${other.address().port}/away'; }, 1000);
        </script>` : '');
  };
  const listen = () => new Promise((resolve) => { const one = createServer(answer).listen(0, '127.0.0.1', () => resolve(one)); });
  const site = await listen();
  const other = await listen();
  const url = `http://127.0.0.1:${site.address().port}/`;
  writeFileSync(place.at('/etc/otklik-kiosk.conf'), `URL='${url}'\nFLAGS=''\n`);
  place.install();
  const policy = place.at('/etc/chromium/policies/managed/otklik-kiosk.json');
  writeFileSync(policy, place.translated(readFileSync(policy, 'utf8')));
  // Chromium reads policies from one place only: these processes see the folder's /etc/chromium there.
  const mount = `mount --bind ${place.at('/etc/chromium')} /etc/chromium && exec "$@"`;
  const within = [...withOwnMounts, 'sh', '-c', mount, '-', ...(isRoot ? AS_NOBODY : ['unshare', '--map-user=1000', '--map-group=1000'])];
  const kiosk = startKiosk(url, { within });
  try {
    const saved = place.at('/var/lib/otklik-kiosk/saved/responses.json');
    await eventually(() => asked.some((address) => address.endsWith('/left')), 60, () => `${asked} ${place.text('/var/log/kiosk.log')}`);
    await eventually(() => existsSync(saved), 10, () => saved);
    assert.equal(readFileSync(saved, 'utf8'), '[]');
    await sleep(500);
    assert.deepEqual(asked.filter((address) => address.includes('away')), []);
  } finally {
    await kiosk.stop();
    site.close();
    other.close();
  }
});
