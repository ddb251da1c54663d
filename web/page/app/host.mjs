// The app in the page: the canvas under the native controls, which stay the only things that are touched, typed into and read. Here is its
// life, from loading to leaving, and what goes to the module and to the server; what else the page does for it are rooms of their own:
//
//   parts        the app's own elements in the form
//   painting     when a frame is painted, and how large; with renderer (triangles) and text (the atlas)
//   placing      which control lies over which painting
//   words        the form's words over their painting
//   translation  who changes them
//   selecting    and who selects them
//   events       what the visitor does
//   whereabouts  where the visitor is, and the browser's own Back
//   keyboard     a terminal's on-screen keyboard
//
// Whatever goes wrong ends in leave(): the plain form, as it was, with every answer.

import { empty } from '../fields.mjs';
import { loadCore } from './core.mjs';
import { Events } from './events.mjs';
import { Keyboard } from './keyboard.mjs';
import { Painting } from './painting.mjs';
import { Parts } from './parts.mjs';
import { Placing } from './placing.mjs';
import { Renderer } from './renderer.mjs';
import { Selecting } from './selecting.mjs';
import { TextAtlas } from './text.mjs';
import { Translation } from './translation.mjs';
import { Whereabouts } from './whereabouts.mjs';
import { Words } from './words.mjs';

/** What somebody opened in the header would hide the next question. */
function closeHeader() {
  for (const opened of document.querySelectorAll('.top details[open]')) opened.open = false;
}

export class Host {
  /**
   * `deliver(answersJson)` resolves to {state: 'sent' | 'waiting' | 'refused', reason, settled}; `settled` to how a waiting ended.
   * `kiosk`: a terminal, with a keyboard on the screen and no way back by the browser; it is asked to leave(), and told what was painted().
   */
  constructor(form, { deliver, onLeave, kiosk }) {
    this.form = form;
    this.deliver = deliver;
    this.onLeave = onLeave;
    this.kiosk = kiosk;
    this.listening = new AbortController();
    this.whereabouts = new Whereabouts(form, this.listening.signal);
    this.parts = new Parts(form);
    this.placing = new Placing();
    this.renderer = new Renderer(this.parts.canvas);
    this.atlas = new TextAtlas(this.renderer);
    this.translation = new Translation(form, () => this.leave('translated'), this.listening.signal);
    const ours = (work) => this.guarded(() => this.translation.ours(work));
    this.words = new Words(form, { atlas: this.atlas, placing: this.placing, ours });
    this.events = new Events(form, {
      numberOf: (node) => this.placing.numberOf(node),
      act: (act) => this.act(act),
      back: () => this.whereabouts.back() || this.act('back'),
      answered: () => this.answersChanged(),
      opened: (field) => this.opened(field),
      clear: () => this.clear(),
      leave: (reason) => this.leave(reason),
      dirty: () => this.painting.dirty(),
      follow: () => this.guarded(() => this.painting.follow()),
    });
  }

  /** Loads the module; resolves when enter() can be called. */
  async load(wasm, survey, locale) {
    const { form, kiosk, parts, renderer, atlas, words } = this;
    this.data = { survey, locale };
    this.core = await loadCore(wasm, {
      draw: (...triangles) => renderer.draw(...triangles),
      place: (rectangles) => this.placing.place(rectangles),
      written: (paragraphs) => kiosk || words.written(paragraphs),  // nothing is selected or searched at a terminal
      control: (id) => this.placing.number(id),
      show: (part, markup) => this.translation.ours(() => parts.show(part, markup)),
    }, atlas);
    this.painting = new Painting(form, {
      core: this.core, renderer, atlas, parts,
      isBarFixed: Boolean(kiosk),
      interaction: () => this.events.interaction(),
      beforePainting: () => this.readForm(),
      painted: () => {
        this.placing.check(form, parts.bar);
        kiosk?.painted();
      },
      guarded: (work) => this.guarded(work),
    });
  }

  /** Takes the page over; true where that worked, else the plain form is back. */
  enter() {
    return this.guarded(() => {
      this.takeOver();
      return !this.hasLeft();
    });
  }

  /** Opens at the question in view, whose place on the screen and focus are kept. */
  takeOver() {
    const { parts, kiosk, data, translation } = this;
    translation.watch(data.locale.language);
    if (translation.isTold()) return this.leave('translated');
    const { open, restore } = this.whereabouts.note();
    parts.enter();
    if (!this.core.start({ ...data, form: this.formBody(), open, kiosk: Boolean(kiosk) })) throw new Error('the survey did not load');
    parts.fillTools(data.locale.texts, () => this.leave('asked for'));
    this.listen();
    this.painting.paint();
    return restore(parts.section);
  }

  listen() {
    const { form, kiosk, events, painting, whereabouts } = this;
    const { signal } = this.listening;
    const on = (target, type, handler, options = {}) =>
      target.addEventListener(type, (event) => this.guarded(() => handler(event)), { signal, ...options });
    events.listen(on, this.parts.canvas);
    whereabouts.listen(on, { back: () => this.act('back'), forward: () => this.act('forward') });
    if (!kiosk) return new Selecting(form).listen(on);
    return new Keyboard(form, { act: (act) => this.act(act), paint: () => painting.paint(), isPressed: () => events.pressed !== 0 }).listen(on);
  }

  hasLeft() {
    return this.listening.signal.aborted;
  }

  /** Back to the plain form, for good or until the visitor asks for the app again. */
  leave(reason) {
    if (this.hasLeft()) return;
    this.listening.abort();
    this.painting.stop();
    this.words.clear();
    this.parts.leave();
    this.placing.clear();
    this.parts.section?.scrollIntoView();
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

  /** The form is read before the next frame or call, whichever is first: a tap is two events. */
  answersChanged() {
    this.isUnread = true;
    this.painting.dirty();
  }

  /** True where the question went that was answered, and another is shown. */
  readForm() {
    if (!this.isUnread) return false;
    const { moved } = this.core.answers(this.formBody());
    this.isUnread = false;  // what the app wrote into the form it knows
    if (moved) this.parts.focusHeading();
    return moved;
  }

  /** A text field that was chosen is there at once, in focus and above the bar. */
  opened(field) {
    this.answersChanged();
    this.painting.paint();
    field.focus({ preventScroll: true });
    field.scrollIntoView({ block: 'nearest' });
  }

  /** Takes the answer of the question in view away: what a radio alone cannot do. */
  clear() {
    empty(this.parts.section);
    this.answersChanged();
    this.parts.focusHeading();
  }

  /** See otklik_act in web/bridge/exports.cpp. */
  act(act) {
    if (this.readForm() && /^(next|forward|goto)/.test(act)) return;  // meant the question, or the list, that was there before
    if (act === 'leave') {
      this.kiosk.leave(() => this.act('finish'));
      return;
    }
    const { send, moved } = this.core.act(act);
    this.isUnread = false;
    this.painting.dirty();
    if (act.startsWith('move')) this.keepInView();
    if (send) this.send();
    if (!moved) return;
    if (!['back', 'forward'].includes(act) && !this.kiosk) this.whereabouts.step();
    closeHeader();
    scrollTo(0, 0);
    this.painting.paint();
    this.parts.focusHeading();
  }

  /** What was moved may have left the screen, with the focus. */
  keepInView() {
    this.painting.paint();
    document.activeElement.scrollIntoView({ block: 'nearest' });
  }

  async send() {
    const { state, reason, settled } = await this.deliver(this.core.outgoing());
    if (state !== 'refused') empty(this.form);  // whoever holds the device next finds nothing
    this.delivered(state, reason);
    if (state === 'waiting') settled.then((end) => this.delivered(end.state, end.reason));
  }

  delivered(state, reason) {
    if (this.hasLeft()) return;
    this.guarded(() => this.act(`delivered:${state}${reason ? `:${reason}` : ''}`));
  }

  /** What was published, for the preview, as it came from the server. */
  results(preview) {
    this.guarded(() => { this.core.results(preview); this.painting.dirty(); });
  }
}
