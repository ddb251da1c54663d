// Unfinished answers survive a closed tab, a crash and a reload. Whoever comes back is asked first: go on, or start anew.

import { currentDraft, dropDraft, putDraft } from './device/drafts.mjs';
import { answered, fill } from './fields.mjs';
import { button, element, pageLocale, words } from './texts.mjs';

const PAUSE = 400;                  // milliseconds after the last change
const CARRIED = 'carried';          // in the tab's storage: the answers of who goes to another language where nothing is kept
const SWITCHING = 'switching';      // in the tab's storage: the question at which the visitor went to another language

const shownIn = (form) => (document.documentElement.classList.contains('app-on') ? form.querySelector('[data-question]:not([hidden])')?.id : undefined);

/** Calls `work(event)` where somebody who answered something goes to another language, in this tab. */
function beforeOtherLanguage(form, work) {
  for (const link of document.querySelectorAll('nav [lang]'))
    link.addEventListener('click', (event) => {
      const isHere = !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (isHere && answered(form).length > 0) work(event);
    });
}

/** The visitor goes on at `target`, a question or a heading; whoever hears the page is told. */
function leadTo(target) {
  const heading = target.querySelector('legend') ?? target;
  heading.tabIndex = -1;
  target.scrollIntoView();
  heading.focus({ preventScroll: true });
}

/** A browser that keeps nothing takes the answers along to another language: in the tab's own memory, and on the way alone. */
export function carryAlong(form) {
  const { wave, entries, question } = JSON.parse(sessionStorage.getItem(CARRIED) ?? '{}');
  sessionStorage.removeItem(CARRIED);
  if (wave === form.elements.wave.value) {
    fill(form, entries);
    leadTo(document.getElementById(question) ?? form.querySelector('h1'));
  }
  beforeOtherLanguage(form, () => {
    const carried = { wave: form.elements.wave.value, entries: answered(form), question: shownIn(form) };
    sessionStorage.setItem(CARRIED, JSON.stringify(carried));
  });
}

export class Draft {
  constructor(form) {
    this.form = form;
  }

  /** Keeps what is answered from now on. */
  watch() {
    const later = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), PAUSE);
    };
    const changed = (event) => {
      this.isOnItsWay = false;
      this.question = event.target.closest?.('[data-question]')?.id ?? this.question;
      this.isDirty = true;
      later();
    };
    for (const type of ['input', 'change']) this.form.addEventListener(type, changed);
    this.form.addEventListener('focusin', later);  // the app leads the focus to each question
    addEventListener('pagehide', () => this.keep());
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.keep(); });
  }

  /** Whoever goes to another language goes on there, at the same question, without being asked. */
  watchLanguage() {
    beforeOtherLanguage(this.form, async (event) => {
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
    this.question = shownIn(this.form) ?? this.question;
  }

  async keep() {
    this.look();
    if (this.isOnItsWay) return;
    if (!this.isDirty) {
      await this.keepQuestion();
      return;
    }
    this.isDirty = false;
    this.kept = this.question;
    this.savedAt = Date.now();
    clearTimeout(this.timer);
    const entries = answered(this.form);
    const draft = { wave: this.form.elements.wave.value, entries, question: this.question, savedAt: this.savedAt };
    await (entries.length > 0 ? putDraft(draft) : dropDraft()).catch(() => {});  // a browser that keeps nothing: see the outbox
  }

  /** Where the visitor went without an answer; what another tab kept, or dropped, since then stays as it is. */
  async keepQuestion() {
    if (this.savedAt === undefined || this.question === this.kept) return;
    const draft = await currentDraft().catch(() => undefined);
    if (draft?.savedAt !== this.savedAt) return;
    this.kept = this.question;
    await putDraft({ ...draft, question: this.question }).catch(() => {});
  }

  /** The answers did not leave: what becomes of them is kept again. */
  resume() {
    this.isOnItsWay = false;
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
    const switching = sessionStorage.getItem(SWITCHING);
    sessionStorage.removeItem(SWITCHING);
    const draft = await currentDraft().catch(() => undefined);
    if (!draft) return;
    if (draft.wave !== this.form.elements.wave.value) {
      await dropDraft();
      return;
    }
    const { form } = this;
    const isWanted = Boolean(switching) || await this.isWanted();
    if (isWanted) {
      fill(form, draft.entries);
      this.question = this.kept = switching ?? draft.question;
      this.savedAt = draft.savedAt;
    } else {
      await dropDraft();
    }
    leadTo((isWanted && document.getElementById(this.question)) || form.querySelector('h1'));
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
