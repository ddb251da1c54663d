// What a reader's programs see in the report's files: cells, not bytes.

import { inflateRawSync } from 'node:zlib';

/** Rows of fields, quotes taken off, as RFC 4180 says. */
export function csvRows(text, separator) {
  const rows = [[]];
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}\r\n]*))(${separator}|\r\n|$)`, 'y');
  for (let at = 0; at < text.length; at = field.lastIndex) {
    field.lastIndex = at;
    const [, quoted, plain, end] = field.exec(text);
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

/** Files of a ZIP archive by name, read from its central directory. */
function unzipped(bytes) {
  const files = new Map();
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from('PK\x05\x06')) + 16);
  for (; bytes.readUInt32LE(at) === 0x02014b50;) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength), local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    files.set(name, (bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(content) : content).toString('utf8'));
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}

const plainText = (xml) => xml.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');

/** Sheets of a workbook: name, rows of their non-empty cells (numbers as numbers), and how many charts it has. */
export function workbook(bytes) {
  const files = unzipped(bytes);
  const strings = [...files.get('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, content]) => plainText(content));
  const sheets = [...files.get('xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].map(([, name], index) => {
    const rows = [...files.get(`xl/worksheets/sheet${index + 1}.xml`).matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row]) =>
      [...row.matchAll(/<c r="[A-Z]+\d+"([^>]*)><v>([^<]*)<\/v>/g)].map(([, kind, value]) => (kind.includes('t="s"') ? strings[value] : Number(value))));
    return { name: plainText(name), rows };
  });
  return { sheets, charts: [...files.keys()].filter((name) => name.startsWith('xl/charts/')).length, files };
}
