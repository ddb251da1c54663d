// A terminal at a reception point: a welcome, one visitor after another, nothing left of any of them.
//
// A visit ends by loading the page anew, in place of itself: memory, document and answers go with the old page, and as nothing at a
// kiosk adds to the browser's history there is nothing to go back to. The page comes from the service worker, so this needs no link.

import style from './kiosk.css';
import { sign } from './drawing.mjs';
import { closeEscapes } from './escapes.mjs';
import { askToFinish, unsentIn } from './finish.mjs';
import { Idle } from './idle.mjs';
import { More } from './more.mjs';
import { takeNamedPin } from './pin.mjs';
import { Saying } from './saying.mjs';
import { watchForStaff } from './staff.mjs';
import { keep } from '../offline/keep.mjs';
import { askSurvey } from '../survey.mjs';
import { addressIn, button, element, language, words } from '../texts.mjs';

const SHORTEST_DELAY = 60_000;      // milliseconds that a response stays here before it may go, so that whoever watches the
const LONGEST_DELAY = 900_000;      // network does not learn when who answered
const FAREWELL = 20_000;            // milliseconds that the thanks stay when nobody touches them
const REFRESH = 1_800_000;          // milliseconds between two looks for a newer version or another wave, while nobody is here,
const REFRESH_CLOSED = 60_000;      // and while no wave is open
const PATIENCE = 2_000;             // milliseconds for the server to say which wave it has

export class Kiosk {
  constructor(form, locale) {
    this.form = form;
    this.locale = locale;
    locale.texts['app.thanks-waiting-more'] = locale.texts['kiosk.thanks-more'];  // nobody here waits for a link
    locale.texts['outbox.not-kept'] = locale.texts['kiosk.not-kept'];                    // nor has it in a pocket
    this.strip = new Saying(form, locale);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    document.documentElement.classList.add('kiosk');
    this.idle = new Idle(locale, { losing: () => unsentIn(form).answered, end: () => this.reset() });
    this.more = new More(form, locale);
    takeNamedPin();
    addEventListener('hashchange', takeNamedPin);  // as where somebody types it into an address that is open already
    closeEscapes(locale);
  }

  delay() {
    return SHORTEST_DELAY + Math.random() * (LONGEST_DELAY - SHORTEST_DELAY);
  }

  /** Covers the form until somebody begins. */
  welcome(sender) {
    const { form, locale } = this;
    this.sender = sender;
    form.inert = true;
    const begin = button(words(locale, 'kiosk.begin'), () => this.begin(), { className: 'primary' });
    const languages = element('div', { id: 'kiosk-languages' }, ...Object.entries(LANGUAGES).map((entry) => this.languageButton(...entry)));
    const facts = form.querySelector('.intro p').textContent.replaceAll(' · ', '\u00A0· ');
    this.text = element('p', { textContent: facts });
    this.marks = document.querySelectorAll('.mark');
    this.offices = document.querySelectorAll('body > header');  // who asks: the page's own header, where it has one
    const hero = element('div', { className: 'hero' }, ...this.offices, element('h1', { textContent: form.querySelector('h1').textContent }), this.text);
    this.cover = element('section', { id: 'kiosk-welcome' }, ...this.marks, this.idle.clock.root, hero, begin, languages, this.viewPanel(begin));
    form.before(this.cover);
    this.idle.listen();
    if (language !== MAIN_LANGUAGE) this.idle.touched();  // by whoever chose it
    watchForStaff(this.cover, locale, sender);
    this.refreshAfter(REFRESH);
    this.keepLanguages();
  }

  languageButton(code, name) {
    const isChosen = code === language;
    return button(name, () => location.replace(this.address(code)), { lang: code, ariaPressed: String(isChosen) }, ...isChosen ? [sign('tick')] : []);
  }

  /** The panel of large print and colours, with a way back that is seen. */
  viewPanel(begin) {
    const view = document.getElementById('view');
    view.querySelector('p').prepend(button(words(this.locale, 'kiosk.key-done'), () => {
      view.open = false;
      begin.scrollIntoView({ block: 'nearest' });  // large print may have moved it off the screen
    }, { className: 'primary' }));
    return view;
  }

  /** Loads the page anew after a while, unless staff are at work. */
  refreshAfter(milliseconds) {
    clearTimeout(this.refreshing);
    this.refreshing = setTimeout(() => (document.querySelector('dialog') ? this.refreshAfter(milliseconds) : this.reset()), milliseconds);
  }

  /**
   * Whether the form's wave is open, as far as a server can be asked. The form is kept here longer than its wave: when the server knows
   * of none, or of another, nobody is invited any more, as what would be answered would be refused. It is kept longer than the wave's key,
   * too, which the server alone can tell: nobody will be here to seal again what it could not open.
   */
  async isOpen() {
    const asked = askSurvey('no-store').catch(() => undefined);
    asked.then((fresh) => { if (fresh?.key && fresh.wave === this.form.elements.wave.value) this.form.dataset.key = fresh.key; });
    const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
    const { status, wave } = await Promise.race([asked, late]) ?? await askSurvey().catch(() => undefined) ?? {};
    const isOver = status === 404 || (wave && wave !== this.form.elements.wave.value);
    if (!isOver || !this.cover.isConnected) return true;
    this.text.textContent = words(this.locale, 'kiosk.no-wave');
    this.cover.querySelector('.primary').remove();
    this.refreshAfter(REFRESH_CLOSED);
    return false;
  }

  begin() {
    clearTimeout(this.refreshing);
    document.documentElement.requestFullscreen?.().catch(() => {});
    const strip = element('div', { className: 'strip' }, ...this.offices, this.idle.clock.root);
    this.form.before(element('div', { id: 'kiosk-top' }, ...this.marks, strip));
    const send = () => this.form.requestSubmit();
    document.body.append(element('div', { id: 'kiosk-bar' }, button(words(this.locale, 'kiosk.leave'), () => this.leave(send))));
    this.cover.remove();
    this.form.inert = false;
    this.form.querySelector('#app-heading, [data-question]:not([hidden]) legend')?.focus({ preventScroll: true });
    this.idle.start();
  }

  /** «Закончить», on the bar of the app or on the plain form's; `send()` sends what is answered so far. */
  leave(send) {
    const unsent = unsentIn(this.form);
    if (unsent.answered === 0) this.reset();
    else askToFinish(this.locale, unsent, { send, erase: () => this.reset() });
  }

  /** The app painted another frame. */
  painted() {
    this.more.update();
  }

  /** The thanks in place of a form that was sent without the app. */
  thank() {
    const heading = element('h1', { textContent: words(this.locale, 'app.thanks-waiting'), tabIndex: -1 });
    const says = ['kiosk.thanks-more', 'app.thanks-next', 'app.thanks-anonymous'].map((key) => element('p', { textContent: words(this.locale, key) }));
    this.form.replaceWith(element('section', { className: 'note' }, heading, ...says));
    heading.focus();
    this.finished();
  }

  /** The response left the form: the thanks are shown for a while, then the next visitor is welcome. */
  finished() {
    this.idle.leaveAfter(FAREWELL);
  }

  address(code = MAIN_LANGUAGE) {
    const query = new URLSearchParams({ kiosk: new URLSearchParams(location.search).get('kiosk') });
    if (code !== MAIN_LANGUAGE) query.set('lang', code);
    return `/?${query}`;
  }

  /** Every language's page and texts, and what reads the form where no app runs, so that they are here when the link is not. */
  async keepLanguages() {
    const texts = [LOCALES, KIOSK_LOCALES, PLAIN_LOCALES].flatMap((files) => Object.values(files));
    const pages = Object.keys(LANGUAGES).flatMap((code) => [this.address(code), ...['/privacy', '/app/survey'].map((path) => addressIn(code, path))]);
    await keep([...pages, ...texts, PLAIN, PLAIN_WASM]);
  }

  async reset() {
    this.idle.stop();
    document.body.replaceChildren();
    const worker = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
    if (worker?.waiting) {
      const taken = new Promise((resolve) => { navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }); });
      worker.waiting.postMessage({ takeOver: true });
      await Promise.race([taken, new Promise((resolve) => { setTimeout(resolve, 2000); })]);
    }
    await this.sender.keeping?.catch(() => {});  // whoever sends and leaves at once
    location.replace(this.address());
  }
}
