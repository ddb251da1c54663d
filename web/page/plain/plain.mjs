// The plain form, sent through the outbox where there is script. It is read by the module that has the rules; only where that does not
// come, as in a browser without WebAssembly, the server finds what is wrong and shows it at its fields, as without script.

import { answered, empty } from '../fields.mjs';
import { keep, plainFiles } from '../offline/keep.mjs';
import { areAnswersWrong } from '../outbox/delivery.mjs';
import { beginSending, endSending, isSending } from '../sending.mjs';
import { survey } from '../survey.mjs';
import { loadLocale, pageLocale, words } from '../texts.mjs';
import { findsWrong } from './unread.mjs';

const PATIENCE = 5_000;             // milliseconds for a module that is still on its way when the form is sent

/** Thanks in the place of a form whose response waits; later what became of it. */
async function showWaiting(form, settled, strip) {
  const note = document.getElementById('waiting').content.firstElementChild;
  const heading = note.querySelector('h1');
  note.ariaLive = 'polite';
  form.replaceWith(note);
  heading.focus();
  if ((await settled).state !== 'sent') {
    note.remove();
    return strip.root.focus();  // which says why
  }
  heading.textContent = words(await pageLocale(), 'app.thanks-sent');
  return note.querySelector('p').remove();
}

async function readerOf(form) {
  const [{ loadReader }, offered, locale] = await Promise.all([import(PLAIN), survey(), loadLocale(PLAIN_LOCALES)]);
  const reader = offered.wave === form.elements.wave.value ? await loadReader(PLAIN_WASM, offered.lines, locale) : null;
  keep(plainFiles());               // what was used once is there without a link
  return reader;
}

/**
 * Sends the form through `sender` as long as `isPlain()`. A `kiosk` thanks by itself: the server's pages would lead away from it. {stay()}
 * is to be called where no app will come: the module is then loaded with the first answer, while there is a link, and not at the end.
 * {conclude(sent)} shows what became of a response, also of one that an app sent which left meanwhile.
 */
export function sendPlainForm(form, sender, isPlain, { draft, kiosk }) {
  const { strip } = sender;
  const hasConditions = 'all' in form.dataset;  // or quotes, or is otherwise more than a plain list of questions
  let loading;
  const reader = () => {
    loading ??= readerOf(form).catch((error) => { loading = undefined; console.info(error); });
    return loading;
  };

  /** What the reader makes of the form (see reader.mjs), or {kind: 'unread', content}: the fields as they are, for the server to read. */
  const read = async () => {
    const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
    try {
      const reading = (await Promise.race([reader(), late]))?.read(form);
      if (reading) return reading;
    } catch (error) {
      loading = undefined;          // it trapped: another may do
      console.info(error);
    }
    return { kind: 'unread', content: { fields: answered(form) } };
  };

  /** True where the form is done with, and stays closed. */
  const conclude = ({ state, settled, isUnasked }) => {
    if (state === 'refused') {
      strip.root.focus();
      return false;
    }
    beginSending(form);
    addEventListener('pagehide', () => endSending(form), { once: true });  // whoever comes back to it may answer again
    empty(form);
    if (hasConditions) follow();    // so that nothing of what was answered is quoted any more
    if (kiosk) {
      kiosk.thank();
    } else if (state === 'sent') {
      const query = new URLSearchParams(location.search);
      query.set('wave', form.elements.wave.value);
      if (isUnasked) query.set('unasked', '1');
      location.assign(`/thanks?${query}`);
    } else {
      showWaiting(form, settled, strip).catch(console.info);
    }
    return true;
  };

  const send = async () => {
    const { kind, content, isUnasked, show } = await read();
    if (!isPlain()) return false;   // an app has taken over meanwhile
    if (kind === 'wrong') return show();
    if (kind === 'unreadable') {
      await strip.say('problem.too-large');
      return strip.root.focus();
    }
    if (kind === 'unread' && await findsWrong(form, content.fields)) {
      endSending(form);             // so that the browser can lead to the field
      form.reportValidity();
      return false;
    }
    draft?.forget();
    const sent = await sender.send(content);
    if (sent.state === 'refused') draft?.resume();
    else await draft?.drop();
    if (kind === 'unread' && !kiosk && areAnswersWrong(sent.reason)) return form.submit();
    return conclude({ ...sent, isUnasked });
  };

  form.addEventListener('submit', async (event) => {
    if (!isPlain()) return;
    event.preventDefault();
    if (isSending(form)) return;
    form.querySelector('.send button').focus({ preventScroll: true });
    beginSending(form);
    strip.say('outbox.sending');
    let isOver;
    try {
      isOver = await send();
    } finally {
      if (strip.said === 'outbox.sending') strip.say('');
      if (!isOver) endSending(form);
    }
  });
  /** Shows what is asked after the answers so far. */
  const follow = async () => {
    const rules = await reader();
    if (isPlain()) rules?.follow(form);
  };
  // The same listeners, so that there is one of each however often an app leaves.
  const stay = () => {
    const isAnswered = answered(form).length > 0;  // who was quicker than this script, or has the answers from the app
    if (isAnswered) reader();
    else form.addEventListener('input', reader, { once: true });
    if (!hasConditions) return;
    form.addEventListener('change', follow);
    if (isAnswered) follow();
  };
  return { stay, conclude };
}
