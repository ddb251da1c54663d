// Random conditions over the questions of a definition, as editors write them and as people do by hand. All of them are valid in SurveyJS: what is
// not, it takes for no condition at all.
//
// A question comes as {name, kind: 'one' | 'several' | 'number' | 'text' | 'date' | 'truth' | 'order' | 'rows' | 'table' | 'items', values, rows, columns, other}.

const quoted = (text) => `'${text.replaceAll("'", "\\'").replaceAll('"', '\\"')}'`;
export const literal = (value) => (typeof value === 'string' ? quoted(value) : Array.isArray(value) ? `[${value.map(literal).join(', ')}]` : String(value));

const otherCase = (text) => (text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase());

export class Conditions {
  constructor(random, { simple = false, variables = [] } = {}) {
    this.random = random;
    this.simple = simple;
    this.variables = variables;
  }

  /** A value to compare with: mostly one that the question can have. */
  #value(question) {
    const { random } = this;
    if (question.values.length === 0 || random.chance(0.07)) return random.one(['нет такого', 7, 'x']);
    const value = random.one(question.values);
    if (this.simple || typeof value !== 'string') return value;
    return random.chance(0.1) ? otherCase(value) : value;
  }
  #literal(question) {
    const value = this.#value(question);
    if (this.simple) return literal(value);
    if (typeof value === 'number' && this.random.chance(0.2)) return `'${value}'`;
    return typeof value === 'string' && /^[a-z][a-z0-9_]*$/i.test(value) && !/^(and|or|true|false|null|undefined)/i.test(value) && this.random.chance(0.2) ? value : literal(value);
  }
  #list(question) { return literal(Array.from({ length: this.random.whole(1, 3) }, () => this.#value(question))); }
  #name(name) { return `{${!this.simple && this.random.chance(0.07) ? otherCase(name) : name}}`; }

  #test(question) {
    const { random, simple } = this;
    const name = this.#name(question.name);
    const equal = () => `${random.one(simple ? ['=', '<>'] : ['=', '=', '==', '<>', '!=', 'equal', 'notequal'])}`;
    const order = () => random.one(simple ? ['<', '>', '<=', '>='] : ['<', '>', '<=', '>=', '=<', 'less', 'greater', 'lessorequal', 'greaterorequal']);
    if (random.chance(0.15)) return `${name} ${random.one(simple ? ['empty', 'notempty'] : ['empty', 'notempty', 'EMPTY', 'NotEmpty'])}`;
    if (question.other && random.chance(0.15)) return `${this.#name(question.other)} ${random.one(['empty', 'notempty'])}`;
    switch (question.kind) {
      case 'several':
      case 'order':
        return random.weighed([
          [4, () => `${name} contains ${this.#literal(question)}`],
          [2, () => `${name} notcontains ${this.#literal(question)}`],
          [2, () => `${name} anyof ${this.#list(question)}`],
          [simple ? 0 : 1, () => `${name} allof ${this.#list(question)}`],
          [simple ? 0 : 1, () => `${name} noneof ${this.#list(question)}`],
          [simple ? 0 : 1, () => `${name} ${equal()} ${this.#list(question)}`],
          [simple ? 0 : 1, () => `${name} *= ${this.#literal(question)}`],
          [simple ? 0 : 1, () => `{${question.name}.length} ${order()} ${random.whole(0, 3)}`],
        ])();
      case 'rows':
      case 'items': {
        const row = random.one(question.rows);
        return random.chance(0.25) ? `{${question.name}.${row}} ${random.one(['empty', 'notempty'])}` : `{${question.name}.${row}} ${equal()} ${this.#literal(question)}`;
      }
      case 'table':
        return `{${question.name}.${random.one(question.rows)}.${random.one(question.columns)}} ${random.chance(0.3) ? 'notempty' : `${equal()} ${this.#literal(question)}`}`;
      case 'truth':
        return random.weighed([[3, () => `${name} ${equal()} ${this.#literal(question)}`], [1, () => name], [1, () => `!${name}`]])();
      case 'number':
        return random.weighed([
          [4, () => `${name} ${order()} ${this.#literal(question)}`],
          [2, () => `${name} ${equal()} ${this.#literal(question)}`],
          [simple ? 0 : 1, () => `${name} ${random.one(['+', '-', '*'])} ${random.whole(1, 3)} ${order()} ${random.whole(0, 9)}`],
          [simple ? 0 : 1, () => `${random.one(['sum', 'avg', 'count'])}(${name}, ${random.whole(1, 4)}) ${order()} ${random.whole(1, 9)}`],
          [simple ? 0 : 1, () => `iif(${name} > ${random.whole(0, 5)}, 'да', 'нет') = 'да'`],
        ])();
      default:
        return random.weighed([
          [5, () => `${name} ${equal()} ${this.#literal(question)}`],
          [2, () => `${name} anyof ${this.#list(question)}`],
          [simple ? 0 : 1, () => `${name} contains ${literal(random.one(['а', 'item', 'да']))}`],
          [question.kind === 'date' ? 3 : 0, () => `${name} ${order()} ${this.#literal(question)}`],
        ])();
    }
  }

  /** A condition over these questions. */
  of(questions, depth = 0) {
    const { random, simple } = this;
    const some = this.variables.length && random.chance(0.15);
    const test = () => (some ? `{${random.one(['', '#'])}${random.one(this.variables)}} ${random.one(['= true', '<> true', "= 'да'", '> 3', 'notempty'])}` : this.#test(random.one(questions)));
    if (depth >= 3 || random.chance(0.55)) return test();
    const inner = () => this.of(questions, depth + 1);
    if (random.chance(0.2)) return `!(${inner()})`;
    const [and, or] = simple ? ['and', 'or'] : random.one([['and', 'or'], ['&&', '||'], ['AND', 'OR']]);
    return random.weighed([
      [3, () => `${test()} ${and} ${test()}`],
      [3, () => `${test()} ${or} ${test()}`],
      [2, () => `(${inner()}) ${random.one([and, or])} (${inner()})`],
      [1, () => `${test()} ${or} ${test()} ${and} ${test()}`],
    ])();
  }
}
