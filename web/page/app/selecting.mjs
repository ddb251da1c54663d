// An option's words lie under its control, which is what is touched, and what a screen reader finds there. While words are selected, by a
// drag or a long press, they lie over it; and what selected some chooses nothing.

const DRAG = 4;           // CSS pixels that the mouse goes before it selects
const RAISED = 'app-selecting';

const isSelecting = () => !getSelection().isCollapsed;

/** [node, offset] at a point in its words, or in those of its option where they are nearest; undefined where there are none. */
function caretAt({ clientX, clientY }) {
  const hit = document.elementFromPoint(clientX, clientY);
  const words = hit?.closest('.app-words') ?? hit?.closest('label')?.querySelector('.app-words');
  if (!words) return undefined;
  const away = ({ top, bottom }) => Math.max(top - clientY, clientY - bottom);
  const [{ left, right, top, bottom }] = [...words.querySelectorAll(':scope span span')].map((line) => line.getBoundingClientRect())
    .sort((one, other) => away(one) - away(other));
  const at = [Math.min(Math.max(clientX, left + 1), right - 1), (top + bottom) / 2];
  const caret = document.caretPositionFromPoint?.(...at) ?? document.caretRangeFromPoint?.(...at);
  const node = caret?.offsetNode ?? caret?.startContainer;
  return words.contains(node) ? [node, caret.offset ?? caret.startOffset] : undefined;  // the line may be off the screen
}

export class Selecting {
  constructor(form) {
    this.form = form;
  }

  /** `on(target, type, handler, options)` listens until the app leaves. */
  listen(on) {
    const { form } = this;
    on(form, 'pointerdown', (event) => this.press(event));
    on(form, 'pointermove', (event) => this.drag(event));
    on(form, 'dragstart', (event) => { if (this.from) event.preventDefault(); });  // of what is selected already
    on(window, 'pointerup', () => this.release());
    on(window, 'pointercancel', () => this.release());
    on(document, 'selectionchange', () => this.raise(isSelecting() || this.anchor));
    on(form, 'click', (event) => {
      if (event.detail === 0 || !event.target.closest('label') || !isSelecting()) return;
      event.preventDefault();
      event.stopPropagation();
    }, { capture: true });
  }

  raise(isRaised) {
    this.form.classList.toggle(RAISED, Boolean(isRaised));
  }

  press({ target, pointerType, clientX, clientY }) {
    this.label = target.closest('label');
    if (!this.label) return;
    if (isSelecting()) getSelection().removeAllRanges();
    if (pointerType === 'mouse') this.from = { clientX, clientY };
    else this.label.classList.add(RAISED);
  }

  release() {
    this.label?.classList.remove(RAISED);
    this.from = this.anchor = undefined;
    this.raise(isSelecting());
  }

  /** Does what the browser does by itself where a drag begins on words. */
  drag(event) {
    const { from } = this;
    if (!from || event.buttons !== 1 || Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) < DRAG) return;
    this.raise(true);
    this.anchor ??= caretAt(from);
    const to = caretAt(event);
    if (this.anchor && to) getSelection().setBaseAndExtent(...this.anchor, ...to);
  }
}
