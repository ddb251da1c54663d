// The README's pictures: "node screenshots.mjs FOLDER". What is on them is the real thing, with made-up responses.

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startBrowser, startServer } from './support.mjs';

const PHONE = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
const TERMINAL = { viewport: { width: 1080, height: 1920 }, hasTouch: true };
const DESK = { viewport: { width: 1280, height: 900 } };

const folder = path.resolve(process.argv[2] ?? 'docs');
mkdirSync(folder, { recursive: true });
const browser = await startBrowser();

async function picture(name, server, address, device, steps) {
  const context = await browser.newContext({ locale: 'ru-RU', colorScheme: 'light', ...device });
  const page = await context.newPage();
  await page.goto(new URL(address, server.url).href);
  await steps(page);
  await page.waitForTimeout(1000); // the app has painted
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  await context.close();
  console.log(path.join(folder, `${name}.png`));
}

const survey = await startServer({ flags: ['--kiosk', 'hall'] });
await picture('form-phone', survey, '/', PHONE, async (page) => {
  await page.locator('html.app-on').waitFor();
  await page.getByRole('checkbox', { name: 'Официальный сайт Министерства' }).check();
});
await picture('form-terminal', survey, '/?kiosk=hall', TERMINAL, async (page) => {
  await page.locator('html.app-on').waitFor();
  await page.getByRole('button', { name: 'Начать', exact: true }).tap();
});
await survey.stop();

const report = await startServer({ demonstration: ['--responses', '1200', '--waves', '3', '--seed', '1'] });
await picture('report-desk', report, '/results', DESK, (page) => page.locator('main').waitFor());
await picture('report-phone', report, '/results', PHONE, (page) => page.locator('main').waitFor());
await report.stop();
await browser.close();
