// The app's module: what it asks of the page, and what the page may call (see web/paint/imports.h and web/bridge/exports.cpp).

import { lines, loadModule, localeLines } from '../module.mjs';

// The bits of what a call changed.
const SEND = 1;
const MOVED = 2;

const changed = (bits) => ({ send: (bits & SEND) !== 0, moved: (bits & MOVED) !== 0 });

/** Starts the module; `host` has draw, place, written, control and show, `atlas` the text. */
export async function loadCore(url, host, atlas) {
  let core;
  const text = (at, length) => core.text(at, length);
  const buffer = () => core.memory.buffer;
  core = await loadModule(url, {
    text_layout(paragraph, at, length, size, weight, rgb, maxWidth, out, capacity) {
      const color = `#${rgb.toString(16).padStart(6, '0')}`;
      const widths = atlas.layout(paragraph, text(at, length), { size, weight, color }, maxWidth);
      new Float32Array(buffer(), out, capacity).set(widths.slice(0, capacity));
      return widths.length;
    },
    text_line(paragraph, line, out) {
      const place = atlas.line(paragraph, line);
      if (place) new Float32Array(buffer(), out, 6).set(place);
      return place ? 1 : 0;
    },
    text_empty: () => atlas.empty(),
    draw(vertices, vertexCount, indices, indexCount, commands, commandCount) {
      host.draw(new Uint8Array(buffer(), vertices, vertexCount * 20), new Uint32Array(buffer(), indices, indexCount),
        new Float32Array(buffer(), commands, commandCount * 6));
    },
    place: (at, count) => host.place(new Float32Array(buffer(), at, count * 5)),
    written: (at, count) => host.written(new Float32Array(buffer(), at, count * 7)),
    control: (at, length) => host.control(text(at, length)),
    show: (part, partLength, markup, length) => host.show(text(part, partLength), text(markup, length)),
  });
  const { exports, give, taken } = core;
  return {
    /** `survey`: as it came, see survey.mjs. */
    start({ open, kiosk, form, locale, survey }) {
      give(lines(open, kiosk ? 1 : 0, form) + localeLines(locale) + survey);
      return exports.start() === 1;
    },
    /** What a call changed: {send: the response should go out now, moved: another screen, or another question, is shown}. */
    answers: (form) => (give(form), changed(exports.answers())),
    act: (act) => (give(act), changed(exports.act())),
    results: (preview) => (give(preview), exports.results()),
    outgoing: () => (exports.outgoing(), taken()),
    forget: () => exports.forget(),
    frame: (...numbers) => exports.frame(...numbers),
    barHeight: () => exports.bar_height(),
    barTop: () => exports.bar_top(),
    keysHeight: () => exports.keys_height(),
    isComplete: () => exports.frame_complete() === 1,
  };
}
