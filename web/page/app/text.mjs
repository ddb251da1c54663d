// Text for the painting: the browser breaks, shapes and draws whole lines; the atlas keeps them. Lines lie in shelves.
// The first texel stays white: every filled shape samples it.

const SIZE = 2048;
const PADDING = 2;
const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export class TextAtlas {
  /** @param upload (x, y, imageData) puts drawn pixels into the texture. */
  constructor(upload) {
    this.upload = upload;
    this.scratch = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    this.measure = document.createElement('canvas').getContext('2d');
    this.setScale(1);
  }

  static size = SIZE;

  setScale(scale) {
    this.scale = scale;
    this.empty();
  }

  empty() {
    this.x = this.y = PADDING;
    this.shelf = PADDING;
    const white = new ImageData(2, 2);
    white.data.fill(255);
    this.upload(0, 0, white);
  }

  font(size, weight) {
    return `${weight} ${size * this.scale}px ${FAMILY}`;
  }

  /** The lines of `text` no wider than `maxWidth` CSS pixels; a word that is wider is broken between graphemes. */
  breakLines(text, maxWidth) {
    const limit = maxWidth * this.scale;
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
        line = '';
        for (const { segment } of graphemes.segment(word)) {
          if (line && width(line + segment) > limit) {
            lines.push(line);
            line = '';
          }
          line += segment;
        }
      }
      lines.push(line.trimEnd());
    }
    return lines;
  }

  /** Room for a line, or null when the atlas is full. */
  room(width, height) {
    if (this.x + width + PADDING > SIZE) {
      this.x = PADDING;
      this.y += this.shelf + PADDING;
      this.shelf = 0;
    }
    if (this.y + height + PADDING > SIZE) return null;
    const place = { x: this.x, y: this.y };
    this.x += width + PADDING;
    this.shelf = Math.max(this.shelf, height);
    return place;
  }

  /** Lays out and draws; null when the atlas ran full (it is empty then). Sizes in CSS pixels, u and v in texture units. */
  layout(text, size, weight, color, maxWidth) {
    const font = this.font(size, weight);
    this.measure.font = font;
    const drawn = [];
    for (const line of this.breakLines(text, maxWidth)) {
      const width = Math.min(SIZE - 2 * PADDING, Math.max(1, Math.ceil(this.measure.measureText(line).width) + 2));
      const height = Math.ceil(size * this.scale * 1.45);
      const place = this.room(width, height);
      if (!place) {
        this.empty();
        return null;
      }
      const { canvas } = this.scratch;
      canvas.width = width;
      canvas.height = height;
      this.scratch.font = font;
      this.scratch.fillStyle = color;
      this.scratch.textBaseline = 'alphabetic';
      this.scratch.fillText(line, 0, Math.round(height * 0.72));
      this.upload(place.x, place.y, this.scratch.getImageData(0, 0, width, height));
      drawn.push({
        width: width / this.scale, height: height / this.scale,
        u0: place.x / SIZE, v0: place.y / SIZE, u1: (place.x + width) / SIZE, v1: (place.y + height) / SIZE,
      });
    }
    return drawn;
  }
}
