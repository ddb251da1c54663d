// What is kept and sent of a response: sealed to the wave's key before the device or the network gets it, so that neither holds an answer
// that anybody but the server could read.
//
// The key comes with the page, which is of one wave. A response is open only where there is nothing to seal with: no cryptography in the
// browser, as at an address without https, or no key. An answer that can be read on its way is better than one that is lost. Where sealing
// fails that should work, as with a damaged key, nothing is made: what was promised to be sealed is not sent open.

import { BLOCK, seal } from '../seal.mjs';
import { survey } from '../survey.mjs';
import { bytesOf } from './delivery.mjs';

export const randomId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** A text padded to a multiple of 4 KiB, so that its size says nothing about the answers. */
function padded(response) {
  const bare = bytesOf(JSON.stringify({ ...response, pad: '' }));
  return JSON.stringify({ ...response, pad: ' '.repeat((BLOCK - (bare % BLOCK)) % BLOCK) });
}

/** What is sealed is padded within. Nothing where there is nothing to seal with. */
async function sealed({ id, wave, ...body }, key) {
  const text = key && await seal(key, wave, id, body);
  return text && JSON.stringify({ id, wave, sealed: text });
}

/** The body of a response {id, wave, via} with `answers` or `fields`; rejects where sealing fails. */
export const envelope = async (response, key) => await sealed(response, key) || padded(response);

/** {key, body} of a response that the server cannot open, sealed to the key that it has now; nothing where that is still `key`, or unknown. */
export async function envelopeAnew(response, key) {
  try {
    const known = await survey({ anew: true });
    if (known.wave !== response.wave || known.key === key) return undefined;
    const body = await sealed(response, known.key);
    return body && { key: known.key, body };
  } catch {
    return undefined;
  }
}
