// What staff see and do behind the PIN: how many responses wait, how many the server refused and why, and the ways on for them: sending,
// a file, or throwing away what was refused. It tells numbers of responses, never answers.

import { carried, carry, heldWords, remove, retry, summary } from '../outbox/outbox.mjs';
import { element, language } from '../texts.mjs';

/** Why responses were refused, one line a reason: [words, how many]. */
function reasonsOf(refused, locale) {
  const counts = new Map();
  for (const { reason } of refused) {
    const key = [reason?.code, reason?.status].map((why) => `staff.reason-${why}`).find((own) => locale.texts[own]) ?? 'staff.reason';
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts];
}

const tongues = [language, MAIN_LANGUAGE];  // a browser knows fewer than we may have
const timeWords = (time) => new Intl.DateTimeFormat(tongues, { dateStyle: 'long', timeStyle: 'short' }).format(time);

export class Panel {
  constructor(staff, sender) {
    this.staff = staff;
    this.sender = sender;
  }

  words(key, values) {
    return this.staff.words(key, values);
  }

  button(key, act, attributes) {
    return this.staff.button(this.words(key), act, attributes);
  }

  present(...content) {
    this.staff.show('kiosk-staff', this.words('staff.title'), ...content);
  }

  /** The panel, with what was just done. */
  async open(said = '') {
    const { waiting, later, refused, last } = await summary();
    const inFile = await carried();
    const isKept = await navigator.storage?.persisted?.();
    const { usage = 0, quota = 0 } = await navigator.storage?.estimate?.() ?? {};
    const row = (key, value) => [element('dt', { textContent: this.words(key) }), element('dd', { textContent: value })];
    const megabytes = (bytes) => new Intl.NumberFormat(tongues, { maximumFractionDigits: 1 }).format(bytes / 1e6);
    const facts = element('dl', {},
      ...row('staff.waiting', String(waiting)),
      ...later > 0 ? row('staff.later', String(later)) : [],
      ...row('staff.last', last ? timeWords(last) : this.words('staff.never')),
      ...row('staff.refused', String(refused.length)),
      ...row('staff.storage', this.words(isKept ? 'staff.storage-kept' : 'staff.storage-not-kept', { used: megabytes(usage), quota: megabytes(quota) })),
      ...row('staff.version', VERSION));
    const reasons = element('ul', {}, ...reasonsOf(refused, this.staff.locale).map(([key, n]) => element('li', { textContent: `${n} — ${this.words(key)}` })));
    const acts = [];
    if (waiting > 0) acts.push(this.button('staff.send', () => this.send(), { className: 'primary' }));
    if (refused.length > 0) acts.push(this.button('staff.again', () => this.sendAgain(refused)));
    if (waiting + refused.length > 0) acts.push(this.button('staff.save', () => this.save()));
    if (inFile.length > 0) acts.push(this.button('staff.remove', () => this.ask('staff.remove-sure', 'outbox', inFile)));
    if (refused.length > 0) acts.push(this.button('staff.throw-away', () => this.ask('staff.throw-away-sure', 'refused', refused)));
    acts.push(this.staff.closeButton());
    const old = this.staff.pin === 'before' ? [element('p', { textContent: this.words('staff.pin-before') })] : [];
    this.present(facts, reasons, ...old, element('p', { role: 'status', textContent: said }), this.staff.acts(...acts));
  }

  /** Sends what waits, and tells what became of it: only what the server took counts as sent. */
  async send() {
    const before = { sent: this.sender.sent, refused: (await summary()).refused.length };
    this.present(element('p', { role: 'status', textContent: this.words('outbox.sending') }), this.staff.acts(this.staff.closeButton()));
    await this.sender.flush({ isAsked: true, isHurried: true });
    const { waiting, later, refused, held } = await summary();
    const said = [this.words('staff.sent', { n: this.sender.sent - before.sent })];
    if (refused.length > before.refused) said.push(this.words('staff.refused-now', { n: refused.length - before.refused }));
    if (waiting > later) said.push(held > 0 ? this.words(...heldWords(held)) : this.words('staff.no-link'));
    if (later > 0) said.push(this.words('staff.later-now', { n: later }));
    await this.open(said.join(' '));
  }

  async sendAgain(refused) {
    await retry(refused.map(({ id }) => id));
    await this.send();
  }

  /** A file for `otklik import`; what is in it stays here until it is sent, or until staff say that it arrived. */
  async save() {
    const items = (await carry()).flat();
    const content = items.map(({ body }) => JSON.stringify({ ...JSON.parse(body), pad: undefined }));
    const file = new Blob([`[\n${content.join(',\n')}\n]\n`], { type: 'application/json' });
    const name = new URLSearchParams(location.search).get('kiosk');
    const link = element('a', { href: URL.createObjectURL(file), download: `otklik-${name}-${new Date().toISOString().slice(0, 10)}.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    await this.open(this.words('staff.saved', { n: items.length }));
  }

  /** Says what is lost with these responses of `store`, and takes them away only where staff say so again. */
  ask(question, store, items) {
    const isSure = this.button('staff.sure', async () => {
      const removed = await remove(store, items.map(({ id }) => id));
      await this.open(this.words('staff.removed', { n: removed }));
    });
    const keep = this.button('staff.keep', () => this.open(), { className: 'primary' });
    const text = this.words(question, { n: items.length, when: timeWords(items[0].savedAt) });
    this.present(element('p', { textContent: text }), this.staff.acts(isSure, keep));
  }
}
