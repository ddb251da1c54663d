// What SurveyJS's own model says of a definition and answers.
//
// SurveyJS drops answers to hidden questions at completion in one pass: a question that was shown by an answer which is dropped itself stays, with
// its answer. Here, as in this project, completing is repeated with what is left until nothing changes any more, and then judged. One pass drops all
// that is hidden at that moment at once, not in the order of questions. validate() has by then dropped what no visible option stands for.

import { Model } from 'survey-core';

const MOST_PASSES = 100;
// It says on the console what it does not know of a definition, and of the answers given to it.
console.warn = () => {};
console.error = () => {};

const copy = (value) => JSON.parse(JSON.stringify(value));
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** Of whom each kind of error is that says that an answer is missing; all others say that one is wrong. */
const MISSING = new Set(['required', 'requiredinallrowserror', 'requireoneanswer']);

/** Of every page. What is not visible may still have the errors of an earlier validation. */
function problemsOf(model) {
  model.validate(true, false);
  const problems = [];
  const take = (owner, errors) => {
    for (const error of errors) problems.push({ of: owner.name, kind: MISSING.has(error.getErrorType()) ? 'required' : 'wrong', type: error.getErrorType() });
  };
  for (const question of shown(model.getAllQuestions()))
    take(question, question.getAllErrors().filter((error) => error.getErrorType() !== 'otherempty'));  // see shared/survey/README.md
  // A section that only says something cannot be answered: nobody is held up by it here.
  const asks = (section) => shown(section.questions).some((question) => !['html', 'image'].includes(question.getType()));
  for (const section of shown([...model.getAllPanels(), ...model.pages])) if (asks(section)) take(section, section.errors);
  return problems;
}
const shown = (elements) => elements.filter((element) => element.isVisible && element.isParentVisible !== false);

/** The visible options and rows of a question by their values, where it has such. */
function itemsOf(question) {
  const of = (items) => items?.map((item) => item.value ?? item.id ?? null);
  const type = question.getType();
  if (type === 'matrix') return { rows: question.visibleRows.map((row) => row.name).filter((name) => name !== undefined && name !== null), options: of(question.visibleColumns) };
  if (type === 'rating') return { options: of(question.visibleRateValues) };
  // «Select all» is an item of its own in its list, but never an answer.
  if (question.visibleChoices) return { options: of(question.visibleChoices.filter((item) => item !== question.selectAllItemValue && item !== question.selectAllItem)) };
  return {};
}

const models = new WeakMap();
function emptiedModelOf(definition) {
  if (!models.has(definition)) models.set(definition, new Model(copy(definition)));
  const model = models.get(definition);
  model.clear(true, true);
  return model;
}

/**
 * {visible: [names], problems: [{of, kind, type}], items: {name: {options, rows}}, result}. `quickly`: by one model for all answers to a definition,
 * as half of the time goes into making models. Now and then something of earlier answers stays in it, so whoever finds a difference asks once more. Null where answers never
 * settle: an expression that is computed from what it shows and hides.
 */
export function referenceFacts(definition, answers, { quickly = false } = {}) {
  let left = answers;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const model = quickly ? emptiedModelOf(definition) : new Model(copy(definition));
    model.data = copy(left);
    const problems = problemsOf(model);
    const visible = shown(model.getAllQuestions());
    const items = Object.fromEntries(visible.map((question) => [question.name, itemsOf(question)]));
    model.doComplete();
    const next = copy(model.data);
    if (same(next, left)) return { visible: visible.map(({ name }) => name), problems, items, result: left };
    left = next;
  }
  return null;
}
