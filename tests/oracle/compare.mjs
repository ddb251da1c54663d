// Compares this project's reading of survey definitions with SurveyJS's own model, over tests/corpus and over generated definitions:
//   node tests/oracle/compare.mjs [--count N] [--sets N] [--seed S] [--simple] [--show N] [--binary PATH]
// --count: of generated definitions; --sets: of answers to each of the corpus; --simple: only of six plain types; --show: how many differences.
// What the engine refuses is counted by its reason and is no difference. The last line is "N passed, N failed".
//
// Not compared, as it is not the same by design or means nothing:
//   the order of members in results, and white space round texts, which the engine drops
//   what is wrong in answers that SurveyJS's form never hands over ("odd"): it trusts its form, the engine refuses them or says so at the question

import { readFileSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';

import { Engine } from './engine.mjs';
import { answersToWritten, generated } from './generate.mjs';
import { minimised } from './minimise.mjs';
import { referenceFacts } from './reference.mjs';

const LEAST_LOADED = 0.5;  // of the generated: a generator that only makes what is refused compares nothing

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '300' }, sets: { type: 'string', default: '6' }, seed: { type: 'string', default: '1' }, simple: { type: 'boolean', default: false },
    show: { type: 'string', default: '5' }, binary: { type: 'string', default: `${root}build/native/tests/oracle_engine` },
  },
});

/** Members in one order, texts without white space round them, nothing that is empty. */
function plain(value) {
  if (typeof value === 'string') return value.trim() || undefined;
  if (Array.isArray(value)) return value.length ? value.map(plain) : undefined;
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const members = Object.keys(value).sort().map((name) => [name, plain(value[name])]).filter(([, each]) => each !== undefined);
  return members.length ? Object.fromEntries(members) : undefined;
}
const text = (value) => JSON.stringify(value) ?? 'nothing';
const ofPointer = (at) => at.split('/').slice(2).map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))[0] ?? '';

/** Types that show something and ask nothing: whether they are visible is no question of answers. */
const SAYS_ONLY = new Set(['html', 'image', 'expression']);
function walkElements(element, visit) {
  visit(element);
  for (const inner of element.pages ?? element.elements ?? []) walkElements(inner, visit);
}
function namesThatSayOnly(definition) {
  const names = new Set();
  walkElements(definition, (element) => { if (SAYS_ONLY.has(element.type)) names.add(element.name); });
  return names;
}

/** Questions whose chosen option is hidden or unknown: beside «other» it becomes a text of one's own there; here it is dropped like any other. */
const ownTexts = (result) => Object.keys(result).filter((name) => result[name] !== undefined && result[`${name}-Comment`] === result[name]);

/** A result without what is computed from answers, which is no part of them here (see shared/survey/README.md). */
function answeredIn(result, definition) {
  const computed = namesThatSayOnly(definition);
  for (const { name, includeIntoResult } of definition.calculatedValues ?? []) if (includeIntoResult) computed.add(name);
  walkElements(definition, (element) => {
    // Given at once, an order of options that are still to be shown is emptied there; here it is kept as far as they are.
    if (element.type === 'ranking' && (element.choicesVisibleIf || element.choices?.some((choice) => choice.visibleIf))) computed.add(element.name);
  });
  const foreign = new Set(ownTexts(result).flatMap((name) => [name, `${name}-Comment`]));
  return Object.fromEntries(Object.entries(result).filter(([name]) => !computed.has(name) && !foreign.has(name)));
}

const nameOf = (name, known) => (known.has(name) || !name.endsWith('-Comment') ? name : name.slice(0, -'-Comment'.length));

/**
 * What both say of one definition and one set of answers: {refused: [problems]}, {unread: [codes]}, {same: true}, or {different: WHAT, engine,
 * reference}, where WHAT is what minimising keeps.
 */
async function compared(engine, { definition, answers, odd }) {
  const said = await engine.facts(definition, answers);
  if (said.refused) return said;
  if (said.crashed) return { different: 'crash', engine: said.crashed, reference: 'no crash' };
  if (said.unread && odd.length) return said;
  if (said.unread && areOutOfBounds(said.unread, definition, answers)) return { same: true };
  if (said.unread && said.warned.includes('depends-on-itself')) return said;
  if (said.unread) return { different: `unread ${said.unread[0].code}`, engine: said.unread, reference: 'valid answers' };
  const quick = referenceFacts(definition, answers, { quickly: true });
  if (!quick) return { unread: [{ code: 'never settles in SurveyJS' }] };
  const difference = differenceFrom(quick, said, definition) && differenceFrom(referenceFacts(definition, answers) ?? quick, said, definition);
  if (!difference) return { same: true };
  if (said.warned.includes('depends-on-itself')) return { unread: [{ code: 'depends-on-itself' }] };
  // What hangs on an option that is hidden: SurveyJS makes a text of it where there is «other».
  if (ownTexts(quick.result).length > 0) return { unread: [{ code: 'hidden-option-as-other' }] };
  const wrong = said.problems.filter(isWrong);
  for (const kind of ['partial-ranking', 'none-with-others'])  // completed or emptied there; kept there, and here none beside others is dropped
    if (odd.includes(kind)) return { unread: [{ code: kind }] };
  return odd.length && wrong.length ? { unread: wrong } : difference;
}
/** What the engine says when it reads answers, SurveyJS says when it validates them. */
const BOUNDS = new Set(['below-least', 'above-most', 'off-step']);
function areOutOfBounds(problems, definition, answers) {
  if (!problems.every(({ code }) => BOUNDS.has(code))) return false;
  const expected = referenceFacts(definition, answers);
  const wrong = new Set(expected?.problems.filter(({ kind }) => kind === 'wrong').map(({ of }) => of));
  return problems.every(({ at }) => wrong.has(nameOf(ofPointer(at), wrong)));
}

const ENGINE_ALONE = new Set(['nothing-answered', 'too-large']);  // what SurveyJS has no opinion on
const isWrong = ({ code }) => code !== 'required' && !ENGINE_ALONE.has(code);

/** The first thing that differs, or null. */
function differenceFrom(expected, said, definition) {
  const says = namesThatSayOnly(definition);
  const visible = (names) => names.filter((name) => !says.has(name)).sort();
  const known = new Set(expected.visible);
  const set = (list) => [...new Set(list)].sort();
  const ours = (has) => set(said.problems.filter(has).map(({ at }) => nameOf(ofPointer(at), known)));
  const required = new Set(expected.problems.filter(({ kind }) => kind === 'required').map(({ of }) => of));
  // Where an answer is missing, the engine does not say as well that it is too short.
  const theirs = (kind) => set(expected.problems.filter((each) => each.kind === kind && (kind === 'required' || !required.has(each.of)))
    .map(({ of }) => of));
  const own = new Set(ownTexts(expected.result));
  walkElements(definition, (element) => {
    // A computed value answers for its section there, and is no answer here.
    const computes = (inner) => inner.type === 'expression' || (inner.elements ?? []).some(computes);
    if (computes(element)) own.add(element.name);
  });
  const facts = [
    ['visible', visible(said.visible), visible(expected.visible)],
    ['required', ours(({ code }) => code === 'required').filter((name) => !own.has(name)), theirs('required').filter((name) => !own.has(name))],
    ['wrong', ours(isWrong), theirs('wrong')],
    ['result', plain(answeredIn(said.result, definition)), plain(answeredIn(expected.result, definition))],
    ...(said.items ? [['items', plain(said.items), plain(expected.items)]] : []),
  ];
  for (const [different, a, b] of facts) if (text(a) !== text(b)) return { different, engine: a, reference: b };
  return null;
}

/** Why a definition was refused, as "code type.member". */
function reasons(definition, problems) {
  return new Set(problems.map(({ at, code }) => {
    let place = definition;
    let type = 'survey';
    let member = '';
    for (const token of at.split('/').slice(1)) {
      const inner = place?.[token.replaceAll('~1', '/').replaceAll('~0', '~')];
      if (!/^\d+$/.test(token)) member = token;
      if (inner?.type) { type = inner.type; member = ''; }
      place = inner;
    }
    return `${code} ${type}${member && `.${member}`}`;
  }));
}

class Tally {
  counts = { compared: 0, refused: 0, unread: 0, different: 0 };
  loaded = new Map();
  why = new Map();
  whyUnread = new Map();
  differences = [];

  add(map, key) { map.set(key, (map.get(key) ?? 0) + 1); }
  list(map) { return [...map].sort((a, b) => b[1] - a[1]).map(([key, count]) => `  ${String(count).padStart(6)}  ${key}`).join('\n'); }
}

async function compareAll(engine, cases, tally) {
  const began = Date.now();
  let told = began;
  let done = 0;
  let refused = 0;
  for (const { from, definition, sets } of cases) {
    done += 1;
    for (const set of sets) {
      const outcome = await compared(engine, { definition, ...set });
      if (outcome.refused) {
        refused += 1;
        tally.counts.refused += 1;
        for (const reason of reasons(definition, outcome.refused)) tally.add(tally.why, reason);
        break;
      }
      if (outcome.unread) {
        tally.counts.unread += 1;
        for (const code of new Set(outcome.unread.map((each) => each.code))) tally.add(tally.whyUnread, `${code} (${set.odd.join(', ')})`);
      } else if (outcome.different) {
        tally.counts.different += 1;
        tally.differences.push({ from, definition, ...set, what: outcome.different });
      } else {
        tally.counts.compared += 1;
      }
    }
    if (Date.now() - told < 5000) continue;
    told = Date.now();
    console.log(`${done} definitions, ${Math.round((told - began) / 1000)} s, ${tally.counts.different} differences`);
  }
  return { done, loaded: done - refused };
}

function* corpus() {
  const folder = `${root}tests/corpus`;
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')).sort()) {
    const definition = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
    yield { from: file, definition, sets: answersToWritten(definition, Number(options.seed), Number(options.sets)) };
  }
}
function* random(first, count, simple) {
  for (let seed = first; seed < first + count; seed += 1) {
    const { definition, answers } = generated(seed, { simple });
    yield { from: `seed ${seed}`, definition, sets: answers };
  }
}

const engine = new Engine(options.binary);
const tally = new Tally();
const written = await compareAll(engine, corpus(), tally);
const made = await compareAll(engine, random(Number(options.seed), Number(options.count), options.simple), tally);

const { counts } = tally;
console.log(`Definitions loaded: ${written.loaded} of ${written.done} in the corpus, ${made.loaded} of ${made.done} generated`);
if (tally.why.size) console.log(`Refused, by reason:\n${tally.list(tally.why)}`);
if (tally.whyUnread.size) console.log(`Answers not compared, and how they are odd:\n${tally.list(tally.whyUnread)}`);
const byWhat = new Map();
for (const { what } of tally.differences) tally.add(byWhat, what);
if (byWhat.size) console.log(`Differences, by what differs:\n${tally.list(byWhat)}`);
// The first ones, of each kind in turn, so that a frequent kind does not hide the others.
const seen = new Map();
const rank = tally.differences.map((each) => { const n = seen.get(each.what) ?? 0; seen.set(each.what, n + 1); return { each, n }; }).sort((a, b) => a.n - b.n);
for (const { each } of rank.slice(0, Number(options.show))) {
  const small = await minimised(each, async (tried) => (await compared(engine, tried)).different === each.what);
  const { engine: ours, reference } = await compared(engine, small);
  console.log(`\n${each.from}: ${each.what}\n  definition ${text(small.definition)}\n  answers    ${text(small.answers)}\n  engine     ${text(ours)}\n  SurveyJS   ${text(reference)}`);
}
engine.close();

const enough = made.done === 0 || made.loaded >= LEAST_LOADED * made.done;
if (!enough) console.log(`\nFewer than ${LEAST_LOADED * 100} % of the generated definitions load, which compares too little.`);
console.log(`${counts.unread} sets of answers not compared, ${counts.refused} definitions refused`);
console.log(`${counts.compared} passed, ${counts.different + (enough ? 0 : 1)} failed`);
process.exitCode = counts.different || !enough ? 1 : 0;
