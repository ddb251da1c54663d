// One request to the server with up to 100 responses, and what its answer means for each of them. Whatever is not plainly an answer
// of our server (a captive portal's page, a proxy's error, silence) means: later.

import { BLOCK } from '../seal.mjs';

const ADDRESS = '/api/v1/responses';
const PATIENCE = 30_000;            // milliseconds for a request, and one more for each byte: the server's own pace

export const bytesOf = (text) => new TextEncoder().encode(text).length;

function batchOf(items) {
  const batch = `[${items.map(({ body }) => body).join(',')}]`;
  return batch + ' '.repeat((BLOCK - (bytesOf(batch) % BLOCK)) % BLOCK);
}

/** Milliseconds that a Retry-After header asks for, 0 where there is none. */
function retryAfter(response) {
  const value = response.headers.get('Retry-After');
  if (!value) return 0;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : 0;
}

/** What the visitor can be told: the first problem's code and limit, and in which part of the response it is; else the status alone. */
function reasonOf(status, problem) {
  const { code, limit, pointer } = problem?.errors?.[0] ?? {};
  return { status, code, limit, part: String(pointer).split('/')[1] };
}

const isStored = (status) => status === 200 || status === 201;
const isHopeless = (status) => status >= 400 && status < 500 && ![401, 404, 405, 407, 408, 425, 429].includes(status);

/** The answers themselves were found wrong, and nothing else. */
export const areAnswersWrong = ({ status, part } = {}) => status === 422 && part === 'answers';

/** The server does not have the key that a response was sealed to. */
export const isKeyUnknown = ({ code } = {}) => code === 'key-unknown';

/**
 * Whether what was refused for this reason may be taken another day: the wave is open again, the address is the right one again, the key is
 * back.
 */
export const canPass = ({ status, code } = {}) => status === 403 || status === 409 || ['key-unknown', 'not-sealed-so'].includes(code);

/**
 * Sends the items and resolves, never rejects, to
 *   {sent: [id…], refused: [{id, reason}…], later: [{id, isCrowd}…], hasFailed, wait, tooMuch}
 * `later`: what the answer itself puts off, `isCrowd` where too many come just now. `hasFailed`: there was no answer about single items, all of them come later. `wait`:
 * milliseconds the server asked for. `tooMuch`: the request as a whole was refused, so that fewer at once may pass.
 */
export async function post(items) {
  const result = { sent: [], refused: [], later: [], hasFailed: false, wait: 0, tooMuch: false };
  const body = batchOf(items);
  let response;
  let answer;
  try {
    response = await fetch(ADDRESS, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body, cache: 'no-store', redirect: 'error',
      signal: AbortSignal.timeout?.(PATIENCE + body.length),  // which an older browser lacks
    });
    answer = await response.json();
  } catch {
    answer = undefined;
  }
  if (response) result.wait = retryAfter(response);
  const isOurs = /^application\/(problem\+)?json/.test(response?.headers.get('Content-Type') ?? '') && answer;
  if (isOurs && isHopeless(response.status)) {
    // Who sends cross-site is refused whatever is sent.
    result.tooMuch = items.length > 1 && response.status !== 403;
    if (!result.tooMuch) result.refused = items.map(({ id }) => ({ id, reason: reasonOf(response.status, answer) }));
    return result;
  }
  if (!isOurs || !response.ok || !Array.isArray(answer.results)) return { ...result, hasFailed: true };
  const results = new Map(answer.results.map((one) => [one?.id, one]));
  for (const { id } of items) {
    const { status, problem } = results.get(id) ?? {};
    if (isStored(status)) result.sent.push(id);
    else if (isHopeless(status)) result.refused.push({ id, reason: reasonOf(status, problem) });
    else result.later.push({ id, isCrowd: status === 429 });
  }
  return result;
}
