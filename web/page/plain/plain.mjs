// The plain form, sent through the outbox where there is script. It is read by the module that has the rules; only where that does not
// come, as in a browser without WebAssembly, the server finds what is wrong and shows it at its fields, as without script.

import { answersOf, empty } from '../fields.mjs';
import { survey } from '../survey.mjs';
import { loadLocale } from '../texts.mjs';

const PATIENCE = 5_000;             // milliseconds for a module that is still on its way when the form is sent

function showWaiting(form) {
  const note = document.getElementById('waiting').content.firstElementChild;
  form.replaceWith(note);
  note.querySelector('h1').focus();
}

/** Puts what is wrong where the server would put it; everything else of the form stays. */
function showProblems(form, html) {
  const made = new DOMParser().parseFromString(html, 'text/html');
  form.querySelector('#errors')?.remove();
  for (const section of made.querySelectorAll('.question')) document.getElementById(section.id).replaceWith(section);
  const errors = made.getElementById('errors');
  form.querySelector('.intro').after(errors);
  errors.focus();
}

async function readerOf(form) {
  const [{ loadReader }, offered, locale] = await Promise.all([import(PLAIN), survey(), loadLocale(PLAIN_LOCALES)]);
  return offered.wave === form.elements.wave.value ? loadReader(PLAIN_WASM, offered.survey, locale) : null;
}

/**
 * Sends the form through `sender` as long as `isPlain()`. A `kiosk` thanks by itself: the server's pages would lead away from it. Returns
 * what to call where no app will come: the module is then loaded with the first answer, while there is a link, and not at the end.
 */
export function sendPlainForm(form, sender, isPlain, { draft, kiosk }) {
  let loading;
  const reader = () => {
    loading ??= readerOf(form).catch((error) => { loading = undefined; console.info(error); });
    return loading;
  };
  const send = async () => {
    const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
    const read = await Promise.race([reader(), late]);
    const { answers = answersOf(form), html } = read?.(form) ?? {};
    if (html) return showProblems(form, html);
    draft?.forget();
    const { state, reason } = await sender.send(answers);
    if (kiosk) {
      if (state !== 'refused') kiosk.thank();
    } else if (state === 'sent') {
      empty(form);
      const query = new URLSearchParams(location.search);
      query.set('wave', form.elements.wave.value);
      location.assign(`/thanks?${query}`);
    } else if (state === 'waiting') {
      empty(form);
      showWaiting(form);
    } else if (reason && !read) {
      form.submit();
    } else if (reason) {
      sender.strip.root.focus();
    }
  };

  form.addEventListener('submit', async (event) => {
    if (!isPlain()) return;
    event.preventDefault();
    const pressed = form.querySelector('.send button');
    if (pressed.disabled) return;
    pressed.disabled = true;
    await send();
    pressed.disabled = false;
  });
  return () => form.addEventListener('input', reader, { once: true });
}
