// Reads the plain form as the server does, by the same C++: what leaves the device is checked and redacted (see web/plain/exports.cpp).

import { loadModule } from '../module.mjs';

/** Loads what reads a form of `survey`; null where the module does not take it. `locale`: the words for what is wrong. */
export async function loadReader(url, survey, locale) {
  const { exports, give, taken } = await loadModule(url);
  give(JSON.stringify({ survey, locale }));
  if (exports.start() !== 1) return null;
  /** {answers} as they leave, or {html}: the form with what is wrong at its fields. */
  return (form) => {
    give(new URLSearchParams(new FormData(form)).toString());
    return exports.read() === 1 ? { answers: JSON.parse(taken()) } : { html: taken() };
  };
}
