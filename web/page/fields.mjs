// The form's answers, read and written back. The form itself stays the only truth about them.

const OUTSIDE = new Set(['id', 'wave', 'via']);

export const isText = (field) => field.matches('textarea, input[type=text]');
/** What has a value of its own, rather than being chosen. */
export const isField = (field) => isText(field) || field.matches('select');

/** [name, value] of everything answered. */
export const answered = (form) =>
  [...new FormData(form)].filter(([name, value]) => !OUTSIDE.has(name) && typeof value === 'string' && value.trim() !== '');

/** Puts answers back; what is not among them is emptied. */
export function fill(form, entries) {
  const left = new Set(entries.map(([name, value]) => JSON.stringify([name, value])));
  const texts = new Map(entries);
  for (const field of form.querySelectorAll('input:not([type=hidden]), select, textarea')) {
    if (isField(field)) field.value = texts.get(field.name) ?? '';
    else field.checked = left.has(JSON.stringify([field.name, field.value]));
  }
  form.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Empties every control within `part`; hidden fields stay. */
export function empty(part) {
  for (const field of part.querySelectorAll('input:not([type=hidden]), select, textarea')) {
    if (isField(field)) field.value = '';
    else field.checked = false;
  }
}

/** Of options that exclude each other among several, the one that was chosen last stays. */
function exclude(form) {
  form.addEventListener('change', ({ target }) => {
    if (target.type !== 'checkbox' || !target.checked) return;
    const isAlone = 'alone' in target.dataset;
    for (const other of form.querySelectorAll('[type=checkbox]:checked'))
      if (other.name === target.name && other !== target && (isAlone || 'alone' in other.dataset)) other.checked = false;
  });
}

/** Chooses an option beside which somebody types; a text whose option is not chosen is given up. */
export function chooseByTyping(form) {
  exclude(form);
  form.addEventListener('input', ({ target }) => {
    const option = target.matches('input.other') && target.value.trim() !== '' && target.previousElementSibling?.querySelector('input');
    if (!option || option.checked) return;
    option.checked = true;
    option.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
