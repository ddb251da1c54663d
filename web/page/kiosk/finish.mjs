// «Закончить» where something is answered: what is to become of the answers.

import { sign } from './drawing.mjs';
import { isField } from '../fields.mjs';
import { isSending } from '../sending.mjs';
import { button, element, words } from '../texts.mjs';

const isAnswered = (question) => [...question.querySelectorAll('input, select, textarea')]
  .some((field) => (isField(field) ? field.value.trim() !== '' : field.checked && field.value !== ''));

/** {answered, total}: how many questions have an answer that could be sent now. The app, where it runs, knows which of them are asked. */
export function unsentIn(form) {
  if (!form.isConnected || isSending(form)) return { answered: 0, total: 0 };
  const told = document.getElementById('app-leave')?.dataset;
  if (told) return { answered: Number(told.answered), total: Number(told.total) };
  const questions = [...form.querySelectorAll('[data-question]')];
  return { answered: questions.filter(isAnswered).length, total: questions.length };
}

/** Asks; `send()` and `erase()` do what is chosen, and whatever else is touched goes on with the survey. */
export function askToFinish(locale, { answered, total }, { send, erase }) {
  const close = () => dialog.close();
  const choice = (key, name, act, className) => {
    const signs = name ? [sign(name)] : [];
    return button(words(locale, key), () => { close(); act(); }, { className }, ...signs);
  };
  const heading = element('h2', { id: 'kiosk-finish-title', textContent: words(locale, 'kiosk.finish-title') });
  const text = [words(locale, 'app.review-count', { n: answered, total }), words(locale, 'kiosk.finish-text')].join(' ');
  const dialog = element('dialog', { id: 'kiosk-finish' }, heading, element('p', { textContent: text }),
    choice('kiosk.finish-send', 'send', send, 'primary'), choice('kiosk.finish-go-on', '', () => {}, ''), choice('kiosk.finish-erase', 'bin', erase, 'bad'));
  dialog.setAttribute('aria-labelledby', heading.id);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
