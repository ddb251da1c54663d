// What a page asks the worker to keep on the device (see worker.mjs).

import { surveyAddress } from '../survey.mjs';
import { inLanguage, localeAddress } from '../texts.mjs';

/** What the plain form is read with: the module, its words, the survey. */
export const plainFiles = () => [PLAIN, PLAIN_WASM, inLanguage(PLAIN_LOCALES), localeAddress(), surveyAddress()];

/**
 * This page as the server made it, for the worker, so that it does not come over the link twice; undefined where it holds what somebody
 * answered, as one that came back for correction. To be called before anything changes the page.
 */
export function untouchedPage(form) {
  const isAnswered = form.querySelector('#errors, [checked], [selected]:not([value=""]), textarea:not(:empty), input[type=text]:not([value=""])');
  const { lang, innerHTML } = document.documentElement;  // the root itself bears how this visitor sees pages (view.mjs)
  return isAnswered ? undefined : { address: location.href, html: `<!doctype html><html lang="${lang}">${innerHTML}</html>` };
}

export async function keep(addresses, page) {
  const { active } = await navigator.serviceWorker?.ready ?? {};
  active?.postMessage({ keep: addresses.map((address) => new URL(address, location.href).href), page });
}
