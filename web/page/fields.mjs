// The form's answers, read and written back. The form itself stays the only truth about them.

const OUTSIDE = new Set(['id', 'wave', 'via']);

const isText = (field) => field.matches('textarea, input[type=text]');

/** [name, value] of everything answered. */
export const answered = (form) =>
  [...new FormData(form)].filter(([name, value]) => !OUTSIDE.has(name) && typeof value === 'string' && value.trim() !== '');

/** Puts answers back; what is not among them is emptied. */
export function fill(form, entries) {
  const left = new Set(entries.map(([name, value]) => JSON.stringify([name, value])));
  const texts = new Map(entries);
  for (const field of form.querySelectorAll('input:not([type=hidden]), textarea')) {
    if (isText(field)) field.value = texts.get(field.name) ?? '';
    else field.checked = left.has(JSON.stringify([field.name, field.value]));
  }
  form.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Empties every control within `part`; hidden fields stay. */
export function empty(part) {
  for (const field of part.querySelectorAll('input:not([type=hidden]), textarea')) {
    if (isText(field)) field.value = '';
    else field.checked = false;
  }
}

/** Chooses an option beside which somebody types; a text whose option is not chosen is given up. */
export function chooseByTyping(form) {
  form.addEventListener('input', ({ target }) => {
    const option = target.matches('input.other') && target.value.trim() !== '' && target.previousElementSibling.querySelector('input');
    if (!option || option.checked) return;
    option.checked = true;
    option.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

/** The answers as the API takes them, from a plain form that no app reads: texts as they are, the server redacts them. */
export function answersOf(form) {
  const answers = {};
  for (const [name, value] of answered(form)) {
    const [, question, row] = /^([^[]+)(?:\[(.+)\])?$/.exec(name);
    if (row) (answers[question] ??= {})[row] = value;
    else if (form.querySelector(`input[type=checkbox][name="${name}"]`)) (answers[question] ??= []).push(value);
    else answers[question] = value;
  }
  for (const name of Object.keys(answers)) {
    // A text beside an option that is not chosen any more is not sent, as the app does not send it.
    const question = name.replace(/-Comment$/, '');
    if (question !== name && ![answers[question]].flat().includes('other')) delete answers[name];
  }
  return answers;
}
