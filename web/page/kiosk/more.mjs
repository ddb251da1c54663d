// A question longer than the window: a fade over the bar says how many lines to answer lie below, until it is scrolled to its end.

import { sign } from './drawing.mjs';
import { button, words } from '../texts.mjs';

const STEP = 0.6;                   // of the window, that a touch scrolls by
const LINES = '[data-question]:not([hidden]) :is(label, textarea, select, input).app-placed';

/** How many lines end below `bottom`; a row of a table is one, whatever stands in it. */
function linesBelow(form, bottom) {
  const below = [...form.querySelectorAll(LINES)].filter((control) => control.getBoundingClientRect().bottom > bottom + 1);
  return new Set(below.map((control) => control.closest('tr') ?? control)).size;
}

export class More {
  constructor(form, locale) {
    Object.assign(this, { form, locale });
    this.root = button('', () => scrollBy({ top: STEP * innerHeight }), { id: 'kiosk-more', hidden: true });
    document.body.append(this.root);
    addEventListener('scroll', () => this.update(), { passive: true });
  }

  /** After a painting, and after a scroll. While somebody types, what is typed is what counts. */
  update() {
    const bar = document.getElementById('app-bar');
    if (!bar) {
      this.root.hidden = true;
      return;
    }
    const { top } = bar.getBoundingClientRect();
    const n = bar.querySelector('[role=group]') ? 0 : linesBelow(this.form, top);
    this.root.hidden = n === 0;
    if (n === 0) return;
    this.root.style.bottom = `${innerHeight - top}px`;
    if (this.shown !== n) this.root.replaceChildren(words(this.locale, 'kiosk.more', { n: this.shown = n }), sign('down'));
  }
}
