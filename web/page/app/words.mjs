// The words over their painting, so that they can be selected, copied and found by the browser's search: unseen but for what is highlighted.
// The painting tells what stands where; the form's texts that say the same are put there, and what the painting alone says is said once more,
// to no screen reader. They are laid once the page is at rest, as no frame may wait for them, and have no breaks but the painting's.

import { element } from './parts.mjs';

const REST = 250;         // milliseconds without a frame
const SIDES = ['left', 'center', 'right'];
const CONTROLS = 'label, a, button';
const HOLDERS = `p, h1, h2, h3, h4, legend, th, ${CONTROLS}`;  // see app.css
const NAMED = 'h1, th';   // a screen reader goes to them also where they are not painted
const SKIPPED = '[hidden], [role], select, textarea, .intro p, .paper';  // what is read out as it changes must not change here; what is not shown
const NOWHERE = { at: -1 };

/** The texts below `node`, and those that are laid already. */
function* textsOf(node) {
  if (node.nodeType === Node.TEXT_NODE ? node.data.trim() : node.className === 'app-words') yield node;
  else if (!node.matches?.(SKIPPED)) for (const child of node.childNodes) yield* textsOf(child);
}

const isPlaced = (text) => text.parentNode.closest('.app-placed') !== null;
const isAdded = (text) => text.ariaHidden === 'true';
const isInBar = (node) => node.closest('#app-bar') !== null;
const isNamed = (text) => text.parentNode.matches(NAMED);
/** Whether `place` is on what is `placed` there. */
const isOn = ({ target, x, y, width, height }, place) => place.isInBar === isInBar(target) &&
  place.x >= x - 1 && place.x < x + width && place.y >= y - 1 && place.y < y + height;

/** `text` as it is broken into `lines`: with the spaces between them, without a hyphen that only the painting has. */
function pieces(text, lines) {
  let at = 0;
  return lines.map((line) => {
    const from = at;
    at += line.length - (text.startsWith(line, at) ? 0 : 1);
    at += text.slice(at).match(/^[^\S\n]*\n?/)[0].length;
    return text.slice(from, at);
  });
}

/** A line of `width`. Of a long word the painting begins another one also where its first part would still fit: then no room is left. */
function lineOf(textContent, width, next, room) {
  const line = element('span', { textContent });
  if (width + next < room) line.style.marginRight = `${room - width}px`;
  return line;
}

export class Words {
  /** `ours(work)` does what no translator did. */
  constructor(form, { atlas, placing, ours }) {
    Object.assign(this, { form, atlas, placing, ours });
    this.laid = new Map();            // the elements that lie over their painting, to the lines that they are broken into
  }

  /** A frame was painted with these `paragraphs`: seven numbers each, see Written in web/paint/imports.h. */
  written(paragraphs) {
    this.paragraphs = paragraphs.slice();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.ours(() => this.lay()), REST);
  }

  /** Gives every text back to the plain form: in pieces, as a translator may hold them. */
  clear() {
    clearTimeout(this.resting);
    for (const words of this.laid.keys()) this.unwrap(words);
  }

  /** What lies where it did is not touched: the visitor may be selecting it. */
  lay() {
    this.form.normalize();
    const painted = this.painted();
    // What lies on a control is painted there; everything else takes what is left.
    const rank = (text) => (isAdded(text) ? 2 : isPlaced(text) ? 0 : 1);
    const places = new Map();
    for (const text of [...textsOf(this.form)].sort((one, other) => rank(one) - rank(other))) {
      const place = this.take(painted, text) ?? (isNamed(text) ? NOWHERE : undefined);
      if (place) places.set(text, place);
    }
    for (const words of this.laid.keys()) if (!places.has(words)) this.unwrap(words);
    const unsaid = painted.filter((place) => !this.isOfControl(place)).map((place) => [undefined, place]);
    let before;
    for (const [text, place] of [...places, ...unsaid].sort(([, one], [, other]) => one.at - other.at)) {
      const words = text ? this.wrapped(text) : this.added(place, before);
      this.layOver(words, place);
      if (place !== NOWHERE) before = words;
    }
  }

  /** The paragraphs with their texts and places, in the order of the painting. */
  painted() {
    const places = [];
    for (let at = 0; at < this.paragraphs.length; at += 7) {
      const [number, part, x, y, step, alignment, width] = this.paragraphs.subarray(at, at + 7);
      const { text, lines, widths: scaled, style } = this.atlas.paragraphs.get(number);
      const widths = scaled.map((each) => each / this.atlas.scale);
      const room = width || Math.max(...widths);
      if (text.trim()) places.push({ at, text: text.trim(), lines, widths, style, isInBar: part === 1, x, y, step, alignment, room });
    }
    return places;
  }

  /** Takes out of `painted` where a text stands. */
  take(painted, text) {
    const words = text.textContent.trim();
    const said = painted.filter((place) => place.text === words);
    const holder = this.placing.rectangleOf(text.parentNode.closest('.app-placed'));
    const place = said.find((each) => holder && isOn(holder, each)) ?? (text.parentNode.closest(CONTROLS) ? undefined : said[0]);
    if (place) painted.splice(painted.indexOf(place), 1);
    return place;
  }

  /** Buttons say more than is painted, or less. */
  isOfControl(place) {
    return place.isInBar || [...this.placing.placed.values()].some((each) => each.target.matches(CONTROLS) && isOn(each, place));
  }

  /** What the painting alone says, after the words that are painted before it. */
  added(place, before) {
    const text = new Text(place.text);
    const last = (isAdded(before ?? text) ? before : before?.parentNode)?.closest('form > *, fieldset > *, #app-panel *');
    if (!last) this.form.prepend(text);
    else (last.nextElementSibling?.matches('.other') ? last.nextElementSibling : last).after(text);
    const words = this.wrapped(text);
    words.ariaHidden = 'true';
    return words;
  }

  /** `text` in an element of its own. */
  wrapped(text) {
    if (this.laid.has(text)) return text;
    const said = text.data.trim();
    const part = text.splitText(text.data.indexOf(said));
    part.splitText(said.length);
    const words = element('span', { className: 'app-words' });
    part.replaceWith(words);
    words.append(element('span', { textContent: said }));  // a block, so that what is copied of two texts is two lines
    this.laid.set(words, '');
    return words;
  }

  unwrap(words) {
    this.laid.delete(words);
    if (isAdded(words)) words.remove();
    if (!words.isConnected) return;   // what it stood in was written anew, or translated as a whole
    if (isNamed(words)) words.parentNode.ariaLabel = null;
    words.parentNode.closest(HOLDERS)?.classList.remove('app-worded');
    for (const each of [words, ...words.querySelectorAll('span, wbr, br, i')]) each.replaceWith(...each.childNodes);
  }

  /** What is painted nowhere is not found, but still named. */
  layOver(words, place) {
    words.hidden = place === NOWHERE;
    if (isNamed(words)) words.parentNode.ariaLabel = words.hidden ? words.textContent.trim() : null;
    if (words.hidden) return;
    words.parentNode.closest(HOLDERS)?.classList.add('app-worded');
    this.break(words, place);
    const { x, y } = this.placing.rectangleOf(words.closest('.app-placed')) ?? { x: 0, y: 0 };
    const { size, weight } = place.style;
    Object.assign(words.style, {
      left: `${place.x - x}px`, top: `${place.y - y}px`, width: `${place.room}px`, textAlign: SIDES[place.alignment * 2],
      fontSize: `${size}px`, fontWeight: weight, lineHeight: `${place.step}px`, letterSpacing: `${this.atlas.letters * size}px`,
    });
  }

  break(words, { text, lines, widths, room }) {
    const said = JSON.stringify([lines, room]);
    if (this.laid.get(words) === said) return;
    this.laid.set(words, said);
    const [before, after] = words.textContent.split(text).map((textContent) => textContent && element('i', { textContent }));
    const parts = pieces(text, lines).flatMap((textContent, line) =>
      [lineOf(textContent, widths[line], widths[line + 1], room), element(textContent.includes('\n') ? 'br' : 'wbr', { ariaHidden: 'true' })]);
    words.firstChild.replaceChildren(...[before, ...parts.slice(0, -1), after].filter(Boolean));
  }
}
