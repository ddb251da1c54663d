// Gets responses on their way from a page: at once, when the link returns, when the page is looked at again, when a pause is over, and
// by Background Sync when the page is gone.

import { post, randomId, sealed } from './delivery.mjs';
import { flush, onChange, put, whereIs } from './outbox.mjs';
import { Strip } from './strip.mjs';

const PATIENCE = 20_000;            // milliseconds that a visitor waits for the first try
const LONGEST_TIMER = 2 ** 31 - 1;

export class Sender {
  /** At a `kiosk` responses stay on the device for a random while, and the visitor is not told about those of others. */
  constructor(form, kiosk) {
    this.form = form;
    this.delay = () => kiosk?.delay() ?? 0;
    this.sent = 0;                  // responses that the server took while this page is open
    onChange(({ data }) => { this.sent += data; });
    this.strip = kiosk ? undefined : new Strip(form, () => this.flush({ isAsked: true }));
    this.named = this.choosesId();
    addEventListener('online', () => this.flush({ isAsked: true }));
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.flush(); });
    this.strip?.refresh();
    this.flush({ isAsked: true });
  }

  /**
   * A page that was kept for days offline must not send two responses under one id. Only what the server gave back for correction, while
   * the device keeps it as refused, goes on under its own.
   */
  async choosesId() {
    const { state } = await whereIs(this.form.elements.id.value).catch(() => ({}));
    if (state !== 'refused') this.renew();
  }

  renew() {
    this.form.elements.id.value = randomId();
  }

  async flush(options) {
    clearTimeout(this.timer);
    const wait = await flush(options).catch(() => null);
    clearTimeout(this.timer);
    if (wait !== null) this.timer = setTimeout(() => this.flush(), Math.min(wait + 50, LONGEST_TIMER));
  }

  /** Sends the answers of the form; {id, state: 'sent' | 'waiting' | 'refused', reason, settled}. `settled`: how the waiting ends. */
  async send(answers) {
    await this.named;
    const { id, wave, via } = this.form.elements;
    const item = { id: id.value, wave: wave.value, after: Date.now() + this.delay(),
      body: sealed({ id: id.value, wave: wave.value, via: via.value || null, answers }) };
    try {
      this.keeping = put(item);
      await this.keeping;
    } catch {
      return this.sendAtOnce(item);
    }
    this.renew();
    this.keepTrying();
    await Promise.race([this.flush({ isAsked: true }), new Promise((resolve) => { setTimeout(resolve, PATIENCE); })]);
    const where = await whereIs(item.id);
    if (where.state === 'refused') this.form.elements.id.value = item.id;  // corrected, it takes the place of what was refused
    return { id: item.id, settled: this.settled(item.id), ...where };
  }

  /** Resolves to {state, reason} once the response waits no more. */
  settled(id) {
    return new Promise((resolve) => {
      onChange(async () => {
        const where = await whereIs(id);
        if (where.state !== 'waiting') resolve(where);
      });
    });
  }

  /** Where the browser keeps nothing: one try, under an id that the next try has too. */
  async sendAtOnce(item) {
    const { sent, refused } = await post([item]);
    if (sent.length > 0) {
      this.renew();
      await this.strip?.say('');
      return { id: item.id, state: 'sent' };
    }
    await this.strip?.say('outbox.not-kept');
    return { id: item.id, state: 'refused', reason: refused[0]?.reason };
  }

  async keepTrying() {
    await navigator.storage?.persist?.().catch(() => false);
    const worker = await navigator.serviceWorker?.getRegistration();
    await worker?.sync?.register('outbox').catch(() => {});
  }
}
