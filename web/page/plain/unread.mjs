// What can be told of a plain form without the rules that come with the reader: what must be answered and is not, and what is too long. The
// browser shows it at the field. Whatever needs the rules, the server finds.

import { bytesOf } from '../outbox/delivery.mjs';
import { pageLocale, words } from '../texts.mjs';

const MOST = 63 * 1024;             // bytes of all fields: less than kMostAnswerBytes of shared/survey/response.h

/** Marks the fields of what is wrong among `fields`, [name, value] each, for reportValidity(); whether there is any. */
export async function findsWrong(form, fields) {
  const given = new Set(fields.map(([name]) => name));
  const sectionOf = (field) => field.closest('[data-question]');
  const answeredSections = new Set([...form.elements].filter(({ name }) => given.has(name)).map(sectionOf));
  const isTooMuch = bytesOf(JSON.stringify(fields)) > MOST;
  const locale = await pageLocale().catch(() => ({ texts: {} }));
  for (const field of form.elements) {
    const { value } = field;
    const limit = Number(field.dataset.maxLength);  // NaN where there is none
    const section = sectionOf(field);
    const long = value?.length > limit ? 'too-long' : isTooMuch && 'too-large';
    field.setCustomValidity((!answeredSections.has(section) && section?.dataset.required) ||
      (limit >= 0 && long && words(locale, `problem.${long}`, { limit })) || '');
  }
  return !form.checkValidity();
}
