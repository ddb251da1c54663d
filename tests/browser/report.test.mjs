// The public report as its readers get it: the page, its files, its print, the preview in the app.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { csvRows, workbook } from './downloads.mjs';
import { root, sendResponses, startBrowser, startServer } from './support.mjs';
import { answerToReview, axeFindings, openApp, send, sent, typeset } from './visitor.mjs';

let browser, demonstration, live;

before(async () => {
  demonstration = await startServer({ demonstration: ['--responses', '1000', '--waves', '3', '--seed', '1'] });
  live = await startServer({ trial: true });
  await sendResponses(live.url, 100);  // one release, and none by one response more
  browser = await startBrowser();
});
after(async () => {
  await browser.close();
  await demonstration.stop();
  await live.stop();
});

const bytes = async (server, address) => Buffer.from(await (await fetch(new URL(address, server.url))).arrayBuffer());
const json = async (server, address = '/results.json') => JSON.parse(await bytes(server, address));

/** Every table of the report with its section. */
const tablesOf = (report) => report.sections.flatMap((section) => section.tables.map((table) => ({ section, table })));

async function released(server) {
  for (;;) {
    const report = await json(server);
    if (report.release > 0) return report;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Tables of the page: id to rows, each the line's words and the figures' texts. */
async function pageTables(server) {
  const page = await (await browser.newContext({ javaScriptEnabled: true, bypassCSP: true })).newPage();
  await page.goto(new URL('/results', server.url).href);
  const tables = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll('main table')].map((table) => [table.id,
    [...table.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) =>
      [...cell.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join('').trim()))])));
  await page.context().close();
  return tables;
}

/** What a workbook's row of this line holds: every figure as a number, or in words, with its interval and its count. */
function workbookRow(table, line) {
  const some = (column, test) => table.lines.some(({ figures }) => test(figures[column]));
  return [line.label, ...line.figures.flatMap((figure, column) => {
    if (figure.value === undefined) return [figure.text];
    const ends = some(column, (each) => each.value !== undefined && each.low !== undefined) ? [figure.low, figure.high] : [];
    return [figure.value, ...ends, figure.count].filter((number) => number !== undefined);
  })];
}

for (const [name, server] of [['three years of a demonstration', () => demonstration], ['an open trial', () => live]])
  test(`the page, CSV in both dialects, XLSX and JSON say the same: ${name}`, async () => {
    const report = await released(server());
    const page = await pageTables(server());
    const csv = csvRows((await bytes(server(), '/results.csv')).toString('utf8').replace(/^\uFEFF/, ''), ';');
    const plain = csvRows((await bytes(server(), '/results.csv?dialect=rfc4180')).toString('utf8'), ',');
    const byCode = new Map(csv.map((row) => [row[9], row])), plainByCode = new Map(plain.map((row) => [row[9], row]));
    const { sheets } = workbook(await bytes(server(), '/results.xlsx'));
    assert.deepEqual(sheets.length, report.sections.length + 1);
    let figures = 0;
    for (const { section, table } of tablesOf(report)) {
      const rows = sheets[report.sections.indexOf(section) + 1].rows.map((row) => JSON.stringify(row));
      table.lines.forEach((line, at) => {
        const shown = page[`table-${table.id}`][at];
        assert.equal(shown[0], typeset(line.label));
        assert.ok(rows.includes(JSON.stringify(workbookRow(table, line))), `${table.id}/${line.id}: ${JSON.stringify(workbookRow(table, line))}`);
        line.figures.forEach((figure, column) => {
          figures += 1;
          assert.equal(shown[column + 1], figure.text);
          const code = `${table.id}/${line.id}/${table.columns[column].id}`;
          const numbers = [figure.value, figure.low, figure.high, figure.count].map((number) => (number === undefined ? '' : String(number)));
          assert.deepEqual(plainByCode.get(code).slice(5, 9), numbers, code);
          assert.deepEqual(byCode.get(code).slice(5, 9), numbers.map((number) => number.replace('.', ',')), code);
          for (const row of [byCode.get(code), plainByCode.get(code)]) assert.equal(row[4], figure.text);
        });
      });
    }
    assert.ok(figures > 150);
    assert.equal(csv.length, plain.length);
  });

test('the preview in the app says what the page says, with one\'s own answer marked', async () => {
  const report = await released(live);
  const page = await openApp(await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'ru-RU' }), live.url);
  await answerToReview(page);
  await send(page);
  await sent(page).waitFor();
  await page.getByRole('button', { name: /^Посмотреть/ }).click();
  await page.getByRole('heading', { name: 'Результаты опроса' }).waitFor();
  await page.locator('#app-panel h3').first().waitFor();
  const said = await page.locator('#app-panel li').allTextContents();
  const own = /(.*) — [^—]*ваш ответ[^—]*$/i;
  const questions = report.sections.filter(({ id }) => !['indices', 'years', 'groups', 'method'].includes(id));
  const decimal = (number) => number.toFixed(1).replace('.', ',');
  const indices = report.sections.find(({ id }) => id === 'indices').tables[0].lines.map(({ label, figures: [{ text, value, low, high }] }) =>
    `${label}: ${text}${value === undefined ? '' : `, 95-процентный интервал ${decimal(low)}–${decimal(high)}`}`);
  assert.ok(indices.some((line) => /интервал/.test(line)));
  const shares = questions.flatMap(({ tables }) => tables).flatMap(({ drawing, columns, lines }) => lines.flatMap(({ label, figures }) =>
    figures.map(({ text }, column) => `${typeset(drawing === 'diverging' ? columns[column].label : label)}: ${text}`)));
  assert.deepEqual(said.map((line) => own.exec(line)?.[1] ?? line), [...indices, ...shares]);
  assert.deepEqual(said.filter((line) => own.test(line)).length, 1);
  assert.match(said.find((line) => own.test(line)), /^Официальный сайт Министерства: /);
  await page.context().close();
});

test('JSON is as its schema says, with figures and before the first release', async () => {
  const schema = await json(demonstration, '/results.schema.json');
  assert.deepEqual(schema, JSON.parse(readFileSync(path.join(root, 'assets/schemas/report.json'), 'utf8')));
  const validate = new Ajv({ strict: true, formats: { date: /^\d{4}-\d\d-\d\d$/ } }).compile(schema);
  const empty = await startServer();
  for (const report of [await json(demonstration), await json(demonstration, '/results.json?lang=en'), await json(empty)])
    assert.ok(validate(report), JSON.stringify(validate.errors?.[0]));
  assert.ok(!validate({ ...await json(empty), colour: 'red' }));
  await empty.stop();
});

test('the workbook has numbers to count with, charts of Excel\'s own, and the same bytes every time', async () => {
  const file = await bytes(demonstration, '/results.xlsx');
  const { sheets, charts, files } = workbook(file);
  assert.ok(charts >= 15);
  for (const { name } of sheets) assert.ok([...name].length <= 31);
  assert.match(files.get('docProps/core.xml'), /T00:00:00Z/);
  assert.match(sheets[0].rows[0][0], /^Демонстрация/);
  await demonstration.restart();
  assert.ok(file.equals(await bytes(demonstration, '/results.xlsx')));
});

test('the page of three years is at most 40 KiB, needs no script, and an unchanged one is a 304', async () => {
  const address = new URL('/results', demonstration.url);
  for (const encoding of ['br', 'gzip']) {
    const answer = await fetch(address, { headers: { 'Accept-Encoding': encoding } });
    assert.equal(answer.headers.get('content-encoding'), encoding);
    assert.ok(Number(answer.headers.get('content-length')) <= 40 * 1024);
    assert.equal((await fetch(address, { headers: { 'If-None-Match': answer.headers.get('etag') } })).status, 304);
  }
  const html = (await bytes(demonstration, '/results')).toString('utf8');
  // The one script is inlined: it does what «Версия для слабовидящих» says.
  assert.doesNotMatch(html.replace(/<script>[^<]*<\/script>/, ''), /<script|<img|<link rel="stylesheet"/);
});

test('a link to the page shows a picture of 1200 by 630', async () => {
  const html = (await bytes(demonstration, '/results')).toString('utf8');
  const image = await bytes(demonstration, /property="og:image" content="([^"]*)"/.exec(html)[1]);
  assert.equal(image.toString('latin1', 1, 4), 'PNG');
  assert.deepEqual([image.readUInt32BE(16), image.readUInt32BE(20)], [1200, 630]);
});

/** The report printed to a file by Chromium; its pages, each the words with their places in points. */
async function printed(address) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(address);
  const file = demonstration.output('report.pdf');
  await page.pdf({ path: file, preferCSSPageSize: true });
  await page.context().close();
  const pages = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' }).split('<page ').slice(1);
  return pages.map((text) => {
    const [width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(text).slice(1).map(Number);
    const words = [...text.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g)];
    return { width, height, words: words.map(([, ...place]) => ({ left: +place[0], top: +place[1], right: +place[2], bottom: +place[3], text: place[4] })) };
  });
}

const pointsOf = (millimetres) => millimetres / 25.4 * 72;

test('printed on A4: numbered pages, source and date, every section, the mark of a demonstration, nothing cut', async () => {
  const report = await json(demonstration);
  const pages = await printed(new URL('/results', demonstration.url).href);
  assert.ok(pages.length >= 8 && pages.length <= 16, `${pages.length} pages`);
  pages.forEach(({ width, height, words }, at) => {
    assert.ok(Math.abs(width - pointsOf(210)) < 1 && Math.abs(height - pointsOf(297)) < 1);
    const text = words.map((word) => word.text).join(' ');
    assert.ok(text.includes(`${at + 1} / ${pages.length}`));
    assert.ok(text.includes('Демонстрация'));
    for (const word of words) {
      const inMargin = word.bottom < pointsOf(20) || word.top > height - pointsOf(18);
      assert.ok(word.left > pointsOf(15.5) && word.right < width - pointsOf(15.5), `page ${at + 1}: ${word.text} is cut`);
      assert.ok(inMargin || word.bottom < height - pointsOf(17.5), `page ${at + 1}: ${word.text} is cut`);
    }
  });
  const all = pages.flatMap(({ words }) => words.map(({ text }) => text)).join(' ').replaceAll('&quot;', '"');
  for (const { title } of report.sections) assert.ok(all.includes(typeset(title)), title);
  assert.match(all, /Источник: анонимный опрос .* данные на 1 \S+ 20\d\d года\./);
});

test('on paper no chart is taller than a page, none breaks, and no heading stands alone at the foot of one', async () => {
  const page = await (await browser.newContext({ viewport: { width: Math.floor(pointsOf(178) / 0.75), height: 800 } })).newPage();
  await page.emulateMedia({ media: 'print' });
  await page.goto(new URL('/results', demonstration.url).href);
  const charts = await page.evaluate(() => [...document.querySelectorAll('.figure:has(svg)')].map((figure) => (
    { height: figure.offsetHeight, breaks: getComputedStyle(figure).breakInside, wide: figure.scrollWidth > figure.clientWidth })));
  assert.ok(charts.length >= 15);
  for (const { height, breaks, wide } of charts) {
    assert.equal(breaks, 'avoid');
    assert.ok(height < pointsOf(259) / 0.75);
    assert.ok(!wide);
  }
  await page.context().close();
  const titles = (await json(demonstration)).sections.map(({ title }) => title);
  for (const { words, height } of await printed(new URL('/results', demonstration.url).href)) {
    const inside = words.filter(({ top }) => top < height - pointsOf(18)).map(({ text }) => text).join(' ');
    assert.ok(!titles.some((title) => inside.endsWith(title)), inside.slice(-80));
  }
});

for (const [width, colorScheme] of [[360, 'light'], [360, 'dark'], [1440, 'light'], [1440, 'dark']])
  test(`axe finds nothing on the whole report at ${width} px (${colorScheme}), and nothing is wider than the screen`, async () => {
    const page = await (await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true })).newPage();
    await page.goto(new URL('/results', demonstration.url).href);
    assert.deepEqual(await axeFindings(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    await page.screenshot({ path: demonstration.output(`report-${width}-${colorScheme}.png`), fullPage: true });
    await page.context().close();
  });

test('no word of a table is broken, and no table is wider than the screen, from a small phone to a desk', async () => {
  const page = await (await browser.newContext({ viewport: { width: 320, height: 800 } })).newPage();
  await page.goto(new URL('/results', demonstration.url).href);
  for (const width of [320, 360, 600, 800, 900, 1024, 1100, 1280, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    const broken = await page.evaluate(() => [...document.querySelectorAll('.pair :is(th, td)')].flatMap((cell) => {
      const words = [];
      if (cell.closest('thead')?.offsetWidth <= 1) return words;  // for screen readers only: its words stand in the cells
      for (const node of cell.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE) continue;
        for (const { 0: word, index } of node.data.matchAll(/[а-яё]+/gi)) {
          const range = new Range();
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) words.push(word);
        }
      }
      return words;
    }));
    assert.deepEqual(broken, [], `at ${width} px`);
  }
  await page.context().close();
});

test('large print: nothing of the report is beyond the edge of the smallest screen, nor of a desk\'s', async () => {
  const page = await (await browser.newContext({ viewport: { width: 320, height: 800 } })).newPage();
  await page.goto(new URL('/results', demonstration.url).href);
  for (const [width, size, letters] of [[320, '150'], [320, '200'], [320, '300'], [320, '300', 'wide'], [320, '', 'wide'], [1024, '150', 'wide'], [1280, '300']]) {
    await page.setViewportSize({ width, height: 800 });
    const beyond = await page.evaluate(([chosenSize, chosenLetters]) => {
      const { dataset } = document.documentElement;
      delete dataset.size;
      delete dataset.letters;
      if (chosenSize) dataset.size = chosenSize;
      if (chosenLetters) dataset.letters = chosenLetters;
      return [...document.querySelectorAll('main *')].filter((node) => {
        const { width: wide, left, right } = node.getBoundingClientRect();
        return wide > 1 && (right > innerWidth + 1 || left < -1) && !node.closest('.unseen, thead');
      }).map((node) => node.textContent.slice(0, 40));
    }, [size, letters]);
    assert.deepEqual(beyond, [], `${width} px, ${size} %, letters ${letters}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  }
  await page.screenshot({ path: demonstration.output('report-300.png') });
  await page.context().close();
});

test('the word of a demonstration stays on the screen however far one scrolls', async () => {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 640 } })).newPage();
  await page.goto(new URL('/results', demonstration.url).href);
  for (const place of [0, 0.3, 0.7, 1]) {
    await page.evaluate((share) => scrollTo(0, share * document.documentElement.scrollHeight), place);
    const mark = await page.locator('.mark').boundingBox();
    assert.ok(mark.y >= 0 && mark.y + mark.height < 640, `at ${place}`);
  }
  await page.goto(new URL('/results', live.url).href);
  assert.equal(await page.getByText('Демонстрация').count(), 0);
  await page.context().close();
});
