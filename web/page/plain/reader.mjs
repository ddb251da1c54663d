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

/** Loads what reads a form of `survey`, as it came (see survey.mjs); null where the module does not take it. `locale`: the words for what is wrong. */
export async function loadReader(url, survey, locale) {
  const { exports, give, taken } = await loadModule(url);
  give(localeLines(locale) + survey);
  if (exports.start() !== 1) return null;
  /** {kind: 'fine', content, isUnasked} as it leaves, without what was answered though it is not asked, {kind: 'wrong', show()}, which shows what is wrong at its fields, or {kind: 'unreadable'}. */
  return (form) => {
    give(new URLSearchParams(new FormData(form)).toString());
    const kind = KINDS[exports.read()];
    const output = taken();
    return kind === 'fine' ? { kind, ...JSON.parse(output) } : { kind, show: () => showProblems(form, output) };
  };
}
