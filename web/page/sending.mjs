// One sending at a time on a page, whoever sends, and nothing changes in a form that is on its way: its questions cannot be reached then,
// while what was pressed keeps the focus.

/** Whether the form is on its way, or gone. */
export const isSending = (form) => form.hasAttribute('aria-busy');

function close(form, isClosed) {
  if (isClosed) form.setAttribute('aria-busy', 'true');
  else form.removeAttribute('aria-busy');
  for (const question of form.querySelectorAll('[data-question]')) question.inert = isClosed;
}
export const beginSending = (form) => close(form, true);
export const endSending = (form) => close(form, false);
