// A terminal's on-screen keyboard: which keys there are the module knows (web/app/keyboard.h), what they type goes into the native field.

import { isText } from '../fields.mjs';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What stands before the caret where a sentence begins: a capital letter comes there by itself. */
const BEGINNING = /(^|[.!?…]["»)]*\s|\n)\s*$/;

const fieldInFocus = () => {
  const field = document.activeElement;
  return field && isText(field) ? field : null;
};

export class Keyboard {
  /** `act(act)`, `paint()`: the app's; `isPressed()`: whether a finger is down. */
  constructor(form, { act, paint, isPressed }) {
    Object.assign(this, { form, act, paint, isPressed });
  }

  /** `on(target, type, handler)` listens until the app leaves. */
  listen(on) {
    const { form } = this;
    const keepFocus = (event) => { if (event.target.closest('[data-types], [data-does]')) event.preventDefault(); };
    on(form, 'focusin', ({ target }) => { if (isText(target)) this.show(target); });
    on(form, 'focusout', ({ target }) => { if (isText(target)) this.hide(); });
    // A key must not take the focus from the field that it types into.
    on(form, 'pointerdown', keepFocus);
    on(form, 'mousedown', keepFocus);
    on(form, 'click', ({ target }) => {
      const key = target.closest('button');
      if (key?.dataset.types) this.type(key.dataset.types);
      if (key?.dataset.does) this.press(key.dataset.does);
      if (isText(target)) this.look(target);
    });
  }

  show(field) {
    field.inputMode = 'none';
    this.act('key:show');
    this.act(field.matches('.measure') ? 'key:symbols' : 'key:letters');  // numbers and dates have no letters
    this.look(field);
    this.paint();
    field.scrollIntoView({ block: 'nearest' });
  }

  /** Not before the finger that left the field is up: what it presses must stay where it is. */
  hide() {
    const hide = () => setTimeout(() => {
      if (!fieldInFocus()) this.act('key:hide');
    });
    if (this.isPressed()) addEventListener('pointerup', hide, { once: true });
    else hide();
  }

  /** Puts `text` where the caret of the field in focus is, as a keyboard would. */
  type(text) {
    const field = fieldInFocus();
    if (!field) return;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
    this.look(field);
  }

  /** Whether a sentence begins where the caret is. */
  look(field) {
    this.act(BEGINNING.test(field.value.slice(0, field.selectionStart)) ? 'key:begins' : 'key:goes-on');
  }

  press(does) {
    if (does === 'erase' && fieldInFocus()) this.erase(fieldInFocus());
    else if (does === 'done') document.activeElement?.blur();
    else this.act(`key:${does}`);
  }

  /** Takes away what is selected, else what stands before the caret. */
  erase(field) {
    const end = field.selectionEnd;
    const before = [...graphemes.segment(field.value.slice(0, end))].at(-1)?.segment.length ?? 0;
    field.setRangeText('', field.selectionStart === end ? end - before : field.selectionStart, end, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'deleteContentBackward' }));
    this.look(field);
  }
}
