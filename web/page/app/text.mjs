// Text for the painting: the browser breaks, shapes and draws whole lines; the atlas keeps those that are shown. Lines lie in shelves.
// The first texel stays white: every filled shape samples it.

const SIZE = 2048;
const LARGEST = 4096;
const PADDING = 4;        // device pixels between lines
const BORDER = 1;
const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const BASELINE = 0.72;    // of a line's height from its top
const HEIGHT = 1.45;      // of the box that a line is drawn in, in text sizes: glyphs with their marks, not the stylesheet's line height

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const LETTERS = /^\p{L}+$/u;
const VOWEL = /[аеёиоуыэюяaeiouy]/iu;
/** Whether a word may be broken with a hyphen before `at`: letters and a vowel on both sides, no sign alone, no consonant torn from its vowel. */
function isHyphenation(word, at) {
  const [before, after] = [word.slice(0, at).join(''), word.slice(at, at + 8).join('').replace(/\P{L}.*$/u, '')];
  return at >= 2 && after.length >= 2 && LETTERS.test(before.replace(/^\P{L}+/u, '')) && VOWEL.test(before) && VOWEL.test(word.slice(at).join('')) &&
    !/^[ьъй]/iu.test(after) && (VOWEL.test(word[at - 1]) || !VOWEL.test(word[at]));
}

export class TextAtlas {
  constructor(renderer) {
    this.renderer = renderer;
    this.scratch = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    this.measure = document.createElement('canvas').getContext('2d');
    this.size = SIZE;
    renderer.makeTexture(SIZE);
    this.forget(1, 0);
  }

  /** Forgets every paragraph. `scale`: device pixels in a CSS pixel; `letters`: what is added between letters, in text sizes. */
  forget(scale, letters) {
    Object.assign(this, { scale, letters });
    this.paragraphs = new Map();
    this.empty();
  }

  /** Takes every line out; they are drawn anew when they are asked for. */
  empty() {
    this.x = this.y = PADDING;
    this.shelf = PADDING;
    for (const paragraph of this.paragraphs.values()) paragraph.places = [];
    const white = new ImageData(2, 2);
    white.data.fill(255);
    this.renderer.upload(0, 0, white);
  }

  /** Makes the atlas larger, and empty; false where it cannot be. */
  grow() {
    if (this.size === LARGEST || !this.renderer.makeTexture(LARGEST)) return false;
    this.size = LARGEST;
    this.empty();
    return true;
  }

  use(context, { size, weight }) {
    context.font = `${weight} ${size * this.scale}px ${FAMILY}`;
    context.letterSpacing = `${this.letters * size * this.scale}px`;
  }

  /** The lines of `text` no wider than `maxWidth` CSS pixels; a word that is wider is broken between graphemes. */
  breakLines(text, maxWidth) {
    const limit = Math.min(maxWidth * this.scale, SIZE - 2 * PADDING - 2);
    const width = (line) => this.measure.measureText(line).width;
    const lines = [];
    for (const paragraph of text.split('\n')) {
      let line = '';
      for (const word of paragraph.split(/(?<=[ \u2014-])/u)) {
        if (width((line + word).trimEnd()) <= limit) {
          line += word;
          continue;
        }
        if (line) lines.push(line.trimEnd());
        line = word;
        if (width(word.trimEnd()) <= limit) continue;
        line = this.breakWord(word, (part) => width(part) <= limit, lines);
      }
      lines.push(line.trimEnd());
    }
    return lines;
  }

  /** Puts all of a long word but its last line into `lines`; returns that. It is hyphenated where it can be, else broken between graphemes. */
  breakWord(word, fits, lines) {
    let rest = [...graphemes.segment(word)].map(({ segment }) => segment);
    while (rest.length > 1 && !fits(rest.join('').trimEnd())) {
      let end = 1;
      while (end < rest.length && fits(rest.slice(0, end + 1).join(''))) end += 1;
      let hyphen = end;
      while (hyphen > 1 && !(isHyphenation(rest, hyphen) && fits(`${rest.slice(0, hyphen).join('')}-`))) hyphen -= 1;
      if (hyphen > 1) end = hyphen;
      lines.push(rest.slice(0, end).join('') + (hyphen > 1 ? '-' : ''));
      rest = rest.slice(end);
    }
    return rest.join('');
  }

  /** Room for a line, or null when the atlas is full. */
  room(width, height) {
    if (this.x + width + PADDING > this.size) {
      this.x = PADDING;
      this.y += this.shelf + PADDING;
      this.shelf = 0;
    }
    if (this.y + height + PADDING > this.size) return null;
    const place = { x: this.x, y: this.y };
    this.x += width + PADDING;
    this.shelf = Math.max(this.shelf, height);
    return place;
  }

  /** Device pixels, in the font that is in use. */
  widthOf(line) {
    return Math.max(1, Math.ceil(this.measure.measureText(line).width) + 2);
  }

  /** Keeps the lines of `text` under `number`; returns their widths in CSS pixels. */
  layout(number, text, style, maxWidth) {
    this.use(this.measure, style);
    const lines = this.breakLines(text, maxWidth);
    const widths = lines.map((line) => this.widthOf(line));
    this.paragraphs.set(number, { text, lines, widths, style, places: [] });
    return widths.map((width) => width / this.scale);
  }

  /** Where a line lies: width, height (CSS pixels), u0, v0, u1, v1 (texture units); null when the atlas is full. */
  line(number, index) {
    const { lines, widths, style, places } = this.paragraphs.get(number);
    places[index] ??= this.draw(lines[index], widths[index], style);
    return places[index];
  }

  draw(line, width, style) {
    const height = Math.ceil(style.size * this.scale * HEIGHT);
    const place = this.room(width, height);
    if (!place) return null;
    const { canvas } = this.scratch;
    // With an empty border, as what lay here before would shine through at the edges.
    canvas.width = width + 2 * BORDER;
    canvas.height = height + 2 * BORDER;
    this.use(this.scratch, style);
    this.scratch.fillStyle = style.color;
    this.scratch.textBaseline = 'alphabetic';
    this.scratch.fillText(line, BORDER, BORDER + Math.round(height * BASELINE));
    this.renderer.upload(place.x - BORDER, place.y - BORDER, this.scratch.getImageData(0, 0, canvas.width, canvas.height));
    const { x, y } = place;
    return [width / this.scale, height / this.scale, x / this.size, y / this.size, (x + width) / this.size, (y + height) / this.size];
  }
}
