// What a page asks the worker to keep on the device (see worker.mjs).

import { inLanguage, localeAddress } from '../texts.mjs';

/** What the plain form is read with: the module, its words, the survey. */
export const plainFiles = () => [PLAIN, PLAIN_WASM, inLanguage(PLAIN_LOCALES), localeAddress(), '/api/v1/survey'];

export async function keep(addresses) {
  const { active } = await navigator.serviceWorker?.ready ?? {};
  active?.postMessage({ keep: addresses.map((address) => new URL(address, location.href).href) });
}
