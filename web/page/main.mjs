// What happens on the form's page, in order: responses that still wait go out, a draft is offered, the app is brought. Each of these may
// fail without taking the form away.

import { Draft } from './draft.mjs';
import { Sender } from './outbox/sender.mjs';
import { sendPlainForm } from './plain/plain.mjs';
import { survey } from './survey.mjs';
import { invitation, offer } from './takeover.mjs';
import { language, loadLocale, localeAddress, pageLocale, reasonWords, words } from './texts.mjs';

const SLOW = ['slow-2g', '2g'];

const form = document.querySelector('form[data-survey]');
const page = document.documentElement;
const link = navigator.connection;
const isKiosk = form?.dataset.kiosk !== undefined;
const isFrugal = () => form.dataset.saveData !== undefined || link?.saveData || SLOW.includes(link?.effectiveType);
const isPlain = () => page.dataset.app !== 'on';

let stayPlain;  // to be called where no app comes, or no more

function failed(error) {
  page.dataset.app = 'failed';
  console.warn(error);
  stayPlain?.();
}

/** A page kept on the device was made for another address than it is shown at. */
function fillVia(channels) {
  const asked = new URLSearchParams(location.search).get('via');
  form.elements.via.value = isKiosk ? 'kiosk' : channels.includes(asked) ? asked : '';
}

/** Loads the app and lets it take over; what became of a response that it sends goes through `sender`. */
async function bringApp({ sender, draft, kiosk, locale }) {
  const [{ Host }, offered] = await Promise.all([import(APP), survey()]);
  if (offered.wave !== form.elements.wave.value) throw new Error('the form is of another wave than the survey');
  fillVia(offered.channels);
  const host = new Host(form, {
    deliver: async (answers) => {
      draft?.forget();
      const told = ({ state, reason }) => ({ state, reason: reason ? reasonWords(locale, reason) : '' });
      const sent = await sender.send(JSON.parse(answers));
      if (sent.state !== 'refused') kiosk?.finished();
      return { ...told(sent), settled: sent.settled?.then(told) };
    },
    onLeave: (reason) => leftBy(reason, () => bringApp({ sender, draft, kiosk, locale }), locale),
    kiosk,
  });
  await host.load(WASM, offered.survey, locale);
  if (!kiosk) await invitation(form, words(locale, 'app.offer'));
  if (!host.enter()) return;
  page.dataset.app = 'on';
  const results = await fetch(`/results.json${language === 'ru' ? '' : `?lang=${language}`}`).catch(() => null);
  if (results?.ok) host.results(await results.text());
}

async function leftBy(reason, again, locale) {
  page.dataset.app = 'left';
  if (reason instanceof Error) console.warn(reason);
  stayPlain();
  if (reason !== 'asked for') return;
  await offer(form, words(locale, 'app.offer')).pressed;
  again().catch(failed);
}

let keeping;
const ownLinks = () => [...document.links].filter(({ origin }) => origin === location.origin).map(({ href }) => href);

/** Keeps the page and its files on the device, for visits without a link; from the second visit on what its links lead to, too. */
function keepOffline() {
  keeping ??= (async () => {
    if (!navigator.serviceWorker) return;
    await navigator.serviceWorker.register('/sw.js');
    const { active } = await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) {  // then everything else went through the worker already
      if (!isKiosk && !isFrugal()) active.postMessage({ keep: ownLinks() });  // a terminal names its own
      return;
    }
    const used = performance.getEntriesByType('resource').map(({ name }) => name);
    active.postMessage({ keep: [location.href, localeAddress(), ...used] });
  })().catch(console.warn);
  return keeping;
}

async function visit() {
  const sender = new Sender(form);
  const draft = new Draft(form);
  stayPlain = sendPlainForm(form, sender, isPlain, { draft });
  await draft.offer();
  draft.watch();
  const locale = await pageLocale();  // what waits without a link is said in its words, too
  if (matchMedia('(forced-colors: active)').matches) return stayPlain();
  if (isFrugal()) {
    stayPlain();
    keepOffline();
    await offer(form, words(locale, 'app.offer-size', { size: APP_SIZE })).pressed;
  }
  await bringApp({ sender, draft, locale });
}

async function visitKiosk() {
  const [{ Kiosk }, locale] = await Promise.all([import(KIOSK), loadLocale(KIOSK_LOCALES)]);
  const kiosk = new Kiosk(form, locale);
  const sender = new Sender(form, kiosk);
  stayPlain = sendPlainForm(form, sender, isPlain, { kiosk });
  kiosk.welcome(sender);
  if (await kiosk.isOpen()) await bringApp({ sender, kiosk, locale });
}

if (form) (isKiosk ? visitKiosk() : visit()).catch(failed).then(keepOffline);
