// A strip over the form that says what became of responses: how many wait, and which were refused and why. It is a live region that
// exists before it says anything.

import { button, element, pageLocale, reasonWords, words } from '../texts.mjs';
import { canPass } from './delivery.mjs';
import { heldWords, onChange, remove, summary, whereIs } from './outbox.mjs';

export class Strip {
  /** `sender` tries again. */
  constructor(form, sender) {
    this.form = form;
    this.sender = sender;
    this.root = element('div', { id: 'outbox', tabIndex: -1 });
    this.root.setAttribute('role', 'status');
    form.before(this.root);
    onChange(() => {
      if (this.trying === 'over') this.trying = undefined;  // it was about an earlier try
      this.refresh();
    });
  }

  /** Says `key`, with the `reason` why something was refused, until something else is said: what the outbox itself does not know. */
  async say(key, reason) {
    this.said = key;
    this.reason = reason;
    await this.refresh();
  }

  /** As the visitor asked, who is told how it goes. */
  async trySending() {
    this.trying = 'now';
    await this.refresh();
    await this.sender.flush({ isAsked: true });
    this.trying = 'over';
    await this.refresh();
  }

  /** Once more what was refused. */
  async sendAgain(id) {
    const last = await this.sender.retry(id);
    await this.trySending();
    if ((await whereIs(id, last)).state === 'sent') await this.say('app.thanks-sent');
  }

  async refresh() {
    const { waiting, later, refused, held } = await summary().catch(() => ({ waiting: 0, refused: [] }));
    const inForm = this.form.elements.id.value;  // what the visitor is correcting
    const wanted = JSON.stringify([waiting, later, refused, inForm, this.said, this.reason, this.trying]);
    if (wanted === this.shown) return;
    this.shown = wanted;
    if (waiting === 0 && refused.length === 0 && !this.said) return this.root.replaceChildren();
    const locale = await pageLocale().catch(() => undefined);
    if (!locale) {
      this.shown = undefined;  // words may come with the next change
      return undefined;
    }
    const lines = [];
    const say = (...key) => lines.push(element('p', { textContent: words(locale, ...key) }));
    if (this.said) say(this.said, { reason: reasonWords(locale, this.reason) });
    if (waiting > 0) {
      if (waiting > later) say('outbox.waiting', { n: waiting - later });
      if (later > 0) say('outbox.later', { n: later });
      if (this.trying === 'now') say('outbox.sending');
      if (this.trying === 'over' && held > 0) say(...heldWords(held));
      else if (this.trying === 'over' && waiting > later) say('outbox.not-sent');
      lines.push(button(words(locale, 'outbox.send'), () => this.trySending(), { name: 'send' }));
    }
    for (const { id, reason, isSealed } of refused) {
      const isClosed = isSealed && id !== inForm && !canPass(reason);  // its answers are wrong, and nobody here can open it any more
      say('outbox.refused', { reason: reasonWords(locale, reason) });
      if (isClosed) say('outbox.sealed');
      if (isClosed || canPass(reason)) lines.push(button(words(locale, 'outbox.again'), () => this.sendAgain(id), { name: `again-${id}` }));
      lines.push(button(words(locale, 'outbox.dismiss'), () => confirm(words(locale, 'outbox.dismiss-sure')) && remove('refused', [id]), { name: id }));
    }
    return this.show(lines);
  }

  /** The focus stays on its button; where that is gone, none is pressed in its place. */
  show(lines) {
    const focused = this.root.contains(document.activeElement) ? document.activeElement : undefined;
    this.root.replaceChildren(...lines);
    if (focused) (lines.find(({ name }) => name && name === focused.name) ?? this.root).focus();
  }
}
