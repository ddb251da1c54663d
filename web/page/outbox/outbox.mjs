// The outbox: a finished response is written to the device before it goes to the network, and leaves the device only when the server
// has said that it is stored. Its random id makes the server store it once, however often it arrives.
//
// One flush runs at a time on a device, whichever tab or worker began it (Web Locks), so that no response is sent twice in parallel.
// A request that failed holds everything for a while; what an answer says of one response (that the server does not take it now, as it
// does not know its wave) holds that response alone. What is refused stays on the device until somebody sends it again or throws it away.

import { transaction } from '../device/database.mjs';
import { post } from './delivery.mjs';
import { READY, putOff, startOf } from './schedule.mjs';

const LOCK = 'otklik-outbox';
const REST = { ...READY, later: {} };

const channel = new BroadcastChannel('otklik-outbox');

/**
 * Calls `listener({data})` after every change, also by another tab or the worker, until what is returned is called; `data`: how many
 * responses the server took.
 */
export function onChange(listener) {
  channel.addEventListener('message', listener);
  local.add(listener);
  return () => {
    channel.removeEventListener('message', listener);
    local.delete(listener);
  };
}
const local = new Set();

function changed(sent = 0) {
  channel.postMessage(sent);
  for (const listener of local) listener({ data: sent });
}

const taken = new Set();            // ids of what the server said to this page that it stored
const removed = new Set();          // of what this page threw away

/**
 * Keeps a response ({id, wave, body, after}), and forgets in the same transaction what it came from: the draft, its refused self. Resolves
 * to when a response last went out before, for whereIs().
 */
export async function put(item) {
  const last = await transaction(['outbox', 'draft', 'refused', 'state'], 'readwrite', (outbox, draft, refusals, state) => {
    outbox.put(item);
    draft.clear();
    refusals.delete(item.id);
    return state.get('last');
  });
  changed();
  return last;
}

/**
 * {waiting: number, later: how many of them are of a survey that the server does not take now, refused: [{id, reason, isSealed}…], last:
 * milliseconds of the clock or undefined, held: milliseconds that the server asked to wait before anything more is sent}.
 */
export async function summary() {
  const [waiting, refused, last, kept] = await transaction(['outbox', 'refused', 'state'], 'readonly', (outbox, refusals, state) =>
    [outbox.getAllKeys(), refusals.getAll(), state.get('last'), state.get('schedule')]);
  const { heldUntil, later } = { ...REST, ...kept };
  const until = Math.max(heldUntil, Math.min(...waiting.map((id) => later[id]?.heldUntil ?? 0)));
  return {
    waiting: waiting.length, later: waiting.filter((id) => later[id] && !later[id].isCrowd).length, last,
    refused: refused.map(({ id, reason, body }) => ({ id, reason, isSealed: 'sealed' in JSON.parse(body) })),
    held: waiting.length > 0 ? Math.max(0, until - Date.now()) : 0,
  };
}

/** The text that says for how long, in milliseconds, the server asked not to be asked. */
export const heldWords = (held) => ['outbox.held', { n: Math.ceil(held / 60_000) }];

/**
 * Where a response is: 'waiting', 'refused' with its reason, or, once the device has it no more, 'sent' where the server said so or
 * something went out after `last`, which put() or retry() gave; else 'lost', as where the device's storage was cleared.
 */
export async function whereIs(id, last) {
  if (taken.has(id)) return { state: 'sent' };
  const [waiting, refused, now] = await transaction(['outbox', 'refused', 'state'], 'readonly', (outbox, refusals, state) =>
    [outbox.getKey(id), refusals.get(id), state.get('last')]);
  if (waiting) return { state: 'waiting' };
  if (refused) return { state: 'refused', reason: refused.reason };
  return { state: now && now !== last && !removed.has(id) ? 'sent' : 'lost' };
}

/** All that is on the device, for a file that staff carry to the server: [waiting, refused]; what waits is marked with when that was. */
export function carry() {
  const savedAt = Date.now();
  return transaction(['outbox', 'refused'], 'readwrite', (outbox, refusals) => {
    const waiting = outbox.getAll();
    waiting.onsuccess = () => { for (const item of waiting.result) outbox.put({ ...item, savedAt }); };
    return [waiting, refusals.getAll()];
  });
}

/** What waits and is in the file that was saved last. */
export const carried = async () =>
  (await transaction(['outbox'], 'readonly', (outbox) => outbox.getAll())).filter(({ savedAt }) => savedAt);

/** Throws responses away that are in `store`; resolves to how many of them were there. */
export async function remove(store, ids) {
  const found = await transaction([store], 'readwrite', (items) => {
    const keys = ids.map((id) => items.getKey(id));
    for (const id of ids) items.delete(id);
    return keys;
  });
  for (const id of ids) removed.add(id);
  changed();
  return found.filter(Boolean).length;
}

/** Moves a response, changed, to another store, unless it is there no more. */
function move(id, from, to, change) {
  const found = from.get(id);
  found.onsuccess = () => {
    if (!found.result) return;
    to.put(change(found.result));
    from.delete(id);
  };
}

/**
 * Puts refused responses, with these `changes`, among those that wait: what was refused once may be taken now. Resolves to when a response
 * last went out before.
 */
export async function retry(ids, changes) {
  const last = await transaction(['outbox', 'refused', 'state'], 'readwrite', (outbox, refusals, state) => {
    for (const id of ids) move(id, refusals, outbox, ({ reason, ...item }) => ({ ...item, ...changes }));
    return state.get('last');
  });
  changed();
  return last;
}

function shuffle(items) {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1));
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}

async function record({ sent, refused }, schedule) {
  for (const id of sent) taken.add(id);
  await transaction(['outbox', 'refused', 'state'], 'readwrite', (outbox, refusals, state) => {
    for (const id of sent) outbox.delete(id);
    for (const { id, reason } of refused) move(id, outbox, refusals, (item) => ({ ...item, reason }));
    state.put(schedule, 'schedule');
    if (sent.length > 0) state.put(Date.now(), 'last');
  });
  changed(sent.length);
}

/**
 * The first `most` of the responses `ids` that are due, and where there is none, when the next one will be: {due: [item…], next}. A
 * terminal may hold hundreds, so no more are read than are looked for.
 */
async function readDue(ids, most, isDue) {
  const due = [];
  let next = Infinity;
  for (let at = 0; at < ids.length && due.length < most; at += RESPONSES_IN_A_REQUEST) {
    const items = await transaction(['outbox'], 'readonly', (outbox) => ids.slice(at, at + RESPONSES_IN_A_REQUEST).map((id) => outbox.get(id)));
    for (const item of items.filter(Boolean)) {
      if (isDue(item)) due.push(item);
      else next = Math.min(next, item.after);
    }
  }
  return { due: due.slice(0, most), next };
}

/** The schedule after a request with the responses `due`. */
function scheduleAfter(result, before, due, isAsked) {
  const later = { ...before.later };
  if (!result.hasFailed) for (const { id } of due) delete later[id];
  for (const { id, isCrowd } of result.later) later[id] = { ...putOff(before.later[id] ?? READY, isAsked, result.wait), isCrowd };
  return { ...result.hasFailed ? putOff(before, isAsked, result.wait) : READY, later };
}

/** Sends until nothing more may go now; milliseconds until the next try is due, or null where nothing waits. */
async function sendDue(isAsked, isHurried) {
  let most = RESPONSES_IN_A_REQUEST;
  const tried = new Set();  // what the server put off comes later, however much it is asked for now
  for (;;) {
    const [ids, kept] = await transaction(['outbox', 'state'], 'readonly', (outbox, state) => [outbox.getAllKeys(), state.get('schedule')]);
    if (ids.length === 0) return null;
    const schedule = { ...REST, ...kept };
    const now = Date.now();
    const from = startOf(schedule, isAsked);
    if (from > now) return from - now;
    const timesOf = (id) => schedule.later[id] ?? READY;
    const isReady = (id) => !tried.has(id) && startOf(timesOf(id), isAsked) <= now;
    const { due, next } = await readDue(shuffle(ids.filter(isReady)), most, ({ after }) => isHurried || after <= now);
    if (due.length === 0) return Math.min(next, ...ids.filter((id) => !isReady(id)).map((id) => startOf(timesOf(id)))) - now;

    const result = await post(due);
    if (result.tooMuch) {
      most = Math.ceil(due.length / 2);
      continue;
    }
    for (const { id } of result.later) tried.add(id);
    const following = scheduleAfter(result, schedule, due, isAsked);
    await record(result, following);
    if (result.hasFailed) return startOf(following) - Date.now();
  }
}

/**
 * Sends what waits. `isAsked`: the visitor or a link that returned asks for it, so pauses after failures do not count; `isHurried`: staff
 * ask for it, so a kiosk's random delays do not either. Resolves to the milliseconds until the next try is due, or null.
 */
export function flush({ isAsked = false, isHurried = false } = {}) {
  const send = () => sendDue(isAsked, isHurried);
  // Without a secure address there are no locks: then two tabs may send the same, which the server stores once.
  return navigator.locks ? navigator.locks.request(LOCK, send) : send();
}
