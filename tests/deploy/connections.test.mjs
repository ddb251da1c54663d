// The shipped rules of the kernel before the shipped nginx, in a network of its own: how many connections an address, or a household's
// IPv6 network, may have before anything of a request has come.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { openWave } from '../browser/support.mjs';
import { freePort, machine, makeStateFolders, startNetwork, startNginx, startServer, wantsFirewall } from './support.mjs';

const ports = { tls: 443, plain: 80 };
let place;
let network;
let server;
let nginx;
before(async () => {
  if (wantsFirewall) return;
  place = machine('server');
  network = await startNetwork(place);
  const { within, run } = network;
  for (let i = 1; i <= 8; ++i) run('ip', '-6', 'address', 'add', `2001:db8:0:${i}::1/128`, 'dev', 'lo', 'nodad');
  run('ip', '-6', 'address', 'add', '2001:db8:0:100::1/128', 'dev', 'lo', 'nodad');
  run('ip', '-6', 'address', 'add', '2001:db8:0:1::2/128', 'dev', 'lo', 'nodad');
  ports.upstream = await freePort();
  const [data] = makeStateFolders(place, 'otklik.service');
  openWave(data, '2026');
  server = await startServer(place, ports.upstream, [], { within });
  nginx = await startNginx(place, ports, { within });
  run('nft', '-f', place.at('/usr/share/otklik/otklik.nft'));
});
after(async () => {
  await nginx?.stop();
  await server?.stop();
  network?.stop();
  place?.remove();
});

/** Holds `count` connections with half a header from each address, then asks from `honest`: [how many of each are held, milliseconds]. */
const attack = (count, addresses, honest) => JSON.parse(execFileSync(network.within[0],
  [...network.within.slice(1), process.execPath, fileURLToPath(new URL('half-sent.mjs', import.meta.url)), String(count), addresses.join(), honest],
  { encoding: 'utf8' }));

test('Two thousand half-sent headers: 256 connections of an address are let in, and everybody else is served', { skip: wantsFirewall }, () => {
  const { held, served, longest } = attack(2000, ['127.77.1.1'], '127.77.1.2');
  assert.deepEqual(held, [256]);
  assert.equal(served, 10);
  assert.ok(longest < 1000, `${longest} ms`);
});

test('A household has one count, however many addresses it takes; another one has its own', { skip: wantsFirewall }, () => {
  const { held, served } = attack(400, ['2001:db8:0:1::1', '2001:db8:0:1::2', '2001:db8:0:2::1'], '2001:db8:0:100::1');
  assert.equal(held[0] + held[1], 256);
  assert.equal(held[2], 256);
  assert.equal(served, 10);
});

test('A network has one count, too: four times as many, in a /24 or a /56', { skip: wantsFirewall }, () => {
  const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
  const four = attack(300, ['127.77.2.1', '127.77.2.2', '127.77.2.3', '127.77.2.4', '127.77.2.5', '127.77.2.6'], '127.77.3.1');
  assert.equal(sum(four.held), 1024);
  assert.equal(four.served, 10);
  const six = attack(300, [3, 4, 5, 6, 7, 8].map((i) => `2001:db8:0:${i}::1`), '127.77.3.1');
  assert.equal(sum(six.held), 1024);
  assert.equal(six.served, 10);
});

test('Who lets go may come again, and the rules can be loaded again and taken away', { skip: wantsFirewall }, () => {
  assert.deepEqual(attack(256, ['127.77.1.1'], '127.77.1.1').held, [256]);
  const unit = place.unit('otklik-connections.service');
  for (const step of ['ExecReload', 'ExecReload', 'ExecStop'])
    network.run(...place.translated(new RegExp(`^${step}=(.*)$`, 'm').exec(unit)[1]).split(' '));
  assert.equal(network.run('nft', 'list', 'ruleset'), '');
  assert.deepEqual(attack(400, ['127.77.1.3'], '127.77.1.4').held, [400]);
});
