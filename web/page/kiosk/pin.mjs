// The staff's PIN: kept on this device as a salted slow hash only. Five wrong tries, then each one costs twice the wait of the last.
// A try is counted before it is checked, so that closing the page in between does not undo it.

import { transaction } from '../device/database.mjs';

const ITERATIONS = 600_000;
const FREE_TRIES = 5;
const FIRST_WAIT = 30_000;          // milliseconds
const LONGEST_WAIT = 3_600_000;

const read = () => transaction(['state'], 'readonly', (state) => state.get('pin'));
const write = (pin) => transaction(['state'], 'readwrite', (state) => { state.put(pin, 'pin'); });

async function hash(digits, salt) {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(digits), 'PBKDF2', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS }, key, 256));
}

export const isPinSet = async () => Boolean(await read());

/** Four to twelve digits. */
export const isPin = (digits) => /^\d{4,12}$/.test(digits);

export async function setPin(digits) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  await write({ salt, hash: await hash(digits, salt), tries: 0, lockedUntil: 0 });
}

/** {isRight, wait}: `wait` milliseconds before the next try counts. */
export async function checkPin(digits) {
  const pin = await read();
  const locked = pin.lockedUntil - Date.now();
  if (locked > 0) return { isRight: false, wait: locked };
  const tries = pin.tries + 1;
  const wait = tries < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - FREE_TRIES));
  await write({ ...pin, tries, lockedUntil: wait && Date.now() + wait });
  const given = await hash(digits, pin.salt);
  if (given.some((byte, i) => byte !== pin.hash[i])) return { isRight: false, wait };
  await write({ ...pin, tries: 0, lockedUntil: 0 });
  return { isRight: true, wait: 0 };
}
