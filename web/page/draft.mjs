// Unfinished answers survive a closed tab, a crash and a reload. Whoever comes back is asked first: go on, or start anew.

import { currentDraft, dropDraft, putDraft } from './device/drafts.mjs';
import { answered, fill } from './fields.mjs';
import { button, element, pageLocale, words } from './texts.mjs';

const PAUSE = 400;                  // milliseconds after the last change
const SWITCHING = 'switching';      // in the tab's storage: the question at which the visitor went to the other language

export class Draft {
  constructor(form) {
    this.form = form;
  }

  /** Keeps what is answered from now on. */
  watch() {
    const changed = (event) => {
      this.isOnItsWay = false;
      this.question = event.target.closest?.('[data-question]')?.id ?? this.question;
      this.isDirty = true;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), PAUSE);
    };
    for (const type of ['input', 'change']) this.form.addEventListener(type, changed);
    addEventListener('pagehide', () => this.keep());
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.keep(); });
  }

  /** Whoever goes to the other language goes on there, at the same question, without being asked. */
  watchLanguage() {
    document.querySelector('nav [lang]')?.addEventListener('click', async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || answered(this.form).length === 0) return;
      event.preventDefault();         // what is kept as the page goes may come too late
      const { href } = event.currentTarget;
      this.look();
      if (this.question) sessionStorage.setItem(SWITCHING, this.question);
      this.isDirty = true;
      await this.keep();
      location.assign(href);
    });
  }

  /** Which question is shown, where the app shows one at a time. */
  look() {
    this.question = document.querySelector('.app-on [data-question]:not([hidden])')?.id ?? this.question;
  }

  async keep() {
    this.look();
    if (this.isOnItsWay || (!this.isDirty && this.question === this.kept)) return;
    this.isDirty = false;
    this.kept = this.question;
    clearTimeout(this.timer);
    const entries = answered(this.form);
    const draft = { wave: this.form.elements.wave.value, entries, question: this.question, savedAt: Date.now() };
    await (entries.length > 0 ? putDraft(draft) : dropDraft()).catch(() => {});  // a browser that keeps nothing: see the outbox
  }

  /** Forgets what was not kept yet: the answers are on their way. */
  forget() {
    this.isDirty = false;
    this.isOnItsWay = true;
    clearTimeout(this.timer);
  }

  /** Forgets what was kept, too: they have left the form. */
  async drop() {
    this.forget();
    await dropDraft().catch(() => {});
  }

  /** Where there is a draft of this wave, shows it instead of the form until the visitor has chosen. */
  async offer() {
    const draft = await currentDraft().catch(() => undefined);
    if (!draft) return;
    if (draft.wave !== this.form.elements.wave.value) {
      await dropDraft();
      return;
    }
    const { form } = this;
    const switching = sessionStorage.getItem(SWITCHING);
    sessionStorage.removeItem(SWITCHING);
    const isWanted = Boolean(switching) || await this.isWanted();
    if (isWanted) {
      fill(form, draft.entries);
      this.question = switching ?? draft.question;
    } else {
      await dropDraft();
    }
    const target = (isWanted && document.getElementById(this.question)) || form.querySelector('h1');
    const heading = target.querySelector?.('legend') ?? target;
    heading.tabIndex = -1;
    target.scrollIntoView();
    heading.focus({ preventScroll: true });
  }

  /** Asks, in the place of the form. */
  async isWanted() {
    const locale = await pageLocale();
    const { form } = this;
    const isWanted = await new Promise((resolve) => {
      const heading = element('h1', { textContent: words(locale, 'draft.title'), tabIndex: -1 });
      this.notice = element('section', { id: 'draft', className: 'choice' }, heading,
        element('p', { textContent: words(locale, 'draft.text') }),
        button(words(locale, 'draft.continue'), () => resolve(true), { className: 'primary' }),
        button(words(locale, 'draft.anew'), () => { if (confirm(words(locale, 'draft.anew-sure'))) resolve(false); }, { className: 'secondary' }));
      form.hidden = true;
      form.before(this.notice);
      heading.focus();
    });
    this.notice.remove();
    form.hidden = false;
    return isWanted;
  }
}
