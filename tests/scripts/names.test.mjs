// Two types of one name in one namespace link without a word, and then one of them runs the other's code.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root } from '../browser/support.mjs';

const sourcesIn = (...folders) => folders.flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true })
  .filter((file) => /\.(h|cpp)$/.test(file) && !file.includes('node_modules')).map((file) => path.join(folder, file)));

/** The types that a file defines for all others to see, with their namespace: what stands in a nameless one is its own. */
function typesOf(file) {
  const text = readFileSync(path.join(root, file), 'utf8').replace(/^namespace \{$[^]*?^\} {2}\/\/ namespace$/gm, '');
  let space = '';
  return [...text.matchAll(/^namespace ([\w:]+) \{|^(?:struct|class|enum class) (\w+)(?: final)?(?: :[^{;]*)? \{/gm)].flatMap(([, opened, name]) => {
    space = opened ?? space;
    return name ? [`${space}::${name}`] : [];
  });
}

for (const side of ['server', 'web']) test(`Of all that ${side}/ is linked with, a type has a name that no other type has`, () => {
  const homes = new Map();
  for (const file of sourcesIn('shared', side)) for (const name of typesOf(file)) homes.set(name, [...homes.get(name) ?? [], file]);
  assert.ok(homes.has('otklik::Survey'), 'types are found');
  assert.deepEqual([...homes].filter(([, files]) => files.length > 1), []);
});
