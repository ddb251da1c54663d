// Which tests there are, and in which lane each runs: "node test.mjs", or "node test.mjs quick". A new suite is one more line in the lane that
// has most time left; what only waits (browsers, timeouts) goes well beside what computes (builds).

import { runAll } from './lanes.mjs';
import { build, check, counted, nodeTests, program } from './suites.mjs';

const units = ['text', 'survey', 'redact', 'stats', 'privacy', 'report', 'form', 'app'].map((part) => `unit_${part}`);
const native = [...units.map((name) => program(name, 120)), program('redactor_tests', 120), program('seal_tests', 120), program('store_tests', 600), program('attack_tests', 600)];

const quick = {
  tests: [build('native', 'otklik', ...units, 'redactor_tests', 'seal_tests', 'store_tests', 'attack_tests'), ...native],
};

/** The server, the client, and the package of both, which tests/deploy and tests/package take apart. */
const everythingBuilt = { ...build(), command: ['scripts/package'] };

const everything = {
  browsers: [nodeTests('browser', 2400), nodeTests('deploy', 600)],
  // Without what measures memory, which the thread sanitizer takes for itself, and without the tests that fork.
  races: [
    build('tsan', 'server_tests', 'store_tests'),
    program('server_tests', 1200, { preset: 'tsan', races: true, without: ['An endless header*', 'A thread that cannot*'], env: { OTKLIK_KILLS: '3' } }),
    program('store_tests', 1200, { preset: 'tsan', races: true, without: ['A crash between*', 'What was accepted survives*'], env: { OTKLIK_HISTORIES: '60' } }),
  ],
  native: [
    build('native', 'otklik_all_tests'), ...native, program('server_tests', 900), nodeTests('scripts', 300), nodeTests('fresh', 300), nodeTests('package', 400),
    check('oracle', 300, 'nice', 'node', 'tests/oracle/compare.mjs'),
    check('warnings of the client', 300, 'scripts/build', 'wasm', 'client_warnings'),
    build('fuzz', 'otklik_all_fuzzers'), counted('fuzz', 600, 'nice', 'scripts/fuzz', '5000'),
  ],
};

const [which] = process.argv.slice(2);
process.exitCode = await (which === 'quick' ? runAll(quick) : runAll({ both: [everythingBuilt] }, everything));
