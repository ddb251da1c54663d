// A terminal's own strip (see outbox/strip.mjs): what this visitor has to know, and nothing about responses of others.

import { element, reasonWords, words } from '../texts.mjs';

export class Saying {
  constructor(form, locale) {
    this.locale = locale;
    this.root = element('div', { id: 'outbox', tabIndex: -1 });
    this.root.setAttribute('role', 'status');
    form.before(this.root);
  }

  async say(key, reason) {
    this.said = key;
    const text = () => words(this.locale, key, { reason: reasonWords(this.locale, reason) });
    this.root.replaceChildren(...key ? [element('p', { textContent: text() })] : []);
  }

  async refresh() {}
}
