// The app's own elements within the form: what lies under its controls, what only a screen reader is told, and the bar. The module writes
// what stands in them (web/app/markup.h) and says which of the form's questions is shown.

import style from './app.css';

export const element = (tag, attributes = {}) => Object.assign(document.createElement(tag), attributes);

const isSame = (one, other) => one.nodeName === other.nodeName && one.id === other.id;

/** Attributes as those of `fresh`; class and style are the placing's. */
function renewAttributes(node, fresh) {
  for (const { name } of [...node.attributes]) if (!fresh.hasAttribute(name) && !/^(class|style)$/.test(name)) node.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/** Makes what is in `node` like what is in `fresh`. An element that stays, by its tag and id, keeps the focus and a press that is under way. */
function renew(node, fresh) {
  let at = node.firstChild;
  for (const child of [...fresh.childNodes]) {
    let staying = at;
    while (staying && !isSame(staying, child)) staying = staying.nextSibling;
    if (!staying) {
      node.insertBefore(child, at);
      continue;
    }
    while (at !== staying) at = takeOut(at);
    if (child.nodeType === Node.TEXT_NODE) {
      if (at.data !== child.data) at.data = child.data;
    } else {
      renewAttributes(at, child);
      renew(at, child);
    }
    at = at.nextSibling;
  }
  while (at) at = takeOut(at);
}

/** Takes `node` out; what stood behind it. */
function takeOut(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

/** `canvas` is painted on and shown in `clip`, `keysCanvas` and `barCanvas` show the keyboard's and the bar's parts of it; `section` is the question that is shown, or null. */
export class Parts {
  constructor(form) {
    this.form = form;
    this.section = null;
    this.canvas = element('canvas');
    this.clip = element('div', { id: 'app-clip', ariaHidden: 'true' });
    this.clip.append(this.canvas);
    this.tools = element('div', { id: 'app-tools' });
    this.bar = element('div', { id: 'app-bar' });
    this.barCanvas = element('canvas', { ariaHidden: 'true' });
    this.keys = element('div', { id: 'app-keys', hidden: true });
    this.keysCanvas = element('canvas', { ariaHidden: 'true' });
    this.keys.append(this.keysCanvas);
    const buttons = element('div');
    this.bar.append(this.keys, this.barCanvas, buttons);
    this.written = {  // by the name that the module has for it
      progress: element('div', { id: 'app-way' }),
      jumps: element('div', { id: 'app-jumps' }),
      panel: element('section', { id: 'app-panel' }),
      status: element('p', { id: 'app-status', role: 'status' }),
      bar: buttons,
    };
  }

  /** Puts them into the form; from now on its own controls are unseen. */
  enter() {
    const { progress, jumps, panel, status } = this.written;
    this.sheet = new CSSStyleSheet();
    this.sheet.replaceSync(style);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet];
    this.form.prepend(this.clip, progress);
    this.form.append(panel, this.tools, this.bar, jumps, status);  // whoever goes by the Tab key begins at the question
    document.documentElement.classList.add('app-on');
  }

  /** Takes them out; every question is seen. */
  leave() {
    const { progress, jumps, panel, status } = this.written;
    document.documentElement.classList.remove('app-on');
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.sheet);
    for (const part of [this.clip, progress, status, panel, this.tools, this.bar, jumps, this.plain]) part?.remove();
    for (const moves of this.form.querySelectorAll('[data-of]')) moves.remove();
    for (const section of this.form.querySelectorAll('[data-question]')) section.hidden = false;
  }

  /** What stands under every question; at the foot of the page the way to the plain form, where `plain` is called. */
  fillTools(texts, plain) {
    this.tools.replaceChildren(
      element('button', { type: 'button', id: 'app-clear', textContent: texts['app.clear'] }),
      element('a', { id: 'app-privacy', href: this.form.querySelector('.send a').href, textContent: texts['app.privacy'] }),
    );
    this.plain = element('button', { type: 'button', id: 'app-plain', textContent: texts['app.plain'] });
    this.plain.addEventListener('click', plain);
    document.querySelector('.foot .links')?.append(this.plain);
  }

  /** See otklik_show in web/bridge/exports.cpp. */
  show(part, markup) {
    if (part === 'title') {
      const label = document.querySelector('.mark')?.dataset.label;
      document.title = label ? `${label}: ${markup}` : markup;
    } else if (part === 'question') {
      this.showQuestion(markup);
    } else if (part === 'order') {
      this.arrange(markup);
    } else if (part === 'quote') {
      this.section?.querySelector('[data-quotes]')?.replaceChildren(markup);
    } else {
      renew(this.written[part], element('template', { innerHTML: markup }).content);
      if (part === 'jumps' && this.plain) this.plain.hidden = markup === '';  // nothing is left to be answered
    }
  }

  /** Of the question in view, where it asks for an order: its lines as they stand, each with its place and with what moves it. */
  arrange(markup) {
    const { content } = element('template', { innerHTML: markup });
    const fresh = [...content.children];
    const idsOf = (moves) => moves.map(({ dataset }) => dataset.of).join();
    const isOther = idsOf(fresh) !== idsOf([...this.section.querySelectorAll('[data-of]')]);
    const lines = fresh.map((moves) => {
      const line = document.getElementById(moves.dataset.of).parentNode;
      const before = line.querySelector('[data-of]');
      before ? renew(before, moves) : line.append(moves);
      return line;
    });
    const { activeElement } = document;
    if (activeElement.disabled) (activeElement.nextElementSibling ?? activeElement.previousElementSibling).focus({ preventScroll: true });
    const kept = Math.max(0, lines.findIndex((line) => line.contains(activeElement)));  // what is taken out and put back loses the focus
    if (isOther) {
      lines[kept].before(...lines.slice(0, kept));
      lines[kept].after(...lines.slice(kept + 1));
    }
    this.place(new Map(fresh.map(({ dataset }) => [dataset.of, dataset.place])));
  }

  /** Writes places into the lists of the question in view; what is hidden of it has none. */
  place(places) {
    let isOther = false;
    for (const field of this.section.querySelectorAll('select')) {
      const place = places.get(field.id) ?? '';
      isOther ||= field.value !== place;
      field.value = place;
    }
    if (isOther) this.section.dispatchEvent(new Event('change', { bubbles: true }));
  }

  showQuestion(id) {
    for (const section of this.form.querySelectorAll('[data-question]')) section.hidden = section.id !== id;
    this.section = id ? document.getElementById(id) : null;
    this.tools.hidden = !id;
  }

  /** So that a screen reader begins where another screen does. */
  focusHeading() {
    const heading = document.getElementById('app-heading') ?? this.section?.querySelector('legend');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
}
