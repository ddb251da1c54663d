// What can be seen quickly of a fresh Debian 12; ./scripts/bench fresh goes all the way.

import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../browser/support.mjs';
import { makeMachine, wantsMachine } from './machine.mjs';

const options = { skip: wantsMachine };
let machine;
before(() => {
  if (!wantsMachine) machine = makeMachine('bookworm', 'root');
});
after(() => machine?.remove());

test('Without a network ./scripts/run says in one sentence what could not be fetched', options, async () => {
  const ran = machine.start(['./scripts/run'], { network: false });
  assert.equal(await ran.ended, 1);
  const lines = ran.said.trimEnd().split('\n');
  assert.equal(lines.length, 2, ran.said);
  assert.match(lines[0], /^Installing from Debian: .*\bninja-build\b/);
  assert.match(lines[1], /^install: could not fetch Debian's packages .*\bninja-build\b.*: .*resolving.*\(all of it: build\/log\/apt\.log\)$/);
});

test("Debian 12's own Node.js makes the client", options, async () => {
  for (const made of ['web/page/node_modules', ...['app', 'app-all', 'plain'].map((module) => `build/wasm/web/${module}.wasm`)])
    cpSync(path.join(root, made), path.join(machine.clone, made), { recursive: true });
  const ran = machine.start(['node', 'web/page/bundle.mjs', 'build/wasm/web', 'build/web']);
  assert.equal(await ran.ended, 0, ran.said);
});

test('Nothing of the machine is left outside when its commands have ended', options, () => {
  assert.deepEqual(machine.left(), []);
});
