// The kinds of suites: what runs one, and how what it wrote is counted. A suite is
//   name, seconds         how it is called, and when it is taken for hung and ended
//   command, cwd, env     what runs it
//   count(log, code)      { passed, failed, skipped: ["NAME: WHY"], why: the lines of the log that explain a failure }
//   progress(log)         how far it has come, in a few words
//   isBuild               counts nothing where it succeeds; where it fails, the rest of its lane has nothing to run

import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const output = path.join(root, 'build/test-output');

const tail = (log, lines = 60) => log.trimEnd().split('\n').slice(-lines);
const matches = (log, pattern) => [...log.matchAll(pattern)];
const number = (log, pattern) => Number(matches(log, pattern).at(-1)?.[1] ?? 0);
const textOf = (file) => (existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), 'utf8') : '');
/** The cases of doctest that found an error, or were ended by one. */
const wrongCases = (log) => log.split(/^=+$/m).filter((part) => / ERROR: /.test(part)).flatMap((part) => part.trim().split('\n')).slice(0, 150);
const failedWith = (code, log) => (code === 0 ? [] : tail(log));

/** Builds these targets of a preset; without a preset, the server and the client. */
export const build = (preset, ...targets) => ({
  name: preset ? `build ${preset}` : 'build',
  seconds: 2700,
  isBuild: true,
  command: ['scripts/build', ...(preset ? [preset, ...targets] : [])],
  count: (log, code) => ({ passed: 0, failed: 0, skipped: [], why: failedWith(code, log) }),
  progress: (log) => (preset ? matches(textOf(`build/log/${preset}.log`), /^\[\d+\/\d+\]/gm).at(-1)?.[0] : tail(log, 1)[0]),
});

/** A command that passes as a whole, or fails. */
export const check = (name, seconds, ...command) => ({
  name, seconds, command,
  count: (log, code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [], why: failedWith(code, log) }),
});

/** A command whose last line is "N passed, N failed". */
export const counted = (name, seconds, ...command) => ({
  name, seconds, command,
  count: (log, code) => ({
    passed: number(log, /^(\d+) passed, \d+ failed$/gm), failed: number(log, /^\d+ passed, (\d+) failed$/gm), skipped: [], why: failedWith(code, log),
  }),
});

/**
 * A doctest program. What test::skip() of tests/support.h said is skipped and has not passed. `races`: built with the thread sanitizer, whose
 * reports, those of the servers that the tests start among them, count as failures.
 */
export function program(name, seconds, { preset = 'native', without = [], env = {}, races = false } = {}) {
  const reports = () => readdirSync(output).filter((file) => file.startsWith(`race-${name}.`)).map((file) => path.join(output, file));
  return {
    name: preset === 'native' ? name : `${name} (${preset})`,
    seconds,
    command: [`build/${preset}/tests/${name}`, '--duration=true', ...(without.length ? [`--test-case-exclude=${without.join()}`] : [])],
    get env() {
      if (!races) return env;
      for (const file of reports()) rmSync(file);
      return { ...env, TSAN_OPTIONS: `log_path=${path.join(output, `race-${name}`)}:suppressions=${path.join(root, 'tests/races.supp')}` };
    },
    count(log, code) {
      const skipped = matches(log, /^SKIPPED (.*)$/gm).map(([, line]) => line);
      const found = races ? reports().map((file) => readFileSync(file, 'utf8')) : [];
      const raced = found.reduce((sum, text) => sum + matches(text, /^WARNING: ThreadSanitizer/gm).length, 0);
      return {
        passed: number(log, /test cases:.*\| *(\d+) passed/g) - skipped.length, failed: number(log, /test cases:.*\| *(\d+) failed/g) + raced, skipped,
        why: [...(code === 0 ? [] : [...wrongCases(log), ...tail(log, 4)]), ...found.flatMap((text) => tail(text))],
      };
    },
    progress: (log) => `${matches(log, /^[\d.]+ s: /gm).length} tests`,
  };
}

/** The node:test files of a folder of tests/, one after the other. */
export const nodeTests = (folder, seconds) => ({
  name: folder,
  seconds,
  cwd: `tests/${folder}`,
  command: ['sh', '-c', 'exec node --test --test-reporter=tap --test-concurrency=1 ./*.test.mjs'],
  count: (log) => ({
    passed: number(log, /^# pass (\d+)$/gm), failed: number(log, /^# fail (\d+)$/gm) + number(log, /^# cancelled (\d+)$/gm),
    skipped: matches(log, /^ *ok \d+ - (.*?) # SKIP ?(.*)$/gm).map(([, name, why]) => `${name}: ${why}`),
    why: log.split('\n').flatMap((line, at, lines) => (/^ *not ok/.test(line) ? lines.slice(at, at + 25) : [])).slice(0, 150),
  }),
  progress: (log) => `${matches(log, /^ *ok /gm).length} tests`,
});
