// What happens on the form's page, in order: responses that still wait go out, a draft is offered, the app is brought. Each of these may
// fail without taking the form away.

import { forgets } from './device/forgets.mjs';
import { Draft, carryAlong } from './draft.mjs';
import { chooseByTyping } from './fields.mjs';
import { keep, plainFiles, untouchedPage } from './offline/keep.mjs';
import { Sender } from './outbox/sender.mjs';
import { sendPlainForm } from './plain/plain.mjs';
import { beginSending, endSending } from './sending.mjs';
import { survey } from './survey.mjs';
import { invitation, offer, unsent } from './takeover.mjs';
import { inThisLanguage, loadLocale, localeAddress, pageLocale, reasonWords, words } from './texts.mjs';

const SLOW = ['slow-2g', '2g'];
const KIOSK_AGAIN = 60_000;         // milliseconds until a terminal whose script did not come tries again

const form = document.querySelector('form[data-survey]');
const page = document.documentElement;
const link = navigator.connection;
const isKiosk = form?.dataset.kiosk !== undefined;
const isFrugal = () => form.dataset.saveData !== undefined || link?.saveData || SLOW.includes(link?.effectiveType);
const isPlain = () => page.dataset.app !== 'on';

let plain;  // see plain/plain.mjs
let isPlainOffered = false;  // in the place of an app that was not loaded
let untouched;               // this page as it came

function failed(error) {
  page.dataset.app = 'failed';
  console.warn(error);
  plain?.stay();
}

const askedVia = new URLSearchParams(location.search).get('via') ?? '';

/** A page kept on the device was made for another address than it is shown at. */
function fillVia(channels) {
  form.elements.via.value = isKiosk ? 'kiosk' : channels.includes(askedVia) ? askedVia : '';
}

/** Loads the app and lets it take over; what became of a response that it sends goes through `sender`. */
async function bringApp({ sender, draft, kiosk, locale }) {
  const [{ Host }, offered] = await Promise.all([import(APP), survey()]);
  if (offered.wave !== form.elements.wave.value) throw new Error('the form is of another wave than the survey');
  fillVia(offered.channels);
  let gone;                         // what became of a response that left
  const host = new Host(form, {
    deliver: async (answers) => {
      draft?.forget();
      const told = ({ state, reason }) => ({ state, reason: reason ? reasonWords(locale, reason) : '' });
      beginSending(form);
      const sent = await sender.send({ answers: JSON.parse(answers) }).finally(() => endSending(form));
      if (sent.state === 'refused') {
        draft?.resume();
      } else {
        await draft?.drop();
        kiosk?.finished();
      }
      if (isPlain()) plain.conclude(sent);  // the app left meanwhile
      else if (sent.state !== 'refused') gone = sent;
      return { ...told(sent), settled: sent.settled?.then(told) };
    },
    onLeave: (reason) => {
      if (gone) plain.conclude(gone);  // there is nothing to answer any more
      leftBy(reason, () => bringApp({ sender, draft, kiosk, locale }), locale);
    },
    kiosk,
  });
  await host.load(form.dataset.all === undefined ? WASM : WASM_ALL, offered.lines, locale);
  await (kiosk ? unsent(form) : invitation(form, words(locale, 'app.offer')));
  if (!host.enter()) return;
  page.dataset.app = 'on';
  const results = await fetch(inThisLanguage('/app/preview')).catch(() => null);
  if (results?.ok) host.results(await results.text());
}

async function leftBy(reason, again, locale) {
  page.dataset.app = 'left';
  if (reason instanceof Error) console.warn(reason);
  plain.stay();
  if (reason !== 'asked for') return;
  await offer(form, words(locale, 'app.offer')).pressed;
  again().catch(failed);
}

let keeping;
const ownLinks = () => [...document.links].filter(({ origin }) => origin === location.origin).map(({ href }) => href);

/**
 * Keeps the page and its files on the device, for visits without a link; from the second visit on what its links lead to, too, and what reads
 * the plain form. Where that is offered in the place of the app, it is kept at once.
 */
function keepOffline() {
  keeping ??= (async () => {
    if (!navigator.serviceWorker) return;
    await navigator.serviceWorker.register('/sw.js');
    await navigator.serviceWorker.ready;
    const isComplete = Boolean(navigator.serviceWorker.controller);  // then everything else went through the worker already
    const isRich = isComplete && !isKiosk && !isFrugal();            // a terminal names its own
    const used = performance.getEntriesByType('resource').map(({ name }) => name);
    await keep([...isComplete ? [] : [...untouched ? [] : [location.href], localeAddress(), ...used], ...isRich ? ownLinks() : [],
      ...isRich || isPlainOffered ? plainFiles() : []], isComplete ? undefined : untouched);
  })().catch(console.warn);
  return keeping;
}

async function visit() {
  const sender = new Sender(form);
  const draft = forgets ? undefined : new Draft(form);
  plain = sendPlainForm(form, sender, isPlain, { draft });
  await draft?.offer();
  draft?.watch();
  draft?.watchLanguage();
  if (forgets) {
    carryAlong(form);
    form.addEventListener('input', () => sender.strip.say('outbox.not-kept'), { once: true });
  }
  const locale = await pageLocale();  // what waits without a link is said in its words, too
  const isForced = matchMedia('(forced-colors: active)').matches;
  isPlainOffered = isForced || isFrugal();
  if (isPlainOffered) {
    plain.stay();
    keepOffline();
    if (isForced) return;
    await offer(form, words(locale, 'app.offer-size', { size: APP_SIZE })).pressed;
  }
  await bringApp({ sender, draft, locale });
}

async function visitKiosk() {
  const [{ Kiosk }, locale] = await Promise.all([import(KIOSK), loadLocale(KIOSK_LOCALES)]).catch((error) => {
    setTimeout(() => location.reload(), KIOSK_AGAIN);  // nobody can answer until it is here: the server sends the form inert
    throw error;
  });
  const kiosk = new Kiosk(form, locale);
  const sender = new Sender(form, kiosk);
  plain = sendPlainForm(form, sender, isPlain, { kiosk });
  kiosk.welcome(sender);
  if (await kiosk.isOpen()) await bringApp({ sender, kiosk, locale });
}

if (form) {
  untouched = untouchedPage(form);
  if (!isKiosk && form.elements.via.value !== askedVia) form.elements.via.value = '';  // until the channels are known
  chooseByTyping(form);
  (isKiosk ? visitKiosk() : visit()).catch(failed).then(keepOffline);
}
