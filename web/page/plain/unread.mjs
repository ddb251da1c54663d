// What can be told of a plain form without the rules that come with the reader: what must be answered and is not, and what is too long. The
// browser shows it at the field. Whatever needs the rules, the server finds.

import { answered } from '../fields.mjs';
import { bytesOf } from '../outbox/delivery.mjs';
import { pageLocale, words } from '../texts.mjs';

const MOST = 63 * 1024;             // bytes of all answers: kMostAnswerBytes of shared/survey/response.h

const questionOf = (name) => name.replace(/-Comment$/, '');

/** Marks the fields of what is wrong, for reportValidity(); whether there is any. */
export async function findsWrong(form, answers) {
  const given = new Set(answered(form).map(([name]) => questionOf(name)));
  const isTooMuch = bytesOf(JSON.stringify(answers)) > MOST;
  const locale = await pageLocale().catch(() => ({ texts: {} }));
  for (const field of form.elements) {
    const { name, value, maxLength } = field;
    const long = value?.length > maxLength ? 'too-long' : isTooMuch && 'too-large';
    field.setCustomValidity((!given.has(questionOf(name)) && field.closest('[data-required]')?.dataset.required) ||
      (maxLength >= 0 && long && words(locale, `problem.${long}`, { limit: maxLength })) || '');
  }
  return !form.checkValidity();
}
