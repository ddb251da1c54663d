// When a frame is painted, how large its canvas is and where in the page it lies.
//
// A frame is painted only after something changed (dirty); while nothing changes there are no animation frames. The document
// scrolls by itself: the canvas lies in it, covering the whole page or at most three screens, and follows when scrolling rests.

const MAX_PIXELS = 8e6;
const PASSES = 8;         // of one painting; one is enough but after a change of size
const LINES = 1.45;       // the height of a line in text sizes, where a style of the visitor's own leaves it to the browser
const BAR_ROOM = 200;     // CSS pixels kept below the page's part of the canvas for the bar's painting, at first
const TALLEST_BAR = 0.3;  // of the screen, that the bar may cover
const EDGE = 16;          // CSS pixels between a text field and the bar that must not cover it
const STEP = 128;         // CSS pixels by which the canvas grows, and two by which it shrinks: another size is what costs most, and a page
                          // becomes a line longer, and shorter again, often
const REACH = 3;          // screens that the canvas covers at most

/** How the visitor wants to see the page (web/page/view.mjs): the stylesheet knows. */
function viewOf(page) {
  const style = getComputedStyle(page);
  const root = parseFloat(style.fontSize);
  return {
    root, scheme: Number(style.getPropertyValue('--scheme')), lines: parseFloat(style.lineHeight) / root || LINES,
    letters: parseFloat(style.letterSpacing) / root || 0,
  };
}

export class Painting {
  /**
   * `core`: the module, that draws with `renderer` what `atlas` holds, into the canvases of `parts`. `isBarFixed`: the bar stays on the
   * screen however tall it is. `interaction()`: the numbers of the controls that are {focused, hovered, pressed}. `beforePainting()` and
   * `painted()` are called round each painting. What goes wrong in a frame goes through `guarded`.
   */
  constructor(form, { core, renderer, atlas, parts, isBarFixed, interaction, beforePainting, painted, guarded }) {
    Object.assign(this, { form, core, renderer, atlas, parts, isBarFixed, interaction, beforePainting, painted, guarded });
    this.isStopped = false;
    this.barRoom = BAR_ROOM;
    this.reach = REACH;
    this.pixels = MAX_PIXELS;
    this.scrolled = 0;
    this.shown = { top: 0, height: 0 };  // the part of the page that the canvas shows
  }

  /** Nothing is painted any more. */
  stop() {
    this.isStopped = true;
    cancelAnimationFrame(this.pending);
  }

  dirty() {
    if (this.pending || this.isStopped) return;
    this.pending = requestAnimationFrame(() => {
      this.pending = 0;
      this.guarded(() => this.paint());
    });
  }

  paint() {
    if (this.isStopped || !this.form.isConnected) return;  // a kiosk clears the page before it loads it anew
    this.beforePainting();
    const view = viewOf(document.documentElement);
    const width = this.form.clientWidth;
    const interaction = this.interaction();
    this.scrolled = this.scrolledNow();
    let wanted = this.height ?? innerHeight;
    for (let pass = 0, isFitting = false; pass < PASSES; pass += 1) {
      const isOther = this.fit(width, wanted, view);
      if (isFitting && !isOther) break;
      wanted = this.frame(view, interaction);
      isFitting = this.core.isComplete();
      if (!isFitting) this.makeRoom();
      this.barRoom = Math.max(this.barRoom, Math.ceil(this.core.barHeight()));
    }
    this.height = wanted;
    this.paintBar();
    this.layOut();
    this.painted();
  }

  /** Gives the canvas the size, scale and place for a page of this width and, as far as is known, height. True where that is another. */
  fit(width, wanted, view) {
    const least = Math.ceil(Math.min(wanted, this.reach * innerHeight) / STEP) * STEP;
    const isEnough = this.shown.height >= least && this.shown.height <= least + 2 * STEP;
    const height = isEnough ? this.shown.height : least;
    const top = this.canvasTop(wanted, height);
    const scale = Math.min(devicePixelRatio, Math.sqrt(this.pixels / (width * (height + this.barRoom))));
    const state = JSON.stringify([scale, width, view]);
    if (state !== this.state) {
      this.state = state;
      this.core.forget();
      this.atlas.forget(scale, view.letters);
    }
    Object.assign(this, { scale, width, shown: { top, height } });
    const visible = Math.min(height, Math.ceil(wanted));
    if (visible !== this.visible) this.parts.clip.style.height = `${this.visible = visible}px`;
    const room = JSON.stringify([state, top, height, this.barRoom]);
    if (room === this.room) return false;
    this.room = room;
    this.renderer.resize(width, height + this.barRoom, scale);
    this.parts.clip.style.top = `${top}px`;
    return true;
  }

  /** Returns the height that the page came to. */
  frame({ scheme, root, lines }, { focused, hovered, pressed }) {
    const { top, height } = this.shown;
    return this.core.frame(this.width, innerHeight, top, height, this.scale, this.scrolled, focused, hovered, pressed, scheme, root, lines);
  }

  /** For more text than the atlas holds: a larger one, else less of the page, else larger pixels. */
  makeRoom() {
    if (this.atlas.grow()) return;
    if (this.reach > 1) this.reach = Math.max(1, this.reach / 2);
    else this.pixels /= 2;
  }

  /** The keyboard has a canvas of its own, as it slides in over a bar that stays. */
  paintBar() {
    const height = this.core.barHeight();
    const keys = this.core.keysHeight();
    const { scale, width, parts } = this;
    const size = JSON.stringify([width, height, keys, scale]);
    const isOther = size !== this.barSize;
    this.barSize = size;
    if (isOther) {
      parts.bar.style.height = `${height}px`;
      parts.keys.hidden = keys === 0;
    }
    this.copy(parts.keysCanvas, 0, keys, isOther);
    this.copy(parts.barCanvas, keys, height - keys, isOther);
  }

  /** Shows `height` pixels of the bar's painting, from `top` on, in a canvas of their own, which has another size where `isOther`. */
  copy(target, top, height, isOther) {
    const { scale, width, parts: { canvas } } = this;
    if (isOther) {
      target.width = Math.round(width * scale);
      target.height = Math.max(1, Math.round(height * scale));
      Object.assign(target.style, { width: `${width}px`, height: `${height}px` });
    }
    if (height === 0) return;
    const context = target.getContext('2d');
    context.globalCompositeOperation = 'copy';
    context.drawImage(canvas, 0, Math.round((this.shown.height + top) * scale), target.width, target.height, 0, 0, target.width, target.height);
  }

  /** Tells the page how tall it is, and where the bar stands. */
  layOut() {
    const bar = this.core.barHeight();
    // In very large print it would cover what is to be read: then it stands at the end of the page.
    const isTall = !this.isBarFixed && bar > innerHeight * TALLEST_BAR;
    const [height, lift] = this.roomOver(bar);
    const layout = JSON.stringify([isTall, bar, height, lift]);
    if (layout === this.layout) return;
    this.layout = layout;
    this.parts.bar.classList.toggle('follows', lift !== undefined);
    Object.assign(this.parts.bar.style, { position: isTall ? 'relative' : '', margin: lift ? `-${lift}px 0 ${lift}px` : '' });
    document.documentElement.style.scrollPaddingBottom = `${isTall ? EDGE : bar + EDGE}px`;
    this.parts.written.progress.style.height = `${height}px`;  // of an element in which little is styled anew
  }

  /**
   * The height of the page over a bar of this height, and by how much the bar is lifted into it: on a wide page it follows the question,
   * above the end of the list beside that; elsewhere a short page is stretched so that the bar stands at the bottom of the screen.
   */
  roomOver(bar) {
    const barTop = this.core.barTop();
    if (barTop === 0) return [Math.max(this.height, innerHeight - (this.form.getBoundingClientRect().top + scrollY) - bar)];
    const height = Math.max(this.height - bar, barTop);
    return [height, height - barTop];
  }

  /** How far a wide page is scrolled, whose list of questions stays on the screen. */
  scrolledNow() {
    return this.core.barTop() > 0 ? Math.max(0, -this.form.getBoundingClientRect().top) : 0;
  }

  /** Where the canvas begins in a page of `page` pixels of which it shows `height`. */
  canvasTop(page, height) {
    if (height >= page) return 0;
    const view = Math.max(0, -this.form.getBoundingClientRect().top);
    return Math.min(Math.max(0, Math.round(view - (height - innerHeight) / 2)), Math.ceil(page - height));
  }

  /** After scrolling came to rest: repaints only where the view left what is painted. */
  follow() {
    const view = -this.form.getBoundingClientRect().top;
    const { top, height } = this.shown;
    if (view < top && top > 0 || view + innerHeight > top + height && top + height < this.height || this.scrolledNow() !== this.scrolled)
      this.dirty();
  }
}
