// What the visitor does with the form, the window and the system, and what each leads to.

import { isText } from '../fields.mjs';

const REST = 150;         // milliseconds without a scroll event

// What the visitor's system may change while the page is open.
const asked = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) => matchMedia(query));
const forced = matchMedia('(forced-colors: active)');

export class Events {
  /**
   * `numberOf(node)`: see placing.mjs. What the events lead to: `act(act)` of the app, `back()`, `answered()` when an answer changed,
   * `opened(field)` when an option did that takes a text, `clear()` of the question in view, `leave(reason)`, `dirty()` when something
   * looks otherwise, `follow()` when scrolling rests.
   */
  constructor(form, { numberOf, ...does }) {
    Object.assign(this, { form, numberOf, does });
    this.hovered = this.pressed = 0;
  }

  /** `on(target, type, handler, options)` listens until the app leaves; `canvas`: what is painted on. */
  listen(on, canvas) {
    const { form, does } = this;
    on(form, 'input', () => does.answered());
    on(form, 'change', () => does.answered());
    on(form, 'submit', (event) => { event.preventDefault(); does.act('next'); });
    on(form, 'click', (event) => this.clicked(event));
    on(form, 'keydown', (event) => {
      if (event.key !== 'Enter' || !event.target.matches('input[type=radio], input[type=checkbox]')) return;
      event.preventDefault();
      does.act('next');
    });
    on(form, 'pointerover', (event) => this.point('hovered', event.pointerType === 'mouse' ? event.target : null));
    on(form, 'pointerleave', () => this.point('hovered', null));
    on(form, 'pointerdown', (event) => this.point('pressed', event.target));
    on(window, 'pointerup', () => this.point('pressed', null));
    on(window, 'pointercancel', () => this.point('pressed', null));
    on(window, 'resize', () => { does.dirty(); this.keepFieldInView(); });
    on(window, 'scroll', () => {
      clearTimeout(this.resting);
      this.resting = setTimeout(() => does.follow(), REST);
    }, { passive: true });
    on(document, 'focusin', () => does.dirty());
    on(document, 'focusout', () => does.dirty());
    for (const query of asked) on(query, 'change', () => does.dirty());
    on(document, 'viewchange', () => does.dirty());
    on(document, 'toggle', () => does.dirty(), { capture: true });  // the panel above the form opens and closes
    on(forced, 'change', () => does.leave('forced colours'));
    on(canvas, 'webglcontextlost', () => does.leave('context lost'));
  }

  clicked(event) {
    this.choseByHand(event);
    const button = event.target.closest('button');
    if (!button || !this.form.contains(button)) return;
    const { act } = button.dataset;
    if (act === 'back') this.does.back();
    else if (act) this.does.act(act);
    if (button.id === 'app-clear') this.does.clear();
  }

  /** An option that opens a text field, chosen by hand: not by the arrow keys, which go on to the next option. */
  choseByHand({ target, detail }) {
    const field = target.closest('label')?.nextElementSibling;
    if (detail > 0 && target.checked && field?.matches('input.other')) this.does.opened(field);
  }

  /** What is being typed in stays above the phone's keyboard, which makes the window smaller. */
  keepFieldInView() {
    const field = document.activeElement;
    if (field && isText(field) && this.form.contains(field)) requestAnimationFrame(() => field.scrollIntoView({ block: 'nearest' }));
  }

  point(what, target) {
    const number = target ? this.numberOf(target) : 0;
    if (this[what] === number) return;
    this[what] = number;
    this.does.dirty();
  }

  /** The numbers of the controls that have the focus, lie under the mouse and are pressed; 0 for none. */
  interaction() {
    const active = document.activeElement;
    const focused = active?.tabIndex >= 0 && active.matches(':focus-visible') ? this.numberOf(active) : 0;  // a heading has no ring
    return { focused, hovered: this.hovered, pressed: this.pressed };
  }
}
