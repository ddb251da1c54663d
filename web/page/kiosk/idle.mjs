// Nobody has touched the screen for a while: a countdown asks whether somebody is still there, then the visit ends.

import { button, element, words } from '../texts.mjs';

const LIMIT = 60_000;               // milliseconds without a touch or a key
const COUNTDOWN = 15;               // seconds of them that are counted down
// What only a visitor does. Scrolling is not among them: the page scrolls by itself, too, and a finger that scrolls has touched first.
const TOUCHES = ['pointerdown', 'wheel', 'click', 'keydown', 'input'];
const RING = 2 * Math.PI * 44;      // length of the ring's line

const svg = (name, attributes) => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

export class Idle {
  constructor(locale, end) {
    this.locale = locale;
    this.end = end;
    this.listening = new AbortController();
    this.seconds = element('p', { role: 'timer' });
    this.ring = svg('circle', { cx: 50, cy: 50, r: 44, transform: 'rotate(-90 50 50)', 'stroke-dasharray': RING });
    const picture = svg('svg', { viewBox: '0 0 100 100', 'aria-hidden': 'true' });
    picture.append(svg('circle', { cx: 50, cy: 50, r: 44 }), this.ring);
    const heading = element('h2', { id: 'kiosk-idle-title', textContent: words(locale, 'kiosk.idle-title') });
    const stay = button(words(locale, 'kiosk.idle-stay'), () => this.touched(), { className: 'primary' });
    const leave = button(words(locale, 'kiosk.leave'), () => this.end());
    this.dialog = element('dialog', { id: 'kiosk-idle' }, heading, picture, this.seconds, element('div', { className: 'acts' }, stay, leave));
    this.dialog.setAttribute('aria-labelledby', heading.id);
    this.dialog.addEventListener('cancel', () => this.touched());
  }

  start() {
    document.body.append(this.dialog);
    for (const type of TOUCHES)
      addEventListener(type, () => { if (!this.dialog.open) this.touched(); }, { capture: true, passive: true, signal: this.listening.signal });
    this.touched();
  }

  /** Somebody is here. */
  touched() {
    if (this.dialog.open) this.dialog.close();
    this.wait(LIMIT, COUNTDOWN);
  }

  /** The visit is over but for what is read now: ends soon, without asking, unless somebody touches the screen. */
  leaveAfter(milliseconds) {
    this.wait(milliseconds, 0);
  }

  wait(milliseconds, countdown) {
    if (this.listening.signal.aborted) return;
    clearTimeout(this.timer);
    this.ending = Date.now() + milliseconds;
    this.timer = setTimeout(() => this.count(), milliseconds - countdown * 1000);
  }

  count() {
    const left = Math.ceil((this.ending - Date.now()) / 1000);
    if (left <= 0) {
      this.end();
      return;
    }
    if (!this.dialog.open) this.dialog.showModal();
    this.seconds.textContent = words(this.locale, 'kiosk.idle-left', { n: left });
    this.ring.setAttribute('stroke-dashoffset', RING * (1 - left / COUNTDOWN));
    this.timer = setTimeout(() => this.count(), Math.min(1000, this.ending - Date.now()));
  }

  /** The visit is over: whatever is touched until the next page is here, nothing is counted any more. */
  stop() {
    this.listening.abort();
    clearTimeout(this.timer);
  }
}
