// The plain form, sent through the outbox where there is script. What the server finds wrong is shown by the server, at its fields, as
// without script.

import { answersOf, empty } from './fields.mjs';
import { dismiss } from './outbox/outbox.mjs';
import { element, pageLocale, words } from './texts.mjs';

const addressOf = (path) => path + location.search.replace(/[?&](via|kiosk)=[^&]*/g, '').replace(/^&/, '?');

function showWaiting(form, locale) {
  const heading = element('h1', { textContent: words(locale, 'app.thanks-waiting'), tabIndex: -1 });
  form.replaceWith(element('section', { className: 'note' }, heading, element('p', { textContent: words(locale, 'app.thanks-waiting-more') })));
  heading.focus();
}

/** Sends the form through `sender` as long as `isPlain()`. */
export function sendPlainForm(form, sender, draft, isPlain) {
  form.addEventListener('submit', async (event) => {
    if (!isPlain()) return;
    event.preventDefault();
    const send = form.querySelector('.send button');
    if (send.disabled) return;
    send.disabled = true;
    const locale = await pageLocale().catch(() => undefined);
    if (!locale) return form.submit();  // nothing could be said of a response that waits
    draft.forget();
    const { id, state, reason } = await sender.send(answersOf(form));
    send.disabled = false;
    if (state === 'sent') {
      empty(form);
      location.assign(addressOf('/thanks'));
    } else if (state === 'waiting') {
      empty(form);
      showWaiting(form, locale);
    } else if (reason) {
      await dismiss(id).catch(() => {});
      form.submit();
    }
  });
}
