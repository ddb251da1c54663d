// The package that scripts/package made, and what the units in it say.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../browser/support.mjs';

const folder = path.join(root, 'build/package');
const made = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.deb')) : [];
assert.equal(made.length, 1, 'there is no package to be tested: first ./scripts/package');
export const deb = path.join(folder, made[0]);

/** Unpacks the package into a folder, and starts nothing. */
export const unpack = (target) => execFileSync('dpkg-deb', ['--extract', deb, target]);

/** Every value of a setting of a unit, in order; `instance` is what stands behind "@" in its name. */
export const settings = (unit, name, instance = '') =>
  [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value]) => value.replaceAll('%i', instance));

/** What a unit starts, one after the other, as words for a shell, whose quotes are systemd's. */
export const commands = (unit, instance) => settings(unit, 'ExecStart', instance).map((line) => line.replaceAll('$$', '$'));
