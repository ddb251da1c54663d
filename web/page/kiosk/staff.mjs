// The way to the staff's panel: five touches in the upper left corner of the welcome screen, then the PIN.

import { Panel } from './panel.mjs';
import { checkPin, isPin, whichPin } from './pin.mjs';
import { button, element, words } from '../texts.mjs';

const CORNER = 120;                 // CSS pixels
const TOUCHES = 5;
const WITHIN = 4000;                // milliseconds
const CLOSES = 120_000;             // milliseconds until a panel that was left open closes

/** Opens the panel after the gesture on `place`. */
export function watchForStaff(place, locale, sender) {
  let touches = [];
  place.addEventListener('pointerdown', ({ clientX, clientY, timeStamp }) => {
    if (clientX > CORNER || clientY > CORNER) return;
    touches = [...touches.filter((at) => timeStamp - at < WITHIN), timeStamp];
    if (touches.length < TOUCHES) return;
    touches = [];
    new Staff(locale, sender).open();
  });
}

class Staff {
  constructor(locale, sender) {
    this.locale = locale;
    this.panel = new Panel(this, sender);
    this.dialog = element('dialog', {});
    this.dialog.addEventListener('close', () => { clearTimeout(this.closing); this.dialog.remove(); });
    this.dialog.addEventListener('pointerdown', () => this.stayOpen());
  }

  words(key, values) {
    return words(this.locale, key, values);
  }

  async open() {
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.stayOpen();
    await this.attempt(async () => {
      this.pin = await whichPin();
      if (this.pin) this.askPin();
      else this.tell('staff.pin-none');
    });
  }

  /** Runs `work`; what the browser refuses (storage that is broken, a PIN at an address without https) is said, with what to do. */
  async attempt(work) {
    try {
      await work();
    } catch (error) {
      console.warn(error);
      this.tell('staff.failed');
    }
  }

  /** Why there is no panel, with what to do. */
  tell(key) {
    this.show('kiosk-staff', this.words('staff.title'), element('p', { role: 'alert', textContent: this.words(key) }), this.acts(this.closeButton()));
  }

  button(text, act, attributes) {
    return button(text, () => this.attempt(act), attributes);
  }

  stayOpen() {
    clearTimeout(this.closing);
    this.closing = setTimeout(() => this.dialog.close(), CLOSES);
  }

  show(id, title, ...content) {
    const heading = element('h2', { id: `${id}-title`, textContent: title });
    this.dialog.id = id;
    this.dialog.setAttribute('aria-labelledby', heading.id);
    this.dialog.replaceChildren(heading, ...content);
  }

  askPin() {
    let digits = '';
    const typed = element('output', {});
    const message = element('p', { role: 'status' });
    const set = (value) => { digits = value; typed.textContent = '•'.repeat(digits.length); };
    const submit = async () => {
      const given = digits;
      set('');
      if (!isPin(given)) { message.textContent = this.words('staff.pin-short'); return; }
      message.textContent = this.words('staff.pin-checking');
      const problem = await this.enter(given);
      if (problem) message.textContent = problem;
    };
    const keys = element('div', { className: 'keys' }, ...'123456789'.split('').map((digit) => button(digit, () => set((digits + digit).slice(0, 12)))),
      button('⌫', () => set(digits.slice(0, -1)), { ariaLabel: this.words('kiosk.key-erase') }), button('0', () => set((`${digits}0`).slice(0, 12))),
      this.button(this.words('staff.pin-done'), submit, { className: 'primary' }));
    this.show('kiosk-pin', this.words('staff.pin'), typed, keys, message, this.acts(this.closeButton()));
  }

  acts(...buttons) {
    return element('div', { className: 'acts' }, ...buttons);
  }

  closeButton() {
    return button(this.words('kiosk.close'), () => this.dialog.close());
  }

  /** Opens the panel, or resolves to what is wrong. */
  async enter(digits) {
    const { isRight, wait } = await checkPin(digits);
    if (isRight) return void await this.panel.open();
    return wait > 0 ? this.words('staff.pin-locked', { n: Math.ceil(wait / 1000) }) : this.words('staff.pin-wrong');
  }
}
