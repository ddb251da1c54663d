// Reads the plain form as the server does, by the same C++: what leaves the device is checked and redacted (see web/plain/exports.cpp).

import { loadModule, localeLines } from '../module.mjs';

const KINDS = ['unreadable', 'fine', 'wrong'];  // in the order of the module's numbers

/** Puts what is wrong where the server would put it; everything else of the form stays. */
function showProblems(form, html) {
  const made = new DOMParser().parseFromString(html, 'text/html');
  form.querySelector('#errors')?.remove();
  for (const section of made.querySelectorAll('.question')) document.getElementById(section.id).replaceWith(section);
  const errors = made.getElementById('errors');
  form.querySelector('.intro').after(errors);
  errors.focus();
}

// What conditions hide, and what quotes answers. A form has the same ones before and after each answer.
const PARTS = '.panel, .passage, .question, .question :is(.row, tr, option, .card)';
const TEXTS = '.passage, .panel > :is(h2, p), .question :is(legend, th, option, .row > span)';

/** Shows of the form what is asked after its answers, as in `html`, where the rest is marked. Controls stay as they are. */
function showAsked(form, html) {
  for (const condition of form.querySelectorAll('.condition')) condition.remove();  // what they say is done
  const made = new DOMParser().parseFromString(html, 'text/html');
  const pairs = (parts) => {
    const now = made.querySelectorAll(parts);
    return [...form.querySelectorAll(parts)].map((part, at) => [part, now[at]]);
  };
  // Of an order these stand in the order that the visitor gave them.
  const fields = [...form.querySelectorAll('.question .field')].map((field) =>
    [field, made.getElementById(field.querySelector('select, input').id).closest('.field')]);
  const labels = fields.map((pair) => pair.map((field) => field.querySelector('label')));
  for (const [part, now] of [...pairs(PARTS), ...fields]) part.toggleAttribute('data-unasked', now.hasAttribute('data-unasked'));
  for (const [text, now] of [...pairs(TEXTS), ...labels]) if (text.textContent !== now.textContent) text.replaceChildren(...now.childNodes);
}

/** Loads what reads a form of `survey`, as it came (see survey.mjs); null where the module does not take it. `locale`: the words for what is wrong. */
export async function loadReader(url, survey, locale) {
  const { exports, give, taken } = await loadModule(url);
  give(localeLines(locale) + survey);
  if (exports.start() !== 1) return null;
  const giveFields = (form) => give(new URLSearchParams(new FormData(form)).toString());
  return {
    /** {kind: 'fine', content, isUnasked} as it leaves, without what was answered though it is not asked, {kind: 'wrong', show()}, which shows what is wrong at its fields, or {kind: 'unreadable'}. */
    read(form) {
      giveFields(form);
      const kind = KINDS[exports.read()];
      const output = taken();
      return kind === 'fine' ? { kind, ...JSON.parse(output) } : { kind, show: () => showProblems(form, output) };
    },
    /** Hides what is not asked after the answers so far, and quotes them where texts do. */
    follow(form) {
      giveFields(form);
      if (exports.follow()) showAsked(form, taken());
    },
  };
}
