// The plain form, sent through the outbox where there is script. What the server finds wrong is shown by the server, at its fields, as
// without script; the device keeps what was refused until its corrected self takes its place.

import { answersOf, empty } from './fields.mjs';

function showWaiting(form) {
  const note = document.getElementById('waiting').content.firstElementChild;
  form.replaceWith(note);
  note.querySelector('h1').focus();
}

/** Sends the form through `sender` as long as `isPlain()`. A `kiosk` thanks by itself: the server's pages would lead away from it. */
export function sendPlainForm(form, sender, isPlain, { draft, kiosk }) {
  form.addEventListener('submit', async (event) => {
    if (!isPlain()) return;
    event.preventDefault();
    const send = form.querySelector('.send button');
    if (send.disabled) return;
    send.disabled = true;
    draft?.forget();
    const { state, reason } = await sender.send(answersOf(form));
    send.disabled = false;
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
    } else if (reason) {
      form.submit();
    }
  });
}
