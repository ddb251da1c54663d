// What is kept and sent of a response: sealed to the wave's key before the device or the network gets it, so that neither holds an answer
// that anybody but the server could read.
//
// It is open as long as there is nothing to seal with: no cryptography in the browser, as at an address without https, no key of the wave,
// or a survey that never came. An answer that can be read on its way is better than one that is lost.

import { seal } from '../seal.mjs';
import { survey } from '../survey.mjs';
import { BLOCK, bytesOf } from './delivery.mjs';

const PATIENCE = 3_000;             // milliseconds for a survey that is still on its way when the response is finished

export const randomId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** A text padded to a multiple of 4 KiB, so that its size says nothing about the answers. */
function open(response) {
  const bare = bytesOf(JSON.stringify({ ...response, pad: '' }));
  return JSON.stringify({ ...response, pad: ' '.repeat((BLOCK - (bare % BLOCK)) % BLOCK) });
}

/** What is sealed is padded within. */
async function sealed({ id, wave, via, answers }, key) {
  const text = await seal(key, wave, id, { via, answers });
  return text && JSON.stringify({ id, wave, sealed: text });
}

/** The body of a response {id, wave, via, answers}. */
export async function envelope(response) {
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
  try {
    const known = await Promise.race([survey(), late]);
    const body = known?.wave === response.wave && known.key && await sealed(response, known.key);
    if (body) return body;
  } catch (error) {
    console.info(error);
  }
  return open(response);
}

/** The body again, sealed to the key that the server has now; nothing where that cannot be learnt. */
export async function envelopeAnew(response) {
  try {
    const known = await survey({ anew: true });
    return known.wave === response.wave && known.key ? await sealed(response, known.key) : undefined;
  } catch {
    return undefined;
  }
}
