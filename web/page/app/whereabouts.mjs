// Where the visitor is: in the plain form when the app comes, and among its screens, for the browser's own Back.

export class Whereabouts {
  /** `signal` ends it. */
  constructor(form, signal) {
    this.form = form;
    this.screens = history.state?.screen ?? 0;  // that the browser's own Back goes through before it leaves the page; a reload keeps them
    this.lastSection = document.activeElement?.closest('[data-question]');  // a draft that was taken up leads there
    form.addEventListener('focusin', (event) => { this.lastSection = event.target.closest('[data-question]'); }, { signal });
  }

  /** {open: the number of the question in view, restore(section)}: that puts it where it stood on the screen, and the focus back. */
  note() {
    const { form } = this;
    const focus = document.activeElement;
    const sections = [...form.querySelectorAll('[data-question]')];
    const open = Math.max(0, this.sectionInView(sections));
    const before = sections[open].getBoundingClientRect().top;
    const restore = (section) => {
      const after = section?.querySelector('legend, h2')?.getBoundingClientRect().top ?? before;
      if (before < 0 || scrollY > 0) scrollBy(0, after - before);
      if (focus && form.contains(focus) && !focus.closest('[hidden]')) focus.focus({ preventScroll: true });
    };
    return { open, restore };
  }

  /** Where the visitor was last, if that is on the screen, else the first question that fills more than the upper third. */
  sectionInView(sections) {
    const isOnScreen = (section) => {
      const { top, bottom } = section.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    };
    const last = sections.findIndex((section) => section === this.lastSection && isOnScreen(section));
    return last >= 0 ? last : sections.findIndex((section) => section.getBoundingClientRect().bottom > innerHeight / 3);
  }

  /** The browser's Back leads to the screen that was shown until now. */
  step() {
    this.screens += 1;
    history.pushState({ screen: this.screens }, '');
  }

  /** The browser goes back; false where it would leave the page. */
  back() {
    if (this.screens === 0) return false;
    history.back();
    return true;
  }

  /** `on(target, type, handler)` listens until the app leaves; `back()`: the app shows the screen before, `forward()` the next one. */
  listen(on, { back, forward }) {
    on(window, 'popstate', ({ state }) => {
      const steps = (state?.screen ?? 0) - this.screens;
      this.screens += steps;
      for (let step = 0; step < Math.abs(steps); step += 1) (steps < 0 ? back : forward)();
    });
  }
}
