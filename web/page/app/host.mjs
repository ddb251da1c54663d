// The app in the page: the canvas under the native controls, which stay the only things that are touched, typed into and read.
//
// A frame is painted only after something changed (dirty); while nothing changes there are no animation frames. The document
// scrolls by itself: the canvas lies in it, covering the whole page or at most three screens, and follows when scrolling rests.
// Whatever goes wrong ends in leave(): the plain form, as it was, with every answer.

import { empty } from '../fields.mjs';
import { loadCore } from './core.mjs';
import { Renderer } from './renderer.mjs';
import { TextAtlas } from './text.mjs';
import style from './app.css';

const MAX_PIXELS = 8e6;
const PASSES = 8;         // of one painting; one is enough but after a change of size
const LINES = 1.45;
const BAR_ROOM = 200;     // CSS pixels kept below the page's part of the canvas for the bar's painting, at first
const TOLERANCE = 2;      // CSS pixels a control may lie beside its painting
const TALLEST_BAR = 0.3;  // of the screen, that the bar may cover
const EDGE = 16;          // CSS pixels between a text field and the bar that must not cover it
const REACH = 3;          // screens that the canvas covers at most
const REST = 150;         // milliseconds without a scroll event

// What the visitor's system may change while the page is open.
const asked = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) => matchMedia(query));
const forced = matchMedia('(forced-colors: active)');

const TEXT = 'textarea, input[type=text]';
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How the visitor wants to see the page (web/page/view.mjs): the stylesheet knows. */
function viewOf(page) {
  const style = getComputedStyle(page);
  const root = parseFloat(style.fontSize);
  return {
    root, scheme: Number(style.getPropertyValue('--scheme')), lines: parseFloat(style.lineHeight) / root || LINES,
    letters: parseFloat(style.letterSpacing) / root || 0,
  };
}

const element = (tag, attributes = {}) => Object.assign(document.createElement(tag), attributes);

export class Host {
  /**
   * `deliver(answersJson)` resolves to {state: 'sent' | 'waiting' | 'refused', reason, settled}; `settled` to how a waiting ended.
   * `kiosk`: a terminal, with a keyboard on the screen and no way back by the browser.
   */
  constructor(form, { deliver, onLeave, kiosk }) {
    this.form = form;
    this.deliver = deliver;
    this.onLeave = onLeave;
    this.kiosk = kiosk;
    this.barRoom = BAR_ROOM;
    this.controls = [''];             // number to id
    this.numbers = new Map();         // id to number
    this.placed = new Map();          // number to the rectangle it was given
    this.hovered = this.pressed = 0;
    this.steps = 0;                   // screens that the browser's own Back goes through before it leaves the page
    this.listening = new AbortController();
    form.addEventListener('focusin', (event) => { this.lastSection = event.target.closest('[data-question]'); },
      { signal: this.listening.signal });
    this.canvas = element('canvas');
    this.renderer = new Renderer(this.canvas);
    this.atlas = new TextAtlas(this.renderer);
    this.reach = REACH;
    this.pixels = MAX_PIXELS;
  }

  /** Loads the module; resolves when enter() can be called. */
  async load(wasm, survey, locale) {
    this.data = { survey, locale };
    this.core = await loadCore(wasm, {
      draw: (...triangles) => this.renderer.draw(...triangles),
      place: (rectangles) => this.place(rectangles),
      control: (id) => this.number(id),
      show: (part, markup) => this.show(part, markup),
    }, this.atlas);
  }

  /** Takes the page over; true where that worked, else the plain form is back. */
  enter() {
    return this.guarded(() => {
      this.takeOver();
      return !this.listening.signal.aborted;
    });
  }

  /** Opens at the question in view, whose place on the screen and focus are kept. */
  takeOver() {
    const { form } = this;
    const focus = document.activeElement;
    const sections = [...form.querySelectorAll('[data-question]')];
    const open = Math.max(0, this.sectionInView(sections));
    const before = sections[open].getBoundingClientRect().top;

    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    this.sheet = sheet;
    this.parts = {
      clip: element('div', { id: 'app-clip', ariaHidden: 'true' }),
      chrome: element('div', { id: 'app-chrome' }),
      panel: element('section', { id: 'app-panel' }),
      tools: element('div', { id: 'app-tools' }),
      bar: element('div', { id: 'app-bar' }),
      status: element('p', { id: 'app-status', role: 'status' }),
    };
    const { clip, chrome, panel, tools, bar, status } = this.parts;
    clip.append(this.canvas);
    this.barCanvas = element('canvas', { ariaHidden: 'true' });
    this.barButtons = element('div');
    bar.append(this.barCanvas, this.barButtons);
    form.prepend(clip, chrome, status);
    form.append(panel, tools, bar);
    document.documentElement.classList.add('app-on');

    if (!this.core.start({ ...this.data, form: this.formBody(), open, kiosk: Boolean(this.kiosk) })) throw new Error('the survey did not load');
    this.tools();
    this.listen();
    this.paint();
    const after = this.parts.section?.querySelector('legend, h2')?.getBoundingClientRect().top ?? before;
    if (before < 0 || scrollY > 0) scrollBy(0, after - before);
    if (focus && form.contains(focus) && !focus.closest('[hidden]')) focus.focus({ preventScroll: true });
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

  /** Back to the plain form, for good or until the visitor asks for the app again. */
  leave(reason) {
    if (this.listening.signal.aborted) return;
    this.listening.abort();
    cancelAnimationFrame(this.pending);
    const section = this.parts?.section;
    document.documentElement.classList.remove('app-on');
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.sheet);
    for (const part of this.form.querySelectorAll('#app-clip, #app-chrome, #app-status, #app-panel, #app-tools, #app-bar')) part.remove();
    for (const hidden of this.form.querySelectorAll('[data-question]')) hidden.hidden = false;
    for (const [number] of this.placed) this.unplace(number);
    this.form.removeAttribute('style');
    section?.scrollIntoView();
    this.onLeave(reason);
  }

  /** Runs `work`; an error in it ends the app, not the visit. */
  guarded(work) {
    try {
      return work();
    } catch (error) {
      this.leave(error);
      return undefined;
    }
  }

  formBody() {
    return new URLSearchParams([...new FormData(this.form)].filter(([, value]) => typeof value === 'string')).toString();
  }

  // ---- what the module asks for

  number(id) {
    let number = this.numbers.get(id);
    if (!number) {
      number = this.controls.push(id) - 1;
      this.numbers.set(id, number);
    }
    return number;
  }

  /** The element that lies over the painting of `id`: a label for its radio, a legend for its question. */
  target(number) {
    const found = document.getElementById(this.controls[number]);
    if (found?.matches('input[type=radio], input[type=checkbox]')) return found.closest('label') ?? found;
    if (found?.matches('[data-question]')) return found.querySelector('legend') ?? found;
    return found;
  }

  place(rectangles) {
    const seen = new Set();
    for (let i = 0; i < rectangles.length; i += 5) {
      const [number, x, y, width, height] = rectangles.subarray(i, i + 5);
      seen.add(number);
      const target = this.target(number);
      const before = this.placed.get(number);
      if (!target || (before && before.target === target && before.x === x && before.y === y &&
                      before.width === width && before.height === height)) continue;
      this.placed.set(number, { target, x, y, width, height });
      target.classList.add('app-placed');
      Object.assign(target.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
    }
    for (const number of this.placed.keys()) if (!seen.has(number)) this.unplace(number);
  }

  unplace(number) {
    const { target } = this.placed.get(number);
    target.classList.remove('app-placed');
    target.removeAttribute('style');
    this.placed.delete(number);
  }

  show(part, markup) {
    if (part === 'title') {
      const label = document.querySelector('.mark')?.dataset.label;
      document.title = label ? `${label}: ${markup}` : markup;
    } else if (part === 'question') {
      this.showQuestion(markup);
    } else if (part === 'bar') {
      this.barButtons.innerHTML = markup;
    } else if (this.parts[part].innerHTML !== markup) {
      this.parts[part].innerHTML = markup;
    }
  }

  showQuestion(id) {
    for (const section of this.form.querySelectorAll('[data-question]')) section.hidden = section.id !== id;
    this.parts.section = id ? document.getElementById(id) : null;
    this.parts.tools.hidden = !id;
  }

  tools() {
    const { texts } = this.data.locale;
    this.parts.tools.replaceChildren(
      element('button', { type: 'button', id: 'app-clear', textContent: texts['app.clear'] }),
      element('a', { id: 'app-privacy', href: this.form.querySelector('.intro a').href, textContent: texts['app.privacy'] }),
    );
    if (!this.kiosk) this.parts.tools.append(element('button', { type: 'button', id: 'app-plain', textContent: texts['app.plain'] }));
  }

  // ---- what the visitor does

  listen() {
    const { form } = this;
    const { signal } = this.listening;
    const on = (target, type, handler, options = {}) =>
      target.addEventListener(type, (event) => this.guarded(() => handler(event)), { signal, ...options });

    on(form, 'input', () => this.answersChanged());
    on(form, 'change', () => this.answersChanged());
    on(form, 'submit', (event) => { event.preventDefault(); this.act('next'); });
    on(form, 'click', (event) => this.clicked(event));
    if (this.kiosk) {
      on(form, 'focusin', ({ target }) => { if (target.matches(TEXT)) this.showKeyboard(target); });
      on(form, 'focusout', ({ target }) => { if (target.matches(TEXT)) this.hideKeyboard(); });
      // A key must not take the focus from the field that it types into.
      on(form, 'pointerdown', (event) => { if (event.target.closest('[data-types], [data-does]')) event.preventDefault(); });
      on(form, 'mousedown', (event) => { if (event.target.closest('[data-types], [data-does]')) event.preventDefault(); });
    }
    on(form, 'keydown', (event) => {
      if (event.key !== 'Enter' || !event.target.matches('input[type=radio], input[type=checkbox]')) return;
      event.preventDefault();
      this.act('next');
    });
    on(document, 'focusin', () => this.dirty());
    on(document, 'focusout', () => this.dirty());
    on(form, 'pointerover', (event) => this.point('hovered', event.pointerType === 'mouse' ? event.target : null));
    on(form, 'pointerleave', () => this.point('hovered', null));
    on(form, 'pointerdown', (event) => this.point('pressed', event.target));
    on(window, 'pointerup', () => this.point('pressed', null));
    on(window, 'pointercancel', () => this.point('pressed', null));
    on(window, 'resize', () => { this.dirty(); this.keepFieldInView(); });
    on(window, 'popstate', () => {
      if (this.steps === 0) return;
      this.steps -= 1;
      this.act('back');
    });
    on(window, 'scroll', () => {
      clearTimeout(this.resting);
      this.resting = setTimeout(() => this.guarded(() => this.anchor()), REST);
    }, { passive: true });
    for (const query of asked) on(query, 'change', () => this.dirty());
    on(document, 'viewchange', () => this.dirty());
    on(document, 'toggle', () => this.dirty(), { capture: true });  // the panel above the form opens and closes
    on(forced, 'change', () => this.leave('forced colours'));
    on(this.canvas, 'webglcontextlost', () => this.leave('context lost'));
  }

  clicked(event) {
    const button = event.target.closest('button');
    if (!button || !this.form.contains(button)) return;
    if (button.dataset.act === 'back' && this.steps > 0) history.back();
    else if (button.dataset.act) this.act(button.dataset.act);
    if (button.dataset.types) this.type(button.dataset.types);
    if (button.dataset.does) this.pressKey(button.dataset.does);
    if (button.id === 'app-plain') this.leave('asked for');
    if (button.id === 'app-clear') this.clear();
  }

  showKeyboard(field) {
    field.inputMode = 'none';
    this.act('key:show');
    this.paint();
    field.scrollIntoView({ block: 'nearest' });
  }

  /** Not before the finger that left the field is up: what it presses must stay where it is. */
  hideKeyboard() {
    const hide = () => setTimeout(() => {
      if (!document.activeElement?.matches(TEXT)) this.act('key:hide');
    });
    if (this.pressed) addEventListener('pointerup', hide, { once: true });
    else hide();
  }

  /** Puts `text` where the caret of the field in focus is, as a keyboard would. */
  type(text) {
    const field = document.activeElement;
    if (!field?.matches(TEXT) || (field.maxLength >= 0 && field.value.length + text.length > field.maxLength)) return;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
    this.act('key:typed');
  }

  /** What is being typed in stays above the phone's keyboard, which makes the window smaller. */
  keepFieldInView() {
    const field = document.activeElement;
    if (field?.matches(TEXT) && this.form.contains(field)) requestAnimationFrame(() => field.scrollIntoView({ block: 'nearest' }));
  }

  pressKey(does) {
    const field = document.activeElement;
    if (does === 'erase' && field?.matches(TEXT)) {
      const end = field.selectionEnd;
      const before = [...graphemes.segment(field.value.slice(0, end))].at(-1)?.segment.length ?? 0;
      field.setRangeText('', field.selectionStart === end ? end - before : field.selectionStart, end, 'end');
      field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'deleteContentBackward' }));
    } else if (does === 'done') {
      field?.blur();
    } else {
      this.act(`key:${does}`);
    }
  }

  /** Takes the answer of the question in view away: what a radio alone cannot do. */
  clear() {
    empty(this.parts.section);
    this.answersChanged();
    this.focusHeading();
  }

  answersChanged() {
    this.core.answers(this.formBody());
    this.dirty();
  }

  act(act) {
    const screen = this.parts.section?.id + document.title;
    const send = this.core.act(act);
    this.dirty();
    if (send) this.send();
    if (screen !== this.parts.section?.id + document.title) {
      if (act !== 'back' && !this.kiosk) {
        this.steps += 1;
        history.pushState(null, '');
      }
      this.paint();
      if (this.form.getBoundingClientRect().top < 0) this.form.scrollIntoView();
      this.focusHeading();
    }
  }

  async send() {
    const { state, reason, settled } = await this.deliver(this.core.outgoing());
    if (state !== 'refused') empty(this.form);  // whoever holds the device next finds nothing
    this.delivered(state, reason);
    if (state === 'waiting') settled.then((end) => this.delivered(end.state, end.reason));
  }

  delivered(state, reason) {
    if (this.listening.signal.aborted) return;
    this.guarded(() => this.act(`delivered:${state}${reason ? `:${reason}` : ''}`));
  }

  results(json) {
    this.guarded(() => { this.core.results(json); this.dirty(); });
  }

  focusHeading() {
    const heading = document.getElementById('app-heading') ?? this.parts.section?.querySelector('legend');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  point(what, target) {
    const number = target ? this.numberOf(target) : 0;
    if (this[what] === number) return;
    this[what] = number;
    this.dirty();
  }

  /** The number of the control that `node` belongs to, 0 for none. */
  numberOf(node) {
    const control = node.closest('label')?.querySelector('input') ?? node.closest('[id]');
    const own = control && (this.numbers.get(control.id) ?? this.numbers.get(control.closest('[data-question]')?.id));
    return own ?? 0;
  }

  // ---- painting

  dirty() {
    if (this.pending || this.listening.signal.aborted) return;
    this.pending = requestAnimationFrame(() => {
      this.pending = 0;
      this.guarded(() => this.paint());
    });
  }

  paint() {
    if (this.listening.signal.aborted || !this.form.isConnected) return;  // a kiosk clears the page before it loads it anew
    const view = viewOf(document.documentElement);
    const width = this.form.clientWidth;
    const active = document.activeElement;
    const focused = active?.matches(':focus-visible') ? this.numberOf(active) : 0;
    let wanted = this.height ?? innerHeight;
    for (let pass = 0; pass < PASSES; pass += 1) {
      const height = Math.ceil(Math.min(wanted, this.reach * innerHeight));
      const top = this.canvasTop(wanted, height);
      const scale = Math.min(devicePixelRatio, Math.sqrt(this.pixels / (width * (height + this.barRoom))));
      const painted = JSON.stringify([scale, width, view]);
      if (painted !== this.view) {
        this.view = painted;
        this.core.forget();
        this.atlas.forget(scale, view.letters);
      }
      Object.assign(this, { scale, width });
      this.renderer.resize(width, height + this.barRoom, scale);
      Object.assign(this.parts.clip.style, { top: `${top}px`, height: `${height}px` });
      this.painted = { top, height };
      const page = this.core.frame(width, innerHeight, top, height, scale, focused, this.hovered, this.pressed, view.scheme, view.root, view.lines);
      const bar = Math.ceil(this.core.barHeight());
      if (!this.core.isComplete()) this.makeRoom();
      else if (Math.abs(page - wanted) < 1 && bar <= this.barRoom) break;
      this.barRoom = Math.max(this.barRoom, bar);
      wanted = page;
    }
    this.height = wanted;
    this.paintBar();
    // In very large print it would cover what is to be read: then it stands at the end of the page.
    const isTall = !this.kiosk && this.core.barHeight() > innerHeight * TALLEST_BAR;
    this.parts.bar.style.position = isTall ? 'relative' : '';
    document.documentElement.style.scrollPaddingBottom = `${isTall ? EDGE : this.core.barHeight() + EDGE}px`;
    // The bar sticks to the bottom of the screen; a short page is stretched to it.
    const room = innerHeight - (this.form.getBoundingClientRect().top + scrollY) - this.core.barHeight();
    this.form.style.setProperty('--page-height', `${Math.max(wanted, room)}px`);
    this.check();
  }

  /** For more text than the atlas holds: a larger one, else less of the page, else larger pixels. */
  makeRoom() {
    if (this.atlas.grow()) return;
    if (this.reach > 1) this.reach = Math.max(1, this.reach / 2);
    else this.pixels /= 2;
  }

  paintBar() {
    const height = this.core.barHeight();
    const { scale, width, barCanvas } = this;
    this.parts.bar.style.height = `${height}px`;
    barCanvas.width = Math.round(width * scale);
    barCanvas.height = Math.max(1, Math.round(height * scale));
    Object.assign(barCanvas.style, { width: `${width}px`, height: `${height}px` });
    if (height > 0)
      barCanvas.getContext('2d').drawImage(this.canvas, 0, Math.round(this.painted.height * scale), barCanvas.width, barCanvas.height,
        0, 0, barCanvas.width, barCanvas.height);
  }

  /** Where the canvas begins in a page of `page` pixels of which it shows `height`. */
  canvasTop(page, height) {
    if (height >= page) return 0;
    const view = Math.max(0, -this.form.getBoundingClientRect().top);
    return Math.min(Math.max(0, Math.round(view - (height - innerHeight) / 2)), Math.ceil(page - height));
  }

  /** After scrolling came to rest: repaints only where the view left what is painted. */
  anchor() {
    const view = -this.form.getBoundingClientRect().top;
    const { top, height } = this.painted;
    if (view < top && top > 0 || view + innerHeight > top + height && top + height < this.height) this.dirty();
  }

  /** A control beside its painting would be touched where nothing is: then the plain form is the better one. */
  check() {
    const page = this.form.getBoundingClientRect();
    const bar = this.parts.bar.getBoundingClientRect();
    for (const { target, x, y, width } of this.placed.values()) {
      const is = target.getBoundingClientRect();
      const from = this.parts.bar.contains(target) ? bar : page;
      if (!target.isConnected || is.width === 0) continue;
      if (Math.abs(is.left - from.left - x) > TOLERANCE || Math.abs(is.top - from.top - y) > TOLERANCE ||
          Math.abs(is.width - width) > TOLERANCE) throw new Error(`${target.id || target.tagName} lies beside its painting: ${[is.left - from.left - x, is.top - from.top - y, is.width - width]}`);
    }
  }
}
