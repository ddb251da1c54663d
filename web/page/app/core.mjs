// The WebAssembly module without generated glue: its imports, and texts in and out of its memory.

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Starts the module; `host` has draw, place, control and show, `atlas` the text (see web/bridge/bridge.h). */
export async function loadCore(url, host, atlas) {
  let memory;
  const text = (at, length) => decoder.decode(new Uint8Array(memory.buffer, at, length));
  const otklik = {
    text_layout(paragraph, at, length, size, weight, rgb, maxWidth, out, capacity) {
      const color = `#${rgb.toString(16).padStart(6, '0')}`;
      const widths = atlas.layout(paragraph, text(at, length), { size, weight, color }, maxWidth);
      new Float32Array(memory.buffer, out, capacity).set(widths.slice(0, capacity));
      return widths.length;
    },
    text_line(paragraph, line, out) {
      const place = atlas.line(paragraph, line);
      if (place) new Float32Array(memory.buffer, out, 6).set(place);
      return place ? 1 : 0;
    },
    text_empty: () => atlas.empty(),
    draw(vertices, vertexCount, indices, indexCount, commands, commandCount) {
      host.draw(new Uint8Array(memory.buffer, vertices, vertexCount * 20), new Uint32Array(memory.buffer, indices, indexCount),
        new Float32Array(memory.buffer, commands, commandCount * 6));
    },
    place: (at, count) => host.place(new Float32Array(memory.buffer, at, count * 5)),
    control: (at, length) => host.control(text(at, length)),
    show: (part, partLength, markup, length) => host.show(text(part, partLength), text(markup, length)),
  };
  // The C library's doors to an operating system: none of them is ever needed, a trap ends the app and the plain form goes on.
  const closed = new Proxy({}, { get: () => () => 0, has: () => true });
  const module = await WebAssembly.compileStreaming(fetch(url));
  const imports = { otklik };
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    if (from === 'otklik') continue;
    imports[from] ??= {};
    imports[from][name] = closed[name];
  }
  const { exports } = await WebAssembly.instantiate(module, imports);
  memory = exports.memory;
  exports._initialize?.();

  const give = (value) => {
    const bytes = encoder.encode(value);
    const at = exports.input(bytes.length);
    new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
  };
  return {
    start: (value) => (give(JSON.stringify(value)), exports.start() === 1),
    answers: (form) => (give(form), exports.answers()),
    act: (act) => (give(act), exports.act() === 1),
    release: (json) => (give(json), exports.release()),
    outgoing: () => (exports.outgoing(), text(exports.output(), exports.output_length())),
    forget: () => exports.forget(),
    frame: (...numbers) => exports.frame(...numbers),
    barHeight: () => exports.bar_height(),
    isComplete: () => exports.frame_complete() === 1,
  };
}
