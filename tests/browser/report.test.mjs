// The public report as its readers get it: the page, its print, the preview in the app. Its files: files.test.mjs.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { sendResponses, startBrowser, startServer } from './support.mjs';
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

for (const [name, server] of [['three years of a demonstration', () => demonstration], ['an open trial', () => live]])
  test(`every figure of JSON is one of the page: ${name}`, async () => {
    const report = await released(server());
    const page = await pageTables(server());
    let figures = 0;
    for (const { tables } of report.sections)
      for (const table of tables)
        table.lines.forEach((line, at) => {
          const [label, ...shown] = page[`table-${table.id}`][at];
          assert.equal(label, typeset(line.label));
          line.figures.forEach(({ text }, column) => {
            figures += 1;
            assert.equal(shown[column], text);
          });
        });
    assert.ok(figures > 150);
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
  const questions = report.sections.filter(({ kind }) => kind === 'question');
  const indices = report.sections.find(({ kind }) => kind === 'indices').tables[0].lines.map(({ label, figures: [{ text, value, low, high }] }) =>
    `${label}: ${text}${value === undefined ? '' : `, 95-процентный интервал ${low}–${high}`}`);
  assert.ok(indices.some((line) => /интервал/.test(line)));
  const shares = questions.flatMap(({ tables }) => tables).flatMap(({ drawing, columns, lines }) => lines.flatMap(({ label, figures }) =>
    figures.map(({ text }, column) => `${typeset(drawing === 'stacked' ? columns[column].label : label)}: ${text}`)));
  assert.deepEqual(said.map((line) => own.exec(line)?.[1] ?? line), [...indices, ...shares]);
  assert.deepEqual(said.filter((line) => own.test(line)).length, 1);
  assert.match(said.find((line) => own.test(line)), /^Официальный сайт Министерства: /);
  await page.context().close();
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
  // One script is inlined and does what «Версия для слабовидящих» says, the other prints.
  assert.doesNotMatch(html.replace(/<script>[^<]*<\/script>/, '').replace(/<script type="module" src="\/a\/report-[0-9a-f]+\.js">/, ''),
    /<script|<img|<link rel="stylesheet"/);
});

/** The report's page at a width, as a phone or a desk shows it. */
async function opened(width, options = {}) {
  const page = await (await browser.newContext({ viewport: { width, height: 844 }, ...options })).newPage();
  await page.goto(new URL('/results', demonstration.url).href);
  return page;
}

test('a phone shows at most 12 screens before unfolding, with and without script, and answers what people ask first without a tap', async () => {
  const report = await json(demonstration);
  for (const javaScriptEnabled of [true, false])
    for (const [width, height] of [[390, 844], [360, 780]]) {
      const page = await (await browser.newContext({ viewport: { width, height }, javaScriptEnabled })).newPage();
      await page.goto(new URL('/results', demonstration.url).href);
      const tall = await page.locator('main').evaluate((node) => node.getBoundingClientRect().height);
      assert.ok(tall <= 12 * height, `${(tall / height).toFixed(1)} screens at ${width} px`);
      assert.equal(await page.locator('main table:visible').count(), 0);
      assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), typeset(report.headline.text));
      for (const { text } of report.headline.bullets) assert.ok(await page.getByText(typeset(text)).first().isVisible());
      assert.ok(await page.getByText('не мнение всех жителей').isVisible());
      await page.context().close();
    }
});

test('a fold says what it holds or finds, and opens with the keyboard', async () => {
  const report = await json(demonstration);
  const page = await opened(390);
  const { tables } = report.sections.find(({ kind }) => kind === 'groups');
  const found = tables.find(({ lines }) => lines.some(({ figures: [{ verdict }] }) => ['higher', 'lower'].includes(verdict)));
  assert.ok(found, 'the demonstration has a group that differs');
  assert.ok(await page.locator('.breakdown h3', { hasText: found.title }).isVisible());
  assert.ok(await page.locator('.differs').first().isVisible());
  const later = tables.filter((table) => table !== found);
  for (const { title, says } of later) assert.ok(await page.locator('summary', { hasText: `${typeset(title)}: ${typeset(says)}` }).isVisible());
  const folds = page.locator('main summary:visible');
  assert.ok(await folds.count() >= 10);
  for (let at = 0; at < 3; at += 1) {
    await folds.nth(at).focus();
    assert.ok(await folds.nth(at).evaluate((node) => parseFloat(getComputedStyle(node).outlineWidth) >= 2));
    await page.keyboard.press('Enter');
    assert.ok(await folds.nth(at).evaluate((node) => node.parentElement.open));
    assert.ok(await page.locator('main table:visible').count() > 0);
    await page.keyboard.press('Space');
    assert.ok(await folds.nth(at).evaluate((node) => !node.parentElement.open));
  }
  // An address within a fold unfolds it.
  await page.goto(new URL('/results#age', demonstration.url).href);
  await page.locator('#age h3').waitFor({ state: 'visible' });
  await page.context().close();
});

test('a desk and paper show what a phone folds, without script too', async () => {
  for (const [width, media] of [[1280, 'screen'], [700, 'print']]) {
    const page = await opened(width, { javaScriptEnabled: false });
    await page.emulateMedia({ media });
    for (const id of ['#ease', '#age', '#table-satisfaction']) assert.ok(await page.locator(id).isVisible(), `${id} on ${media}`);
    for (const title of ['Возраст', 'Образование']) assert.ok(await page.locator('.breakdown h3', { hasText: title }).isVisible());
    assert.equal(await page.locator('.panels .year:visible').count(), 4);
    assert.equal(await page.locator('#table-changes').isVisible(), media === 'print');  // on a desk who wants it unfolds it
    await page.context().close();
  }
});

test('questions stand in the form\'s order, the first two and the main index\'s before unfolding', async () => {
  const page = await opened(390);
  const ids = (visible) => page.locator(`.question[id]${visible ? ':visible' : ''}`).evaluateAll((all) => all.map(({ id }) => id).filter((id) => id !== ''));
  assert.deepEqual((await ids(false)).slice(0, 9), ['sources', 'frequency', 'findability', 'ease', 'satisfaction', 'status', 'sex', 'age', 'education']);
  assert.deepEqual((await ids(true)).slice(0, 3), ['sources', 'frequency', 'satisfaction']);
  await page.context().close();
});

test('every figure of a chart is text or said: shares with their intervals, groups, the index of each card', async () => {
  const report = await json(demonstration);
  const page = await opened(1280);
  const tree = (await page.locator('main').ariaSnapshot()).replaceAll('\u00a0', ' ');
  for (const { tables } of report.sections)
    for (const { id, drawing, lines, says } of tables) {
      if (['stacked', 'trend'].includes(drawing)) assert.ok(says.length > 0);
      if (!['bars', 'groups'].includes(drawing) && id !== 'indices') continue;
      for (const { figures: [{ text, low, high, value }] } of lines.slice(0, 3))
        if (value !== undefined) for (const said of [text, `${low}–${high}`]) assert.ok(tree.includes(said.replaceAll('\u00a0', ' ')), said);
    }
  await page.context().close();
});

test('what the office changed stands beside the figures, signed and dated, in the reader\'s language, with last year\'s folded', async () => {
  const page = await opened(390);
  const part = page.locator('#office-changes');
  assert.deepEqual(await part.locator('.did h3:visible').allInnerTexts(), ['✓ Сделано', '◑ Делаем', '✕ Не стали делать'].map((words) => words.slice(2)));
  assert.match(await part.locator('.soft').first().innerText(), /^Отдел информационной политики, \d+ \S+ 20\d\d года$/);
  assert.match(await part.locator('summary').innerText(), /^Что мы писали в 20\d\d году$/);
  assert.equal(await part.locator('.statement [data-label], .statement svg').count(), 0);
  await page.goto(new URL('/results?lang=en', demonstration.url).href);
  assert.deepEqual(await part.locator('.did h3:visible').allInnerTexts(), ['Done', 'Doing', 'Not doing']);
  await page.context().close();
});

test('the button prints where there is script, and is not there without', async () => {
  const page = await opened(1280);
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  await page.getByRole('button', { name: 'Напечатать' }).click();
  assert.ok(await page.evaluate(() => window.printed));
  await page.context().close();
  const plain = await opened(1280, { javaScriptEnabled: false });
  assert.ok(await plain.locator('#print').isHidden());
  await plain.context().close();
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
  assert.ok(pages.length >= 8 && pages.length <= 14, `${pages.length} pages`);
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
  for (const words of [report.source, report.headline.text, ...report.headline.bullets.map(({ text }) => text)]) assert.ok(all.includes(typeset(words)), words);
});

test('on paper the cover says what was found and what is inside; no page but the last is less than half full', async () => {
  const report = await json(demonstration);
  const pages = await printed(new URL('/results', demonstration.url).href);
  const cover = pages[0].words.map(({ text }) => text).join(' ').replaceAll('&quot;', '"');
  assert.ok(cover.includes(typeset(report.headline.text)));
  for (const { kind, title } of report.sections)
    if (!['question', 'precision'].includes(kind)) assert.ok(cover.includes(title), title);
  assert.ok(!pages[0].words.some(({ text }) => text === 'процентах'), 'the first part begins on a page of its own');
  for (const { words, height } of pages.slice(0, -1)) {
    const inside = words.filter(({ bottom }) => bottom < height - pointsOf(18)).map(({ bottom }) => bottom);
    assert.ok(Math.max(...inside) > height / 2, `${Math.max(...inside)} of ${height}`);
  }
});

test('on paper no chart is taller than a page, none breaks, and no heading stands alone at the foot of one', async () => {
  const page = await (await browser.newContext({ viewport: { width: Math.floor(pointsOf(178) / 0.75), height: 800 } })).newPage();
  await page.emulateMedia({ media: 'print' });
  await page.goto(new URL('/results', demonstration.url).href);
  const charts = await page.evaluate(() => [...document.querySelectorAll(':is(.chart, .breakdown, .year, .cards > li):has(svg)')].map((figure) => (
    { height: figure.offsetHeight, breaks: getComputedStyle(figure).breakInside, wide: figure.scrollWidth > figure.clientWidth })));
  assert.ok(charts.length >= 14);
  for (const { height, breaks, wide } of charts) {
    assert.equal(breaks, 'avoid');
    assert.ok(height < pointsOf(259) / 0.75);
    assert.ok(!wide);
  }
  await page.context().close();
  const titles = (await json(demonstration)).sections.map(({ title }) => title);
  const [, ...pages] = await printed(new URL('/results', demonstration.url).href);  // the cover ends with the contents
  for (const { words, height } of pages) {
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
    const broken = await page.evaluate(() => [...document.querySelectorAll('main :is(th, td)')].flatMap((cell) => {
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
        return wide > 1 && (right > innerWidth + 1 || left < -1) && !node.closest('thead, defs');
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
