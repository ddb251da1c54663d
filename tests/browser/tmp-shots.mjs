import { startServer, startBrowser } from './support.mjs';
const out = '/tmp/shots/';
const server = await startServer({ });
const browser = await startBrowser();
const want = process.argv.slice(2);
const is = (n) => want.length === 0 || want.some((w) => n.startsWith(w));
const shot = async (page, name, full=false) => { if (is(name)) await page.screenshot({ path: `${out}${name}.png`, fullPage: full }); };
const PHONE = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 1, hasTouch: true, isMobile: true };
{ const c = await browser.newContext({ locale: 'ru-RU', javaScriptEnabled: false, ...PHONE });
  const p = await c.newPage(); await p.goto(server.url); await shot(p, 'plain-phone');
  await p.locator('.menu summary').click(); await shot(p,'plain-menu');
  await p.goto(server.url); await p.evaluate?.(()=>0).catch(()=>0);
  await p.locator('.send').scrollIntoViewIfNeeded(); await p.mouse.wheel(0, 30000); await new Promise(r=>setTimeout(r,300)); await shot(p,'plain-end');
  await p.locator('#q-sources-site').check({force:true}); await p.locator('.send button').click(); await p.waitForURL(/thanks/); await shot(p,'thanks-server', true);
  await p.goto(server.url+'accessibility'); await shot(p,'access', true); await c.close(); }
for (const [n, o] of [['phone', PHONE], ['phone-dark', { ...PHONE, colorScheme: 'dark' }], ['phone320', { ...PHONE, viewport: { width: 320, height: 568 } }], ['desktop', { viewport: { width: 1440, height: 900 } }], ['tablet', { viewport: { width: 768, height: 1024 } }]]) {
  if (!is('app-' + n)) continue;
  const c = await browser.newContext({ locale: 'ru-RU', ...o });
  const p = await c.newPage(); await p.goto(server.url); await p.locator('html.app-on').waitFor(); await p.waitForTimeout(600);
  await shot(p, `app-${n}-1`);
  if (n === 'phone') { await p.locator('.menu summary').click(); await p.waitForTimeout(300); await shot(p, 'app-phone-menu'); await p.locator('.menu summary').click();
    await p.getByRole('checkbox', { name: 'Другое (укажите)' }).check(); await p.waitForTimeout(300); await shot(p, 'app-phone-other'); }
  for (let i = 0; i < 4; i++) { await p.getByRole('button', { name: /^(Далее|Пропустить)$/ }).click(); }
  await p.waitForTimeout(400); await shot(p, `app-${n}-5`);
  await p.mouse.wheel(0, 3000); await p.waitForTimeout(400); await shot(p, `app-${n}-5end`);
  if (n === 'desktop') { await p.getByRole('button', { name: /^(Назад)$/ }).click(); await p.waitForTimeout(400); await shot(p, `app-${n}-4`);  await p.getByRole('button', { name: /^(Далее|Пропустить)$/ }).click();}
  for (let i = 0; i < 6; i++) { await p.getByRole('button', { name: /^(Далее|Пропустить)$/ }).click(); }
  await p.getByRole('radio').first().check();
  for (let i = 0; i < 3; i++) { await p.getByRole('button', { name: /^(Далее|Пропустить)$/ }).click(); }
  await p.waitForTimeout(400); await shot(p, `app-${n}-review`, true);
  await p.getByRole('button', { name: 'Отправить', exact: true }).click(); await p.getByRole('heading', { name: /Спасибо/ }).waitFor(); await p.waitForTimeout(400); await shot(p, `app-${n}-thanks`);
  await c.close();
}
await browser.close(); await server.stop();
