// The staff's panel: five touches in the upper left corner of the welcome screen, then the PIN. It tells numbers of responses, never
// answers.

import { checkPin, isPin, isPinSet, setPin } from './pin.mjs';
import { all, dismiss, heldWords, remove, summary } from '../outbox/outbox.mjs';
import { button, element, language, reasonWords, words } from '../texts.mjs';

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
    this.sender = sender;
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
    if (await isPinSet()) await this.askPin('staff.pin', (digits) => this.enter(digits));
    else await this.askNewPin();
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

  /** Asks for digits; `done(digits)` resolves to what is wrong, or to nothing. */
  askPin(title, done) {
    let digits = '';
    const typed = element('output', {});
    const message = element('p', { role: 'status' });
    const set = (value) => { digits = value; typed.textContent = '•'.repeat(digits.length); };
    const submit = async () => {
      const given = digits;
      set('');
      if (!isPin(given)) { message.textContent = this.words('staff.pin-short'); return; }
      message.textContent = this.words('staff.pin-checking');
      const problem = await done(given);
      if (problem) message.textContent = problem;
    };
    const keys = element('div', { className: 'keys' }, ...'123456789'.split('').map((digit) => button(digit, () => set((digits + digit).slice(0, 12)))),
      button('⌫', () => set(digits.slice(0, -1)), { ariaLabel: this.words('kiosk.key-erase') }), button('0', () => set((`${digits}0`).slice(0, 12))),
      button(this.words('staff.pin-done'), submit, { className: 'primary' }));
    this.show('kiosk-pin', this.words(title), typed, keys, message, this.acts(this.closeButton()));
  }

  acts(...buttons) {
    return element('div', { className: 'acts' }, ...buttons);
  }

  closeButton() {
    return button(this.words('kiosk.close'), () => this.dialog.close());
  }

  async enter(digits) {
    const { isRight, wait } = await checkPin(digits);
    if (isRight) return void await this.panel();
    return wait > 0 ? this.words('staff.pin-locked', { n: Math.ceil(wait / 1000) }) : this.words('staff.pin-wrong');
  }

  askNewPin() {
    return this.askPin('staff.pin-new', async (first) => {
      this.askPin('staff.pin-again', async (second) => {
        if (second !== first) return this.words('staff.pin-differs');
        await setPin(second);
        return void await this.panel();
      });
    });
  }

  async panel(said = '') {
    const { waiting, refused, last } = await summary();
    const isKept = await navigator.storage?.persisted?.();
    const { usage = 0, quota = 0 } = await navigator.storage?.estimate?.() ?? {};
    const row = (key, value) => [element('dt', { textContent: this.words(key) }), element('dd', { textContent: value })];
    const megabytes = (bytes) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 1e6);
    const facts = element('dl', {},
      ...row('staff.waiting', String(waiting)),
      ...row('staff.last', last ? new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(last) : this.words('staff.never')),
      ...row('staff.refused', String(refused.length)),
      ...row('staff.storage', this.words(isKept ? 'staff.storage-kept' : 'staff.storage-not-kept', { used: megabytes(usage), quota: megabytes(quota) })),
      ...row('staff.version', VERSION));
    const reasons = element('ul', {}, ...refused.map(({ id, reason }) => element('li', {}, `${reasonWords(this.locale, reason)} `,
      button(this.words('outbox.dismiss'), async () => { await dismiss(id); await this.panel(); }))));
    this.show('kiosk-staff', this.words('staff.title'), facts, reasons, element('p', { role: 'status', textContent: said }), this.acts(
      ...waiting === 0 ? [] : [button(this.words('staff.send'), () => this.send(), { className: 'primary' }),
        button(this.words('staff.save'), () => this.save())],
      button(this.words('staff.change-pin'), () => this.askNewPin()),
      this.closeButton()));
  }

  async send() {
    const before = (await summary()).waiting;
    await this.panel(this.words('outbox.sending'));
    await this.sender.flush({ isAsked: true, isHurried: true });
    const { waiting, held } = await summary();
    const left = held > 0 ? this.words(...heldWords(held)) : waiting > 0 ? this.words('staff.no-link') : '';
    await this.panel(`${this.words('staff.sent', { n: before - waiting })} ${left}`);
  }

  /** A file for `otklik import`; what is in it stays here until staff say that it arrived. */
  async save() {
    const items = await all();
    const content = items.map(({ body }) => JSON.stringify({ ...JSON.parse(body), pad: undefined }));
    const file = new Blob([`[\n${content.join(',\n')}\n]\n`], { type: 'application/json' });
    const name = new URLSearchParams(location.search).get('kiosk');
    const link = element('a', { href: URL.createObjectURL(file), download: `otklik-${name}-${new Date().toISOString().slice(0, 10)}.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    await this.panel(this.words('staff.saved', { n: items.length }));
    this.dialog.querySelector('.acts').before(this.acts(button(this.words('staff.remove'), async () => {
      await remove(items.map(({ id }) => id));
      await this.panel(this.words('staff.removed', { n: items.length }));
    })));
  }
}
