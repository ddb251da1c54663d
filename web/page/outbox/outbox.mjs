// The outbox: a finished response is written to the device before it goes to the network, and leaves the device only when the server
// has said that it is stored. Its random id makes the server store it once, however often it arrives.
//
// One flush runs at a time on a device, whichever tab or worker began it (Web Locks), so that no response is sent twice in parallel.
// What cannot go now waits: twice as long after every failure, up to an hour, half of it drawn at random so that devices that lost
// the same link do not come back together. When the visitor, or a link that returned, asks for another try, the waits begin anew: what
// failed for days says nothing about a link that is back. A wait that the server itself asked for (Retry-After) is kept to even then.

import { transaction } from '../device/database.mjs';
import { post } from './delivery.mjs';

const LOCK = 'otklik-outbox';
const MOST = 100;                   // responses in a request
const FIRST_PAUSE = 5_000;          // milliseconds
const LONGEST_PAUSE = 3_600_000;
const REST = { failures: 0, notBefore: 0, heldUntil: 0, most: MOST };

const channel = new BroadcastChannel('otklik-outbox');

/** Calls `listener` after every change, also by another tab or the worker. */
export function onChange(listener) {
  channel.addEventListener('message', listener);
  local.add(listener);
}
const local = new Set();

function changed() {
  channel.postMessage('changed');
  for (const listener of local) listener();
}

/** Keeps a response ({id, wave, body, after}), and forgets the draft it came from in the same transaction. */
export async function put(item) {
  await transaction(['outbox', 'draft'], 'readwrite', (outbox, draft) => {
    outbox.put(item);
    draft.clear();
  });
  changed();
}

/** {waiting: number, refused: [{id, reason}…], last: milliseconds of the clock or undefined, held: milliseconds still to wait}. */
export async function summary() {
  const [waiting, refused, last, schedule] = await transaction(['outbox', 'refused', 'state'], 'readonly', (outbox, refusals, state) =>
    [outbox.count(), refusals.getAll(), state.get('last'), state.get('schedule')]);
  return { waiting, refused: refused.map(({ id, reason }) => ({ id, reason })), last, held: Math.max(0, (schedule?.heldUntil ?? 0) - Date.now()) };
}

/** The text that says for how long, in milliseconds, the server asked not to be asked. */
export const heldWords = (held) => ['outbox.held', { n: Math.ceil(held / 60_000) }];

/** Where a response is: 'waiting', 'refused' with its reason, or 'sent' once the device has it no more. */
export async function whereIs(id) {
  const [waiting, refused] = await transaction(['outbox', 'refused'], 'readonly', (outbox, refusals) => [outbox.getKey(id), refusals.get(id)]);
  if (waiting) return { state: 'waiting' };
  return refused ? { state: 'refused', reason: refused.reason } : { state: 'sent' };
}

/** The whole of what waits, for a file that staff carry to the server. */
export const all = () => transaction(['outbox'], 'readonly', (outbox) => outbox.getAll());

/** Forgets a refused response. */
export async function dismiss(id) {
  await transaction(['refused'], 'readwrite', (refusals) => { refusals.delete(id); });
  changed();
}

/** Forgets responses that staff carried away in a file. */
export async function remove(ids) {
  await transaction(['outbox'], 'readwrite', (outbox) => { for (const id of ids) outbox.delete(id); });
  changed();
}

function shuffle(items) {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1));
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}

async function record(result, schedule) {
  await transaction(['outbox', 'refused', 'state'], 'readwrite', (outbox, refusals, state) => {
    for (const id of result.sent) outbox.delete(id);
    for (const { id, reason } of result.refused) {
      const taken = outbox.get(id);
      taken.onsuccess = () => refusals.put({ ...taken.result, reason });
      outbox.delete(id);
    }
    state.put(schedule, 'schedule');
    if (result.sent.length > 0) state.put(Date.now(), 'last');
  });
  changed();
}

function pauseAfter(failures) {
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1));
  return pause / 2 + Math.random() * pause / 2;
}

/**
 * The first `most` of the responses `ids` that are due, and where there is none, when the next one will be: {due: [item…], next}. A
 * terminal may hold hundreds, so no more are read than are looked for.
 */
async function readDue(ids, most, isDue) {
  const due = [];
  let next = Infinity;
  for (let at = 0; at < ids.length && due.length < most; at += MOST) {
    const items = await transaction(['outbox'], 'readonly', (outbox) => ids.slice(at, at + MOST).map((id) => outbox.get(id)));
    for (const item of items.filter(Boolean)) {
      if (isDue(item)) due.push(item);
      else next = Math.min(next, item.after);
    }
  }
  return { due: due.slice(0, most), next };
}

/** Sends until nothing more may go now; milliseconds until the next try is due, or null where nothing waits. */
async function sendDue(isAsked, isHurried) {
  let most = MOST;
  for (;;) {
    const [ids, kept] = await transaction(['outbox', 'state'], 'readonly', (outbox, state) => [outbox.getAllKeys(), state.get('schedule')]);
    if (ids.length === 0) return null;
    const schedule = { ...REST, ...kept };
    const now = Date.now();
    const from = Math.max(schedule.heldUntil, isAsked ? 0 : schedule.notBefore);
    if (from > now) return from - now;
    const { due, next } = await readDue(shuffle(ids), Math.min(most, schedule.most), ({ after }) => isHurried || after <= now);
    if (due.length === 0) return next - now;

    const result = await post(due);
    if (result.tooMuch) {
      most = Math.ceil(due.length / 2);
      continue;
    }
    const failures = result.later.length > 0 ? (isAsked ? 0 : schedule.failures) + 1 : 0;
    const pause = failures > 0 ? pauseAfter(failures) : 0;
    const ended = Date.now();
    await record(result, {
      failures, notBefore: pause && ended + pause, heldUntil: result.wait && ended + result.wait,
      most: result.tooMany ? Math.ceil(due.length / 2) : Math.min(MOST, schedule.most * 2),
    });
    if (failures > 0) return Math.max(pause, result.wait);
  }
}

/**
 * Sends what waits. `isAsked`: the visitor or a link that returned asks for it, so pauses after failures do not count; `isHurried`: staff
 * ask for it, so a kiosk's random delays do not either. Resolves to the milliseconds until the next try is due, or null.
 */
export function flush({ isAsked = false, isHurried = false } = {}) {
  return navigator.locks.request(LOCK, () => sendDue(isAsked, isHurried));
}
