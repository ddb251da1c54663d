// A WebAssembly module without generated glue: its start, and texts in and out of its memory (see web/bridge/exchange.h).

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Values as a module reads them, one a line (shared/text/lines.h). */
export const lines = (...values) => values.map((value) => `${String(value).replace(/[\\\n]/g, (c) => (c === '\n' ? '\\n' : '\\\\'))}\n`).join('');

/** A locale file's content as lines. */
export function localeLines({ language, plurals, texts }) {
  const forms = Object.entries(texts).flatMap(([key, text]) => [text].flat().map((words) => [key, words]));
  return lines(language, plurals, forms.length, ...forms.flat());
}

/**
 * Starts the module at `url`, which imports `otklik` from the page. {exports, memory, text(at, length): a text in its memory, give(text):
 * hands it over to the next call, taken(): what a call left}.
 */
export async function loadModule(url, otklik = {}) {
  // The C library's doors to an operating system: none of them is ever needed, a trap ends the module and the plain form goes on.
  const closed = new Proxy({}, { get: () => () => 0, has: () => true });
  const module = await WebAssembly.compileStreaming(fetch(url));
  const imports = { otklik };
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    if (from === 'otklik') continue;
    imports[from] ??= {};
    imports[from][name] = closed[name];
  }
  const { exports } = await WebAssembly.instantiate(module, imports);
  const { memory } = exports;
  exports._initialize?.();
  const text = (at, length) => decoder.decode(new Uint8Array(memory.buffer, at, length));
  return {
    exports,
    memory,
    text,
    give(value) {
      const bytes = encoder.encode(value);
      const at = exports.input(bytes.length);
      new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
    },
    taken: () => text(exports.output(), exports.output_length()),
  };
}
