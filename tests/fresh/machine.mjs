// Fresh machines for tests and benchmarks; what they are says the script "machine" beside this.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { root } from '../browser/support.mjs';

const script = path.join(root, 'tests/fresh/machine');
const isRoot = process.getuid() === 0;

/** What node:test takes as `skip`: why no machine can be made here, or false. */
export const wantsMachine = isRoot && spawnSync('unshare', ['--mount', '--pid', '--fork', 'true']).status === 0
  ? false : 'it wants root, with the right to make namespaces';

/** Makes a machine of Debian's `suite` whose user is `user`: "root", or "user", who may use sudo; "bare" has Debian's least, no clone, and is root. */
export function makeMachine(suite, user) {
  execFileSync(script, ['make', suite, user], { stdio: 'inherit' });
  const folder = path.join(root, `build/fresh/${suite}-${user}`);
  return {
    /** The machine's root, seen from outside; and the clone. */
    folder,
    clone: path.join(folder, user === 'root' ? 'root' : `home/${user}`, 'otklik'),
    /**
     * Starts a command there. `line` resolves to the first line of either output that `pattern` finds, `ended` to the exit code; `said` is all
     * it has written. Without `network` it has none.
     */
    start(words, { network = true } = {}) {
      const child = spawn(network ? script : 'unshare', [...(network ? [] : ['--net', script]), 'enter', suite, user, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
      const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
      const started = {
        said: '', ended,
        line: (pattern) => new Promise((resolve, reject) => {
          const look = () => { const found = pattern.exec(started.said); if (found) resolve(found); };
          for (const output of [child.stdout, child.stderr]) output.on('data', look);
          ended.then((code) => reject(new Error(`it ended with ${code}:\n${started.said}`)));
          look();
        }),
        /** Ends it with all its processes. */
        stop() {
          child.kill('SIGKILL');
          return ended;
        },
      };
      for (const output of [child.stdout, child.stderr]) output.setEncoding('utf8').on('data', (part) => { started.said += part; });
      return started;
    },
    /** What of it is left outside: mounts in this namespace, and processes. */
    left() {
      const rooted = (id) => {
        try {
          return readlinkSync(`/proc/${id}/root`).startsWith(folder);
        } catch {
          return false; // it has ended
        }
      };
      return [...readFileSync('/proc/self/mounts', 'utf8').split('\n').filter((line) => line.includes(folder)),
        ...readdirSync('/proc').filter((id) => /^\d+$/.test(id) && rooted(id))];
    },
    remove: () => execFileSync(script, ['remove', suite, user]),
  };
}
