// ./scripts/run on machines that hold only what the README asks for, by root and by a user who may use sudo: how long until it serves, that it
// says nothing of the compiler's warnings, shows a trial and says where its key is, takes an answer of the form, and leaves nothing behind.
// "fresh.mjs [SUITE-USER…]".

import assert from 'node:assert/strict';
import { eventually } from '../browser/support.mjs';
import { makeMachine, wantsMachine } from '../fresh/machine.mjs';

const SECONDS = 3600;

/** A visitor without script: opens the form, sends it, is thanked. */
async function answerForm(url) {
  const page = await fetch(url);
  assert.equal(page.status, 200);
  const form = await page.text();
  assert.match(form, /<form/);
  assert.match(form, /Проба: ответы не войдут в результаты/);
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]);
  const sent = await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams([...fields, ['sex', 'female']]) });
  assert.equal(sent.status, 303);
  assert.equal((await fetch(new URL(sent.headers.get('location'), url))).status, 200);
  assert.equal((await fetch(new URL('/healthz', url))).status, 200);
}

async function attempt(suite, user) {
  const machine = makeMachine(suite, user);
  try {
    const began = Date.now();
    const ran = machine.start(['./scripts/run', '--port', '0']);
    const limit = setTimeout(() => ran.stop(), SECONDS * 1000);
    const [, url] = await ran.line(/"address":"([^"]*)"/);
    clearTimeout(limit);
    const seconds = Math.round((Date.now() - began) / 1000);
    await answerForm(url);
    assert.match(ran.said, /ballot key.*data\/ballot-key-\d{4}\.txt/);
    assert.doesNotMatch(ran.said, /Warnings of the compiler/);
    await ran.stop();
    await eventually(() => machine.left().length === 0, 10, () => machine.left().join('\n'));
    console.log(`${suite} ${user.padEnd(4)}  serves after ${seconds} s, without a warning; the form is answered`);
  } finally {
    machine.remove();
  }
}

if (wantsMachine) throw new Error(`fresh: no machine can be made here: ${wantsMachine}`);
const all = ['bookworm', 'trixie'].flatMap((suite) => ['root', 'user'].map((user) => `${suite}-${user}`));
for (const name of process.argv.length > 2 ? process.argv.slice(2) : all) {
  assert.ok(all.includes(name), `fresh: there is no machine '${name}'; there are: ${all.join(', ')}`);
  await attempt(...name.split('-'));
}
