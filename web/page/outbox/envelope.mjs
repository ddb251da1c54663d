// What is kept and sent of a response: sealed to the wave's key before the device or the network gets it, so that neither holds an answer
// that anybody but the server could read.
//
// The key comes with the page, which is of one wave. A response is open where there is nothing to seal with: no cryptography in the
// browser, as at an address without https, or no key. An answer that can be read on its way is better than one that is lost.

import { seal } from '../seal.mjs';
import { survey } from '../survey.mjs';
import { BLOCK, bytesOf } from './delivery.mjs';

export const randomId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** A text padded to a multiple of 4 KiB, so that its size says nothing about the answers. */
function open(response) {
  const bare = bytesOf(JSON.stringify({ ...response, pad: '' }));
  return JSON.stringify({ ...response, pad: ' '.repeat((BLOCK - (bare % BLOCK)) % BLOCK) });
}

/** What is sealed is padded within. */
async function sealed({ id, wave, via, answers }, key) {
  const text = key && await seal(key, wave, id, { via, answers });
  return text && JSON.stringify({ id, wave, sealed: text });
}

/** The body of a response {id, wave, via, answers}. */
export async function envelope(response, key) {
  const body = await sealed(response, key).catch(console.info);
  return body || open(response);
}

/** The body again, sealed to the key that the server has now; nothing where that cannot be learnt. */
export async function envelopeAnew(response) {
  try {
    const known = await survey({ anew: true });
    return known.wave === response.wave ? await sealed(response, known.key) : undefined;
  } catch {
    return undefined;
  }
}
