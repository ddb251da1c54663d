// How long nobody has touched the screen: a ring runs down, then a countdown asks whether somebody is still there, then the visit ends.

import { Ring } from './drawing.mjs';
import { button, element, words } from '../texts.mjs';

const LIMIT = 120_000;              // milliseconds without a touch or a key before it is asked
const COUNTDOWN = 30_000;           // milliseconds for an answer
const SECOND = 1000;
const RELEASE = 300;                // milliseconds in which a touch that ends becomes a click, if it does
// What only a visitor does. Scrolling is not among them: the page scrolls by itself, too, and a finger that scrolls has touched first.
const TOUCHES = ['pointerdown', 'wheel', 'click', 'keydown', 'input'];

export class Idle {
  /** `losing()`: how many questions have an answer that would be lost; `end()`: nobody is there. */
  constructor(locale, { losing, end }) {
    Object.assign(this, { locale, losing, end, isAsking: false });
    this.listening = new AbortController();
    this.clock = new Ring(56, 5);
    this.clock.root.id = 'kiosk-clock';
    this.clock.root.style.visibility = 'hidden';
    this.makeDialog();
  }

  makeDialog() {
    const { locale } = this;
    this.ring = new Ring(240, 5);
    this.number = element('p', { role: 'timer', className: 'number' });
    this.text = element('p');
    const heading = element('h2', { id: 'kiosk-idle-title', textContent: words(locale, 'kiosk.idle-title') });
    this.dialog = element('dialog', { id: 'kiosk-idle' }, element('div', { className: 'countdown' }, this.ring.root, this.number), heading, this.text,
      button(words(locale, 'kiosk.idle-stay'), () => {}, { className: 'primary' }),
      element('p', { className: 'hint', textContent: words(locale, 'kiosk.idle-anywhere') }));
    this.dialog.setAttribute('aria-labelledby', heading.id);
    // Every touch is the button's, also beside the dialog. It stays until the touch has ended, so that what lies beneath gets no part of it.
    const stay = () => this.touched();
    const on = (type, act) => this.dialog.addEventListener(type, act);
    on('click', stay);
    on('cancel', stay);
    on('keydown', (event) => { event.preventDefault(); stay(); });
    on('pointerdown', () => this.count(COUNTDOWN, () => this.end()));
    for (const type of ['pointerup', 'pointercancel']) on(type, () => { this.releasing = setTimeout(stay, RELEASE); });
  }

  /** Runs from the first touch on: until start(), which a visit begins with, the end comes without asking. */
  listen() {
    for (const type of TOUCHES)
      addEventListener(type, () => { if (!this.dialog.open) this.touched(); }, { capture: true, passive: true, signal: this.listening.signal });
  }

  start() {
    document.body.append(this.dialog);
    this.isAsking = true;
    this.touched();
  }

  /** Somebody is here. */
  touched() {
    if (this.listening.signal.aborted) return;
    clearTimeout(this.releasing);
    if (this.dialog.open) this.dialog.close();
    this.clock.root.style.visibility = '';
    this.count(LIMIT, () => (this.isAsking ? this.ask() : this.end()));
  }

  ask() {
    this.dialog.showModal();
    this.count(COUNTDOWN, () => this.end());
  }

  /** The visit is over but for what is read now: ends soon, without asking, unless somebody touches the screen. */
  leaveAfter(milliseconds) {
    this.count(milliseconds, () => this.end());
  }

  count(milliseconds, done) {
    if (this.listening.signal.aborted) return;
    clearTimeout(this.timer);
    const ending = Date.now() + milliseconds;
    const tick = () => {
      const left = Math.max(0, ending - Date.now());
      if (this.dialog.open) this.say(left);
      else this.clock.show(left / milliseconds);
      if (left === 0) done();
      else this.timer = setTimeout(tick, Math.min(SECOND, left));
    };
    tick();
  }

  /** How long there is, and what becomes of the answers then. */
  say(milliseconds) {
    const n = Math.ceil(milliseconds / SECOND);
    const lost = this.losing();
    this.ring.show(milliseconds / COUNTDOWN);
    this.number.textContent = n;
    this.text.textContent = [words(this.locale, 'kiosk.idle-left', { n }), ...lost > 0 ? [words(this.locale, 'kiosk.idle-lost', { n: lost })] : []].join(' ');
  }

  /** The visit is over: whatever is touched until the next page is here, nothing is counted any more. */
  stop() {
    this.listening.abort();
    clearTimeout(this.timer);
  }
}
