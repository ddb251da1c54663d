// A week without a link: responses are collected on the device, the first answer of the server gets lost on its way, then all is well.

import { eventually } from './support.mjs';
import { deviceHolds } from './visitor.mjs';

const DAYS = 7;

/** Returns how many responses were `collected`, `resent` although the server had them, `stored`, stored twice (`duplicates`), and `lost`. */
export async function offlineWeek({ page, link, server, count, progress = () => {} }) {
  await page.clock.install({ time: new Date('2026-03-01T09:00:00') });
  await page.emulateMedia({ forcedColors: 'active' });  // the plain form, which is quicker to fill in
  await page.goto(link.url);
  await eventually(() => page.evaluate(async () => Boolean(await caches.match('/'))));
  link.cut();
  const aDay = Math.ceil(count / DAYS);
  for (let n = 0; n < count; n += 1) {
    await page.goto(link.url);
    await page.evaluate((isOdd) => new Promise((resolve) => {
      new MutationObserver(() => { if (document.querySelector('main h1').textContent === 'Спасибо! Ваш ответ сохранён') resolve(); })
        .observe(document.body, { childList: true, subtree: true });
      document.querySelector(`#q-sex--${isOdd ? 'male' : 'female'}`).checked = true;
      document.querySelector('textarea').value = 'слово';
      document.querySelector('.send button').click();
    }), n % 2);
    if (n % aDay === aDay - 1) {
      await page.clock.fastForward('24:00:00');
      progress((n + 1) / aDay);
    }
  }
  const collected = new Set((await deviceHolds(page)).outbox.map(({ id }) => id));
  link.mend();
  link.answersCut = true;
  await page.goto(link.url);
  await eventually(() => link.isCut && server.stored() > 0, 30, 'the first batch is stored, and its answer lost');
  link.mend();
  await page.goto(link.url);
  await eventually(async () => (await deviceHolds(page)).outbox.length === 0, 60, 'nothing waits any more');
  const sent = link.requests.flat();
  const stored = server.stored();
  return {
    collected: collected.size, resent: sent.length - new Set(sent).size, stored, duplicates: Math.max(0, stored - collected.size),
    lost: [...collected].filter((id) => !sent.includes(id)).length + Math.max(0, collected.size - stored),
  };
}
