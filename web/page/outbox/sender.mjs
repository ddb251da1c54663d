// Gets responses on their way from a page: at once, when the link returns, when the page is looked at again, when a pause is over, and
// by Background Sync when the page is gone.

import { isKeyUnknown, post } from './delivery.mjs';
import { envelope, envelopeAnew, randomId } from './envelope.mjs';
import { forgets } from '../device/forgets.mjs';
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
    this.held = new Map();          // id to a response on its way whose answers this page still has: {response, item, key, last}
    onChange(({ data }) => { this.sent += data; });
    this.strip = kiosk?.strip ?? new Strip(form, this);
    this.named = this.choosesId();
    addEventListener('online', () => this.flush({ isAsked: true }));
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.flush(); });
    this.strip.refresh();
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
    let wait = await flush(options).catch(() => null);
    if (await this.sealAnew().catch(console.info)) wait = await flush({ ...options, isAsked: true }).catch(() => null);
    clearTimeout(this.timer);
    if (wait !== null) this.timer = setTimeout(() => this.flush(), Math.min(wait + 50, LONGEST_TIMER));
  }

  /**
   * Where the server had another key by the time a response came, so that it could not open it, this page seals it to that one, as long as it
   * has the answers; where the key cannot be learnt now, with the next flush. Resolves to whether there is something to send.
   */
  async sealAnew() {
    let isAny = false;
    for (const [id, held] of this.held) {
      const { state, reason } = await whereIs(id, held.last);
      if (state === 'sent' || state === 'lost') this.held.delete(id);
      const anew = isKeyUnknown(reason) && await envelopeAnew(held.response, held.key);
      if (!anew) continue;
      this.form.dataset.key = held.key = anew.key;
      await retry([id], { body: anew.body });
      isAny = true;
    }
    return isAny;
  }

  /** Puts what was refused among what waits, sealed anew where that is needed and can be; see retry() of the outbox. */
  async retry(id) {
    await this.sealAnew();
    return retry([id]);
  }

  /** Sends what was answered, {answers} or, as no rules came to read them by, the form's {fields}; {state: 'sent' | 'waiting' | 'refused', reason, settled}. `settled`: how the waiting ends. */
  async send(content) {
    const making = this.make(content);
    this.keeping = making.then(({ item }) => (forgets ? Promise.reject(new Error('nothing stays on this device')) : put(item)));
    this.keeping.catch(() => {});   // it is looked at below
    const made = await making.catch(console.info);
    if (!made) return this.refuse({ code: 'not-sealed' });
    return this.keeping.then((last) => this.sendKept({ ...made, last })).catch(() => this.sendAtOnce(made));
  }

  /** The response of the form, which this page alone has as it is, what is kept and sent of it, and the key that this is sealed to. */
  async make(content) {
    await this.named;
    const { elements: { id, wave, via }, dataset: { key } } = this.form;
    const response = { id: id.value, wave: wave.value, via: via.value || null, ...content };
    const body = await envelope(response, key);
    return { response, key, item: { id: response.id, wave: response.wave, after: Date.now() + this.delay(), body } };
  }

  async sendKept(made) {
    const { id } = made.item;
    this.held.set(id, made);
    this.keepTrying();
    const where = () => whereIs(id, made.last);
    const tried = this.flush({ isAsked: true }).then(where);
    const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); }).then(where);
    const { state, reason } = await Promise.race([tried, late]);
    if (state === 'waiting') {
      const settled = this.settled(made);
      this.renew();
      await this.strip.refresh();
      return { state, settled };
    }
    if (!isKeyUnknown(reason)) this.held.delete(id);
    if (state === 'lost') return this.refuse();
    if (state === 'sent') this.renew();  // else it takes, corrected, the place of what was refused
    await this.strip.refresh();
    return { state, reason };
  }

  /** Resolves to {state, reason} once the response waits no more, nor can be sealed anew; then nothing holds its answers any longer. */
  settled({ item: { id }, last }) {
    return new Promise((resolve) => {
      const stop = onChange(async () => {
        const { state, reason } = await whereIs(id, last).catch(() => ({ state: 'waiting' }));
        if (state === 'waiting' || isKeyUnknown(reason)) return;
        stop();
        this.held.delete(id);
        resolve({ state: state === 'sent' ? state : 'refused', reason });
      });
    });
  }

  /** Where the browser keeps nothing: one try, under an id that the next try has too. */
  async sendAtOnce({ response, item, key }) {
    let { sent, refused } = await post([item]);
    const anew = isKeyUnknown(refused[0]?.reason) && await envelopeAnew(response, key);
    if (anew) {
      this.form.dataset.key = anew.key;
      ({ sent, refused } = await post([{ ...item, body: anew.body }]));
    }
    if (sent.length === 0) return this.refuse(refused[0]?.reason);
    this.renew();
    await this.strip.say('');
    return { state: 'sent' };
  }

  /** What neither went nor is kept stays in the form, with words over it. */
  async refuse(reason) {
    await this.strip.say(reason ? 'outbox.refused' : 'outbox.not-kept', reason);
    return { state: 'refused', reason };
  }

  async keepTrying() {
    await navigator.storage?.persist?.().catch(() => false);
    const worker = await navigator.serviceWorker?.getRegistration();
    await worker?.sync?.register('outbox').catch(() => {});
  }
}
