// Gets responses on their way from a page: at once, when the link returns, when the page is looked at again, when a pause is over, and
// by Background Sync when the page is gone.

import { isKeyUnknown, post } from './delivery.mjs';
import { envelope, envelopeAnew, randomId } from './envelope.mjs';
import { flush, onChange, put, retry, whereIs } from './outbox.mjs';
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
    const making = this.make(answers);
    this.keeping = making.then(({ item }) => put(item));
    this.keeping.catch(() => {});   // it is looked at below
    const { response, item } = await making;
    try {
      await this.keeping;
    } catch {
      return this.sendAtOnce(response, item);
    }
    this.keepTrying();
    const tried = this.flush({ isAsked: true }).then(() => this.outcome(response, item));
    const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); }).then(() => whereIs(item.id));
    const where = await Promise.race([tried, late]);
    if (where.state !== 'refused') this.renew();  // corrected, it takes the place of what was refused
    await this.strip?.refresh();
    return { id: item.id, settled: where.state === 'waiting' ? this.settled(response, item) : undefined, ...where };
  }

  /** The response of the form, which this page alone has as it is, and what is kept and sent of it. */
  async make(answers) {
    await this.named;
    const { id, wave, via } = this.form.elements;
    const response = { id: id.value, wave: wave.value, via: via.value || null, answers };
    return { response, item: { id: response.id, wave: response.wave, after: Date.now() + this.delay(), body: await envelope(response, this.form.dataset.key) } };
  }

  /**
   * {state, reason} of a response. Where the server had another key by then, so that it could not open it, it is sealed and sent once more
   * before: the answers are still at hand.
   */
  async outcome(response, item) {
    const where = await whereIs(item.id);
    if (!isKeyUnknown(where.reason)) return where;
    response.again ??= this.sendAnew(response, item);
    await response.again;
    return whereIs(item.id);
  }

  async sendAnew(response, item) {
    const body = await envelopeAnew(response);
    if (!body) return;
    await retry([item.id], { body });
    await this.flush({ isAsked: true });
  }

  /** Resolves to {state, reason} once the response waits no more; then nothing holds its answers any longer. */
  settled(response, item) {
    return new Promise((resolve) => {
      const stop = onChange(async () => {
        const end = await this.outcome(response, item);
        if (end.state === 'waiting') return;
        stop();
        resolve(end);
      });
    });
  }

  /** Where the browser keeps nothing: one try, under an id that the next try has too. */
  async sendAtOnce(response, item) {
    let { sent, refused } = await post([item]);
    const body = isKeyUnknown(refused[0]?.reason) && await envelopeAnew(response);
    if (body) ({ sent, refused } = await post([{ ...item, body }]));
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
