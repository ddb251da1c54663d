// A strip over the form that says what became of responses: how many wait, and which were refused and why. It is a live region that
// exists before it says anything.

import { button, element, pageLocale, reasonWords, words } from '../texts.mjs';
import { dismiss, heldWords, onChange, summary } from './outbox.mjs';

export class Strip {
  /** `send()` tries again, now. */
  constructor(before, send) {
    this.send = send;
    this.root = element('div', { id: 'outbox' });
    this.root.setAttribute('role', 'status');
    before.before(this.root);
    onChange(() => this.refresh());
  }

  /** Says `key` until the next change: what the outbox itself does not know. */
  async say(key) {
    this.said = key;
    await this.refresh();
  }

  /** As the visitor asked, who is told how it goes. */
  async trySending() {
    this.tried = ['outbox.sending'];
    await this.refresh();
    await this.send();
    const { held } = await summary();
    this.tried = held > 0 ? heldWords(held) : ['outbox.no-link'];
    await this.refresh();
  }

  async refresh() {
    const { waiting, refused } = await summary().catch(() => ({ waiting: 0, refused: [] }));
    if (waiting === 0) this.tried = undefined;
    const wanted = JSON.stringify([waiting, refused, this.said, this.tried]);
    if (wanted === this.shown) return;
    this.shown = wanted;
    if (waiting === 0 && refused.length === 0 && !this.said) return this.root.replaceChildren();
    const locale = await pageLocale().catch(() => undefined);
    if (!locale) {
      this.shown = undefined;  // words may come with the next change
      return undefined;
    }
    const lines = [];
    if (this.said) lines.push(element('p', { textContent: words(locale, this.said) }));
    if (waiting > 0)
      lines.push(element('p', { textContent: words(locale, 'outbox.waiting', { n: waiting }) }),
        ...this.tried ? [element('p', { textContent: words(locale, ...this.tried) })] : [],
        button(words(locale, 'outbox.send'), () => this.trySending()));
    for (const { id, reason } of refused)
      lines.push(element('p', { textContent: words(locale, 'outbox.refused', { reason: reasonWords(locale, reason) }) }),
        button(words(locale, 'outbox.dismiss'), () => dismiss(id)));
    const hadFocus = this.root.contains(document.activeElement);
    this.root.replaceChildren(...lines);
    return hadFocus && this.root.querySelector('button')?.focus();
  }
}
