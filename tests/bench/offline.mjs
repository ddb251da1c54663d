// A week without a link at one device, then the link is back: what was collected is stored, once.

import { startLink } from '../browser/link.mjs';
import { startBrowser, startServer } from '../browser/support.mjs';
import { offlineWeek } from '../browser/week.mjs';

const count = Number(process.env.RESPONSES ?? 500);
const server = await startServer({ flags: ['--responses-per-hour', '10000'] });  // what is sent again counts, too
const link = await startLink(server);
const browser = await startBrowser();
try {
  const page = await (await browser.newContext({ locale: 'ru-RU' })).newPage();
  const progress = (days) => console.log(`day ${days} of 7 is over`);
  const { collected, resent, stored, duplicates, lost } = await offlineWeek({ page, link, server, count, progress });
  console.log(`collected ${collected}, sent again after a lost answer ${resent}, stored ${stored}`);
  console.log(`duplicates ${duplicates} (budget 0), lost ${lost} (budget 0)`);
  process.exitCode = duplicates + lost === 0 ? 0 : 1;
} finally {
  await browser.close();
  await link.close();
  await server.stop();
}
