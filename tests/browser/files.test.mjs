// What can be taken along of a report: tables for people and for programs, a workbook, JSON, and each chart as a picture. All say what
// the page says, figure by figure.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import Ajv from 'ajv/dist/2020.js';
import { csvRows, workbook } from './downloads.mjs';
import { root, sendResponses, startBrowser, startServer } from './support.mjs';
import { typeset } from './visitor.mjs';

let browser, page, demonstration, live, empty;

before(async () => {
  demonstration = await startServer({ demonstration: ['--responses', '1000', '--waves', '3', '--seed', '1'] });
  live = await startServer({ trial: true });
  await sendResponses(live.url, 100);  // one release, and none by one response more
  empty = await startServer();
  browser = await startBrowser();
  page = await browser.newPage();
});
after(async () => {
  await browser.close();
  await demonstration.stop();
  await live.stop();
  await empty.stop();
});

const get = (server, address, options) => fetch(new URL(address, server.url), options);
const bytes = async (server, address) => Buffer.from(await (await get(server, address)).arrayBuffer());
const text = async (server, address) => (await bytes(server, address)).toString('utf8');
const json = async (server, address = '/results.json') => JSON.parse(await text(server, address));

async function released(server, address) {
  for (;;) {
    const report = await json(server, address);
    if (report.release > 0) return report;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Every table of the report with its section. */
const tablesOf = (report) => report.sections.flatMap((section) => section.tables.map((table) => ({ section, table })));
/** Every figure with all that it stands under. */
const figuresOf = (report) => tablesOf(report).flatMap(({ section, table }) => table.lines.flatMap((line) => line.figures.map((figure, at) => (
  { section, table, line, figure, column: table.columns[at], code: `${table.id}/${line.id}/${table.columns[at].id}` }))));
const said = (number) => (number === undefined ? '' : String(number));

/** A CSV file's lines as objects. */
function records(content, separator = ',') {
  const [names, ...rows] = csvRows(content.replace(/^\uFEFF/, ''), separator);
  return rows.map((row) => Object.fromEntries(row.map((field, at) => [names[at], field])));
}

const COLUMNS = ['wave', 'day', 'section', 'question', 'row', 'answer', 'group_by', 'group', 'index', 'of_wave', 'measure', 'value', 'low', 'high', 'unit',
  'count', 'kind', 'text', 'verdict', 'code'];
const CODES = ['section', 'question', 'row', 'answer', 'group_by', 'group', 'index', 'of_wave', 'measure', 'unit', 'kind', 'verdict'];

/** What a workbook's row of this line holds: every figure as a number, or in words, with its interval and its count. */
function workbookRow(table, line) {
  const some = (column, holds) => table.lines.some(({ figures }) => holds(figures[column]));
  return [line.label, ...line.figures.flatMap((figure, column) => {
    if (figure.value === undefined) return [figure.text];
    const ends = some(column, (each) => each.value !== undefined && each.low !== undefined) ? [figure.low, figure.high] : [];
    return [figure.value, ...ends, figure.count].filter((number) => number !== undefined);
  })];
}

const reports = [
  ['three years of a demonstration', () => demonstration, ''], ['the year before', () => demonstration, 'wave=2025'],
  ['the same in English', () => demonstration, 'lang=en'], ['an open trial', () => live, ''],
];
for (const [name, server, query] of reports) {
  const at = (kind, more = '') => `/results.${kind}?${[more, query].filter(Boolean).join('&')}`;

  test(`the tidy table has every figure of the report once, with its numbers, and nothing else: ${name}`, async () => {
    const report = await released(server(), at('json'));
    const content = await text(server(), at('csv', 'layout=tidy'));
    assert.deepEqual(csvRows(content, ',')[0], COLUMNS);
    const rows = records(content);
    const byCode = new Map(rows.map((row) => [row.code, row]));
    assert.equal(byCode.size, rows.length);
    const figures = figuresOf(report);
    assert.deepEqual(rows.map(({ code }) => code), figures.map(({ code }) => code));
    for (const { section, figure, code } of figures) {
      const row = byCode.get(code);
      assert.deepEqual([row.value, row.low, row.high, row.count, row.text, row.verdict],
        [said(figure.value), said(figure.low), said(figure.high), said(figure.count), figure.text, figure.verdict ?? ''], code);
      assert.equal(row.unit, figure.unit === 'none' ? '' : figure.unit, code);
      assert.equal(row.kind, figure.value !== undefined ? 'value' : figure.low === undefined ? 'words' : figure.low > 0 ? 'at_least' : 'at_most', code);
      assert.deepEqual([row.wave, row.day, row.section], [report.wave, report.day, section.id]);
    }
    const excel = records(await text(server(), at('csv', 'layout=tidy&dialect=excel')), ';');
    assert.deepEqual(excel.map((row) => ({ ...row, value: row.value.replace(',', '.') })), rows);
  });

  test(`a figure's columns alone say which it is: ${name}`, async () => {
    const rows = records(await text(server(), at('csv', 'layout=tidy')));
    const keys = rows.map((row) => JSON.stringify(CODES.filter((column) => !['unit', 'kind', 'verdict'].includes(column)).map((column) => row[column])
      .concat(row.code.startsWith('changes/') || row.code.startsWith('index') ? row.code : '')));  // which say some figures again
    assert.equal(new Set(keys).size, keys.length);
  });

  test(`the code book knows every column and every code of the tidy table, the method, the source and the licence: ${name}`, async () => {
    const report = await released(server(), at('json'));
    const book = records(await text(server(), at('codebook.csv')));
    assert.deepEqual(Object.keys(book[0]), ['entry', 'column', 'of', 'code', 'type', 'unit', 'meaning']);
    assert.deepEqual(book.filter(({ entry }) => entry === 'column').map(({ column }) => column), COLUMNS);
    const key = (column, of, code) => JSON.stringify([column, of, code]);
    const codes = book.filter(({ entry }) => entry === 'code');
    const known = new Set(codes.map(({ column, of, code }) => key(column, of, code))), used = new Set();
    for (const row of records(await text(server(), at('csv', 'layout=tidy'))))
      for (const column of CODES)
        if (row[column] !== '') used.add(key(column, { row: row.question, answer: row.question, group: row.group_by }[column] ?? '', row[column]));
    assert.deepEqual([...known].sort(), [...used].sort());
    for (const { column, code, meaning } of book.filter(({ entry }) => entry !== 'licence')) {
      assert.notEqual(meaning, '', `${column} ${code}`);
      assert.doesNotMatch(meaning, /^files\./);  // a text that the language lacks
    }
    for (const { kind, title, wording, id } of report.sections.filter((section) => section.kind === 'question'))
      assert.equal(codes.find(({ column, code }) => column === 'question' && code === id).meaning, wording ? `${title}. ${wording}` : title, kind);
    const method = report.sections.find(({ kind }) => kind === 'method').notes;
    assert.equal(method.length, 4);
    assert.deepEqual(book.slice(-6).map(({ entry, code, meaning }) => [entry, code, meaning]),
      [...method.map((note) => ['method', '', note]), ['cite', '', report.source], ['licence', report.licence.name, report.licence.address]]);
  });

  test(`CSV in both dialects and XLSX say what JSON says: ${name}`, async () => {
    const report = await released(server(), at('json'));
    const csv = csvRows((await text(server(), at('csv'))).replace(/^\uFEFF/, ''), ';'), plain = csvRows(await text(server(), at('csv', 'dialect=rfc4180')), ',');
    const byCode = new Map(csv.map((row) => [row[9], row])), plainByCode = new Map(plain.map((row) => [row[9], row]));
    const { sheets } = workbook(await bytes(server(), at('xlsx')));
    assert.deepEqual(sheets.length, report.sections.length + 1);
    for (const { section, table } of tablesOf(report)) {
      const rows = sheets[report.sections.indexOf(section) + 1].rows.map((row) => JSON.stringify(row));
      for (const line of table.lines) assert.ok(rows.includes(JSON.stringify(workbookRow(table, line))), `${table.id}/${line.id}`);
    }
    const figures = figuresOf(report);
    assert.ok(figures.length > 100);
    for (const { figure, code } of figures) {
      const numbers = [figure.value, figure.low, figure.high, figure.count].map(said);
      assert.deepEqual(plainByCode.get(code).slice(4, 9), [figure.text, ...numbers], code);
      assert.deepEqual(byCode.get(code).slice(4, 9), [figure.text, ...numbers.map((number) => number.replace('.', ','))], code);
    }
    assert.equal(csv.length, plain.length);
    assert.equal(csv.filter((row) => row[9] !== '').length, figures.length + 1);
    // And what stands round the figures.
    const words = new Set(plain.map((row) => row[4])), front = sheets[0].rows.flat().join('\n');
    for (const each of [report.headline.text, ...report.headline.bullets.map((bullet) => bullet.text), report.source, report.licence.address]) {
      assert.ok(words.has(each), each);
      assert.ok(front.includes(each), each);
    }
    for (const note of report.sections.find(({ kind }) => kind === 'method').notes) assert.ok(words.has(note), note);
  });

  test(`each chart is an SVG that stands alone, with its title, its figures, its source and its day: ${name}`, async () => {
    const report = await released(server(), at('json'));
    const drawn = tablesOf(report).filter(({ table }) => table.drawing !== 'none' && table.lines.length > 0);
    assert.match((await json(server(), at('svg', 'chart=none'))).detail, new RegExp(`: ${drawn.map(({ table }) => table.id).join(', ')}\\.$`));
    for (const { section, table } of drawn) {
      const svg = await text(server(), at('svg', `chart=${table.id}`));
      assert.doesNotMatch(svg, /var\(|<script|href=|@import|url\((?!#)/);
      const [content, problem, size] = await page.evaluate((source) => {
        const { documentElement } = new DOMParser().parseFromString(source, 'image/svg+xml');
        return [documentElement.textContent, documentElement.querySelector('parsererror')?.textContent ?? '', ['width', 'height'].map((side) => Number(documentElement.getAttribute(side)))];
      }, svg);
      assert.equal(problem, '', table.id);
      assert.ok(size[0] === 960 && size[1] > 200 && size[1] < 5000, `${size}`);
      const columns = table.drawing === 'stacked' ? table.columns.flatMap(({ tone }, column) => (tone ? [column] : [])) : [0];
      const figures = table.lines.flatMap((line) => columns.map((column) => line.figures[column].text));
      for (const each of [typeset(section.title), ...figures, report.source, report.licence.name]) assert.ok(content.includes(each), `${table.id}: ${each}`);
      for (const { label } of table.lines) assert.ok(content.includes(table.drawing === 'trend' ? label : typeset(label)), `${table.id}: ${label}`);
      assert.equal(content.includes('Демонстрация'), server() === demonstration && report.language === 'ru');
      assert.equal(content.includes('Проба'), server() === live);
    }
  });
}

/** Width, height, and how many different bytes the dots are made of. */
function pngOf(file) {
  assert.equal(file.toString('latin1', 1, 4), 'PNG');
  const parts = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at) + 12)
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20), colours: new Set(inflateSync(Buffer.concat(parts))).size };
}

test('each chart is a PNG of twice the size of its SVG, and not blank', async () => {
  for (const server of [demonstration, live])
    for (const { table } of tablesOf(await released(server)).filter((each) => each.table.drawing !== 'none' && each.table.lines.length > 0)) {
      const { width, height, colours } = pngOf(await bytes(server, `/results.png?chart=${table.id}`));
      const svg = await text(server, `/results.svg?chart=${table.id}`);
      assert.deepEqual([width, height], [1920, 2 * Number(/ height="(\d+)"/.exec(svg)[1])]);
      assert.ok(colours > 50, table.id);
    }
});

test('files have names that say what they are, and an unchanged one is a 304', async () => {
  for (const [address, type, name] of [
    ['/results.svg?chart=frequency', 'image/svg+xml', 'results-2026-frequency.svg'], ['/results.png?wave=2025&chart=frequency', 'image/png', 'results-2025-frequency.png'],
    ['/results.csv', 'text/csv; charset=utf-8; header=present', 'results-2026.csv'], ['/results.csv?layout=tidy', 'text/csv; charset=utf-8; header=present', 'results-2026-tidy.csv'],
    ['/results.codebook.csv', 'text/csv; charset=utf-8; header=present', 'results-2026-codebook.csv'],
    ['/results.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'results-2026.xlsx'],
  ]) {
    const { headers } = await get(demonstration, address);
    assert.equal(headers.get('content-type'), type);
    assert.equal(headers.get('content-disposition'), `attachment; filename="${name}"`);
    assert.equal((await get(demonstration, address, { headers: { 'If-None-Match': headers.get('etag') } })).status, 304);
  }
});

test('what there is not is said to be none', async () => {
  for (const [address, status, words] of [
    ['/results.png', 404, 'There is no such chart'], ['/results.svg?chart=%3Cscript%3E', 404, 'sources'], ['/results.svg?chart=changes', 404, 'frequency'],
    ['/results.png?wave=1999&chart=sources', 404, 'There is no such wave'], ['/results.codebook.csv?wave=1999', 404, 'Такого опроса нет'],
    ['/results.csv?layout=wide', 400, 'tidy'], ['/results.csv?layout=tidy&dialect=tsv', 400, 'rfc4180'], ['/results.codebook.csv?dialect=tsv', 400, 'excel'],
  ]) {
    const answer = await get(demonstration, address);
    assert.equal(answer.status, status, address);
    const body = await answer.text();
    assert.ok(body.includes(words), body);
    assert.ok(!body.includes('<script>alert') && !body.includes('chart=<'), body);
  }
  assert.match(await text(empty, '/results.svg?chart=sources'), /has none yet/);
  assert.deepEqual(records(await text(empty, '/results.csv?layout=tidy')), []);
  assert.equal(records(await text(empty, '/results.codebook.csv')).filter(({ entry }) => entry !== 'column').map(({ entry }) => entry).join(), 'licence');
});

test('JSON is as its schema says, with figures and before the first release', async () => {
  const schema = await json(demonstration, '/results.schema.json');
  assert.deepEqual(schema, JSON.parse(readFileSync(path.join(root, 'assets/schemas/report.json'), 'utf8')));
  const validate = new Ajv({ strict: true, formats: { date: /^\d{4}-\d\d-\d\d$/ } }).compile(schema);
  const reports = await Promise.all(['', '?lang=en', '?wave=2024'].map((query) => json(demonstration, `/results.json${query}`)));
  for (const report of [...reports, await released(live), await json(empty)]) {
    assert.ok(validate(report), JSON.stringify(validate.errors?.[0]));
    assert.ok(!validate({ ...report, colour: 'red' }));
  }
  // Nothing is described that there is not.
  const [report] = reports;
  const used = (values) => [...new Set(values)].filter((value) => value !== undefined).sort();
  assert.deepEqual(used(tablesOf(report).map(({ table }) => table.drawing)), ['bars', 'groups', 'intervals', 'none', 'stacked', 'trend']);
  assert.ok(used(report.sections.map(({ kind }) => kind)).length >= 7);
});

test('the workbook has numbers to count with, charts of Excel\'s own, and the same bytes every time', async () => {
  const file = await bytes(demonstration, '/results.xlsx');
  const { sheets, charts, files } = workbook(file);
  const report = await json(demonstration);
  const drawn = tablesOf(report).filter(({ table }) => table.drawing !== 'none' && table.lines.length > 0);
  assert.equal(charts, drawn.length);
  assert.equal(new Set(sheets.map(({ name }) => name.toLowerCase())).size, sheets.length);
  for (const { name } of sheets) assert.ok(name.length <= 31);
  drawn.forEach(({ table }, at) => {
    const chart = files.get(`xl/charts/chart${at + 1}.xml`);
    if (table.drawing !== 'trend') assert.match(chart, /<c:catAx>.*<c:orientation val="maxMin"\/>.*<c:valAx>.*<c:orientation val="minMax"\/>.*<c:crosses val="max"\/>/s);
    const { low, high } = table.axis ?? { low: 0, high: 100 };
    assert.match(chart, new RegExp(`<c:max val="${high}"/>`), table.id);
    if (low > 0) assert.match(chart, new RegExp(`<c:min val="${low}"/>`), table.id);
    const series = table.drawing === 'stacked' ? table.columns.filter(({ tone }) => tone).length : 1;
    assert.equal(chart.match(/<c:ser>/g).length, series, table.id);
  });
  assert.match(files.get('docProps/core.xml'), /T00:00:00Z/);
  assert.match(sheets[0].rows[0][0], /^Демонстрация/);
  await demonstration.restart();
  assert.ok(file.equals(await bytes(demonstration, '/results.xlsx')));
});
