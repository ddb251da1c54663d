// Random definitions, and answers to them, valid ones and deliberately odd ones. Everything follows from the seed.

import { Conditions } from './conditions.mjs';
import { Random } from './random.mjs';

// Without «|», which SurveyJS drops from names, and without «constructor», on which it fails.
const NAMES = [
  'question', 'Вопрос ', 'Что понравилось? №', 'a/b~c ', 'item "x" ', 'q-', 'Оценка «сайта» ', '🙂 ', 'панель.вопрос ', "д'Артаньян ", 'elements', 'id', 'wave',
];
const LISTS = [
  ['item1', 'item2', 'item3', 'item4'], ['Да', 'Нет', 'Затрудняюсь ответить'], ['Item 1', 'Item 2', 'Item 3'], [1, 2, 3, 4, 5], [0, 1, 2, 3], [1.5, 2.5, 3.25],
  [true, false], ['да', 2, 'ещё раз', false], ['a/b, c', 'кавычки «»', 'x"y', '🙂'], ['05', '10', '9'], ['Очень хорошо', 'Хорошо', 'Плохо'], ['yes', 'no'],
];
const SIMPLE_LISTS = [['item1', 'item2', 'item3', 'item4'], ['yes', 'no'], ['a', 'b', 'c'], ['always', 'often', 'never', 'hard-to-say']];
const TEXTS = ['Спасибо', 'да', 'Долго ждали автобус', 'item1', '5', '0', 'Ё', 'x "y"', 'false'];
const DATES = { date: ['2025-12-31', '2026-01-01', '2026-03-08'], month: ['2025-12', '2026-01', '2026-06'], time: ['08:30', '12:00', '17:45'] };

class Definition {
  constructor(random, simple) {
    this.random = random;
    this.simple = simple;
    this.names = new Set();
    this.questions = [];  // what conditions and answers need to know of each
    this.variables = [];
  }

  #name() {
    const base = this.simple ? this.random.one(['question', 'q_', 'Name-', 'sources']) : this.random.one(NAMES);
    for (let n = this.random.whole(0, 3); ; n += 1) {
      const name = n === 0 ? base.trim() : `${base}${n}`;
      if (this.names.has(name.toLowerCase()) || (this.simple && ['id', 'wave'].includes(name))) continue;
      this.names.add(name.toLowerCase());
      return name;
    }
  }
  #values(least = 2) {
    const list = this.random.one(this.simple ? SIMPLE_LISTS : LISTS);
    return list.slice(0, this.random.whole(Math.min(least, list.length), list.length));
  }
  #item(value) {
    if (!this.simple && typeof value === 'string' && this.random.chance(0.04)) return `${value}|Вариант «${value}»`;  // as one may write both
    return this.random.chance(0.6) ? value : { value, text: this.random.chance(0.5) ? `Вариант «${value}»` : { default: `Вариант ${value}`, en: `Option ${value}` } };
  }
  /** Conditions are written once all questions are there. */
  #later(object, member, probability, inItems = false) {
    if (this.random.chance(probability)) (this.conditions ??= []).push({ object, member, inItems });
  }
  #items(values, conditional = true) {
    return values.map((value) => {
      if (this.simple || !conditional || !this.random.chance(0.12)) return this.#item(value);
      const item = this.random.chance(0.5) ? value : { value, text: `Вариант «${value}»` };
      const full = typeof item === 'object' ? item : { value };
      this.#later(full, 'visibleIf', 1);
      return full;
    });
  }
  #flag(object, probability, ...members) {
    if (this.random.chance(probability)) object[this.random.one(members)] = true;
  }

  question(depthHidden = 0) {
    const { random, simple } = this;
    const type = random.one(simple ? ['radiogroup', 'checkbox', 'matrix', 'rating', 'comment', 'text']
      : ['radiogroup', 'radiogroup', 'checkbox', 'checkbox', 'dropdown', 'tagbox', 'boolean', 'rating', 'matrix', 'matrixdropdown', 'ranking', 'multipletext', 'comment', 'text', 'text', 'text', 'html', 'expression']);
    const json = { type, name: this.#name() };
    const known = { name: json.name, type, kind: 'text', values: [], json };
    if (random.chance(0.5)) json.title = random.one(['Оцените работу', 'Что Вам понравилось?', { default: 'Ваше мнение', en: 'Your opinion' }]);
    this.#make(type, json, known);
    if (type !== 'html') {
      if (type !== 'expression') {
        this.#flag(json, 0.35, 'isRequired');
        this.#later(json, 'requiredIf', 0.12);
        if (!simple) this.#later(json, 'enableIf', 0.06);
      }
      this.questions.push(known);
    }
    this.#later(json, 'visibleIf', 0.3);
    return json;
  }

  #make(type, json, known) {
    const { random, simple } = this;
    switch (type) {
      case 'radiogroup':
      case 'dropdown':
      case 'checkbox':
      case 'tagbox': {
        const several = type === 'checkbox' || type === 'tagbox';
        const values = this.#values();
        json.choices = this.#items(values);
        known.kind = several ? 'several' : 'one';
        known.values = [...values];
        this.#flag(json, 0.3, 'showOtherItem', ...(simple ? [] : ['hasOther']));
        this.#flag(json, 0.15, 'showNoneItem');
        if (json.showOtherItem || json.hasOther) { known.values.push('other'); known.other = `${json.name}-Comment`; }
        if (json.showNoneItem) known.values.push('none');
        if (simple) break;
        // A hidden option beside «other» becomes a text of one's own in SurveyJS, which the engine does not do.
        if (several || !known.other) this.#later(json, 'choicesVisibleIf', 0.1, true);
        if (several && random.chance(0.15)) json.maxSelectedChoices = random.whole(1, values.length);
        if (several && random.chance(0.08)) json.minSelectedChoices = random.whole(1, json.maxSelectedChoices ?? values.length);
        if (several) this.#flag(json, 0.15, 'showSelectAllItem');
        break;
      }
      case 'boolean':
        known.kind = 'truth';
        known.values = [true, false];
        if (random.chance(0.3)) [json.valueTrue, json.valueFalse] = known.values = random.one([['Да', 'Нет'], ['yes', 'no'], [1, 0]]);
        if (random.chance(0.3)) Object.assign(json, { labelTrue: 'Да', labelFalse: 'Нет' });
        break;
      case 'rating': {
        known.kind = 'number';
        if (random.chance(0.3)) {
          known.values = simple ? [1, 2, 3] : random.one([[1, 2, 3], ['плохо', 'сойдёт', 'хорошо'], [0, 0.5, 1]]);
          json.rateValues = this.#items(known.values);
          if (typeof known.values[0] === 'string') known.kind = 'one';
          break;
        }
        const least = random.whole(0, 1);
        const most = random.whole(2, 10);
        const step = simple || random.chance(0.8) ? 1 : 2;
        if (least !== 1 || random.chance(0.5)) json.rateMin = least;
        if (random.chance(0.7)) json.rateMax = most;
        if (step !== 1) json.rateStep = step;
        if (!simple && json.rateMax && random.chance(0.2)) json.rateCount = Math.floor((most - least) / step) + 1;
        if (!simple) this.#rateType(json);
        for (let value = least; value <= (json.rateMax ?? 5); value += step) known.values.push(value);
        if (json.rateType === 'smileys') known.values.length = Math.min(known.values.length, 10);
        break;
      }
      case 'matrix': {
        const columns = this.#values();
        const rows = this.#values(1);
        json.columns = this.#items(columns);
        json.rows = this.#items(rows);
        Object.assign(known, { kind: 'rows', values: columns, rows });
        if (simple) break;
        this.#flag(json, 0.2, 'isAllRowRequired', 'eachRowRequired');
        this.#later(json, 'rowsVisibleIf', 0.08, true);
        this.#later(json, 'columnsVisibleIf', 0.05, true);
        break;
      }
      case 'matrixdropdown': {
        const values = this.#values();
        const rows = this.#values(1).map(String);
        const columns = ['Столбец 1', 'c2', 'Column.3'].slice(0, random.whole(1, 3));
        json.cellType = random.one(['dropdown', 'radiogroup', 'checkbox']);
        json.choices = values;
        json.rows = this.#items(rows);
        json.columns = columns.map((name) => ({ name, ...(random.chance(0.2) ? { isRequired: true } : {}), ...(random.chance(0.3) ? { title: `Столбец «${name}»` } : {}) }));
        for (const column of json.columns) if (random.chance(0.25)) column.choices = this.#values();
        Object.assign(known, { kind: 'table', values, rows, columns, takesSeveral: json.cellType === 'checkbox' });
        break;
      }
      case 'ranking': {
        const values = this.#values();
        json.choices = this.#items(values);
        Object.assign(known, { kind: 'order', values });
        if (random.chance(0.3)) {
          json.selectToRankEnabled = true;
          if (random.chance(0.5)) json.maxSelectedChoices = random.whole(1, values.length);
        }
        break;
      }
      case 'multipletext': {
        const rows = ['Улица', 'Остановка', 'item 3'].slice(0, random.whole(1, 3));
        json.items = rows.map((name) => ({ name, ...(random.chance(0.4) ? { title: `${name}:` } : {}), ...(random.chance(0.2) ? { isRequired: true } : {}) }));
        Object.assign(known, { kind: 'items', values: TEXTS, rows });
        break;
      }
      case 'text':
        known.values = TEXTS;
        if (simple) break;
        json.inputType = random.weighed([[4, 'text'], [3, 'number'], [1, 'range'], [1, 'date'], [1, 'month'], [1, 'time']]);
        if (json.inputType === 'text') { delete json.inputType; break; }
        if (DATES[json.inputType]) {
          Object.assign(known, { kind: 'date', values: DATES[json.inputType] });
          if (random.chance(0.3)) json[random.one(['min', 'max'])] = known.values[1];
          if (random.chance(0.5)) json.bins = json.inputType === 'time' ? 'hour' : random.one(['year', 'month']);
          break;
        }
        Object.assign(known, { kind: 'number', values: [0, 1, 2, 5, 10, 7.5] });
        if (json.inputType === 'range' || random.chance(0.5)) Object.assign(json, { min: 0, max: random.one([10, 100]) });
        if (json.inputType === 'number' && random.chance(0.2)) Object.assign(json, { min: 0, step: random.one([1, 0.5]) });
        break;
      case 'comment':
        known.values = TEXTS;
        break;
      case 'html':
        json.html = '<p>Спасибо, что <b>помогаете</b> нам.</p>';
        break;
      case 'expression':
        known.kind = 'number';
        known.values = [0, 3, 6];
        (this.expressions ??= []).push(json);
        break;
    }
  }
  #rateType(json) {
    if (this.random.chance(0.2)) json.rateType = this.random.one(['stars', 'smileys', 'labels']);
  }

  elements(depth = 0) {
    const { random } = this;
    return Array.from({ length: random.whole(1, depth ? 2 : 4) }, () => {
      if (this.simple || depth >= 2 || !random.chance(0.2)) return this.question();
      const panel = { type: 'panel', name: this.#name() };
      if (random.chance(0.6)) panel.title = 'О поездке';
      this.#flag(panel, 0.15, 'isRequired');
      this.#later(panel, 'visibleIf', 0.4);
      this.#later(panel, 'requiredIf', 0.08);
      panel.elements = this.elements(depth + 1);
      return panel;
    });
  }

  whole() {
    const { random, simple } = this;
    const json = {};
    if (random.chance(0.4)) json.title = 'Опрос';
    if (!simple && random.chance(0.3)) Object.assign(json, { showQuestionNumbers: random.one(['on', 'off']), showProgressBar: 'top', widthMode: 'static', width: '800px' });
    if (random.chance(0.2)) {
      json.elements = this.elements();
    } else {
      json.pages = Array.from({ length: random.whole(1, 3) }, (_, n) => {
        const page = { name: `page${n + 1}` };
        if (!simple && random.chance(0.3)) page.title = `Страница ${n + 1}`;
        if (!simple) {
          this.#later(page, 'visibleIf', 0.2);
          this.#later(page, 'requiredIf', 0.04);
          this.#flag(page, 0.05, 'isRequired');
        }
        page.elements = this.elements();
        return page;
      });
    }
    this.#writeConditions(json);
    return json;
  }
  #writeConditions(json) {
    const { random, simple } = this;
    if (this.questions.length === 0) return;
    const numbers = this.questions.filter(({ kind, type }) => kind === 'number' && type !== 'expression');
    const plain = new Conditions(random, { simple });
    if (!simple && random.chance(0.2)) {
      json.calculatedValues = ['v1', 'итог'].slice(0, random.whole(1, 2)).map((name) => ({
        name,
        expression: random.chance(0.5) || !numbers.length ? `iif(${plain.of(this.questions, 2)}, 'да', 'нет')` : `{${random.one(numbers).name}} * 2`,
        ...(random.chance(0.4) ? { includeIntoResult: true } : {}),
      }));
      this.variables = json.calculatedValues.map(({ name }) => name);
    }
    const asked = this.questions.filter(({ type }) => type !== 'expression');
    for (const expression of this.expressions ?? [])
      expression.expression = numbers.length ? `{${random.one(numbers).name}} + 1` : asked.length ? `iif(${plain.of(asked, 2)}, 6, 0)` : '1 + 2';
    const conditions = new Conditions(random, { simple, variables: this.variables });
    for (const { object, member, inItems } of this.conditions ?? []) {
      const lists = inItems ? this.questions.filter(({ kind, json: each }) => kind === 'several' && each !== object) : [];
      object[member] = lists.length ? `{${random.one(lists).name}} ${random.one(['contains', 'notcontains'])} {item}` : conditions.of(this.questions);
    }
  }
}

/** What is answered in one row of a table: in some of its columns, of each one's own list where it has one. */
const cellsIn = ({ json, values, columns, takesSeveral }, random) => Object.fromEntries(random.some(columns, 1).map((name) => {
  const offered = json.columns.find((column) => column.name === name).choices ?? values;
  return [name, takesSeveral ? random.some(offered, 1) : random.one(offered)];
}));

/** Answers, and which kinds of oddness are in them: what SurveyJS's own form would never hand over. */
function answersTo(questions, random, { odd }) {
  const answers = {};
  const kinds = new Set();
  const strange = (kind, probability = 0.08) => odd && random.chance(probability) && Boolean(kinds.add(kind));
  for (const question of questions) {
    const { json, name, type, values } = question;
    if (type === 'expression' || random.chance(0.25)) continue;
    let value;
    switch (question.kind) {
      case 'several': {
        value = random.some(values, 1);
        if (value.includes('none') && !strange('none-with-others')) value = ['none'];
        if (value.length > json.maxSelectedChoices && !strange('over-max')) value.length = json.maxSelectedChoices;
        if (strange('foreign-value')) value.push('нет такого');
        break;
      }
      case 'order':
        value = random.shuffled(values);
        if (json.selectToRankEnabled) value = value.slice(0, random.whole(1, json.maxSelectedChoices ?? value.length));
        else if (value.length > 1 && strange('partial-ranking')) value.pop();
        break;
      case 'rows':
        value = Object.fromEntries(random.some(question.rows, 1).map((row) => [row, random.one(values)]));
        if (strange('foreign-row', 0.04)) value['нет такой'] = values[0];
        break;
      case 'table':
        value = Object.fromEntries(random.some(question.rows, 1).map((row) => [row, cellsIn(question, random)]));
        break;
      case 'items':
        value = Object.fromEntries(random.some(question.rows, 1).map((row) => [row, random.one(TEXTS)]));
        break;
      case 'number':
        value = random.one(values);
        if (type === 'text' && strange('not-a-number')) value = 'пять';
        if (type === 'text' && strange('outside-bounds')) value = 1000;
        break;
      default:
        value = random.one(values);
        if (type !== 'text' && type !== 'comment' && strange('foreign-value')) value = 'нет такого';
    }
    answers[name] = value;
    const chosen = Array.isArray(value) ? value.includes('other') : value === 'other';
    if (!question.other) continue;
    if (chosen ? !strange('other-without-text', 0.3) : strange('lone-text', 0.3)) answers[question.other] = random.one(TEXTS);
  }
  return { answers, odd: [...kinds] };
}

/** {definition, answers: [{answers, odd}]} of a seed; `simple`: of six plain types and plain names alone. */
export function generated(seed, { simple = false, sets = 2 } = {}) {
  const random = new Random(seed);
  const maker = new Definition(random, simple);
  const definition = maker.whole();
  return { definition, answers: answerSets(maker.questions, random, sets) };
}

function answerSets(questions, random, sets) {
  return Array.from({ length: sets }, (_, n) => answersTo(questions, random, { odd: n % 2 === 1 }));
}

/** Answers to a definition that somebody wrote. */
export function answersToWritten(definition, seed, sets) {
  const questions = [];
  const walk = (element) => {
    for (const inner of element.pages ?? element.elements ?? element.questions ?? []) {
      if (inner.type && inner.type !== 'panel' && inner.type !== 'html') questions.push(knownOf(inner));
      else walk(inner);
    }
  };
  walk(definition);
  return answerSets(questions, new Random(seed), sets);
}

function knownOf(json) {
  const valueOf = (item) => (typeof item === 'object' ? item.value ?? item.text : item);
  const known = { name: json.name, type: json.type, kind: 'text', values: TEXTS, json };
  const choices = (json.choices ?? []).map(valueOf);
  for (let value = json.choicesMin ?? 0; value <= (json.choicesMax ?? -1); value += json.choicesStep ?? 1) choices.push(value);
  if (json.showOtherItem || json.hasOther) { choices.push('other'); known.other = `${json.name}-Comment`; }
  if (json.showNoneItem || json.hasNone) choices.push('none');
  switch (json.type) {
    case 'radiogroup':
    case 'dropdown': return { ...known, kind: 'one', values: choices };
    case 'checkbox':
    case 'tagbox': return { ...known, kind: 'several', values: choices };
    case 'ranking': return { ...known, kind: 'order', values: choices };
    case 'boolean': return { ...known, kind: 'truth', values: [json.valueTrue ?? true, json.valueFalse ?? false] };
    case 'rating': {
      if (json.rateValues) return { ...known, kind: 'one', values: json.rateValues.map(valueOf) };
      const least = json.rateMin ?? 1;
      const step = json.rateStep ?? 1;
      const count = Math.floor(((json.rateMax ?? 5) - least) / step) + 1;
      return { ...known, kind: 'number', values: Array.from({ length: count }, (_, n) => least + n * step) };
    }
    case 'matrix': return { ...known, kind: 'rows', values: json.columns.map(valueOf), rows: json.rows.map(valueOf) };
    case 'matrixdropdown':
      return { ...known, kind: 'table', values: choices, rows: json.rows.map(valueOf), columns: json.columns.map(({ name }) => name), takesSeveral: json.cellType === 'checkbox' };
    case 'multipletext': return { ...known, kind: 'items', rows: json.items.map(({ name }) => name) };
    case 'text': {
      if (DATES[json.inputType]) return { ...known, kind: 'date', values: DATES[json.inputType] };
      if (json.inputType === 'number' || json.inputType === 'range') {
        const least = Number(json.min ?? 0);
        const step = Number(json.step ?? 1);
        const most = Number(json.max ?? least + 100 * step);
        const inside = [0, 1, 2, Math.floor((most - least) / step / 3), Math.floor((most - least) / step)].map((n) => Number((least + n * step).toFixed(6)));
        return { ...known, kind: 'number', values: inside.filter((value) => value <= most) };
      }
    }
  }
  return known;
}
