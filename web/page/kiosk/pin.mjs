// The staff's PIN. Who set the terminal up chose it: the command `otklik kiosk-pin` made a salted slow hash of it, and the terminal's launcher
// names that in the part of the address which no browser sends to a server (scripts/deploy/kiosk). So no page and no file of the site has it,
// and the device has the hash alone. Five wrong tries, then each one costs twice the wait of the last. A try is counted before it is checked,
// so that closing the page in between does not undo it.

import { transaction } from '../device/database.mjs';

const NAMED = /^#pin=(\d{6,7})\.([\w-]{22})\.([\w-]{43})$/;  // iterations, salt and hash
const ITERATIONS = 600_000;         // of a PIN of before, which was chosen on the terminal's own screen
const FREE_TRIES = 5;
const FIRST_WAIT = 30_000;          // milliseconds
const LONGEST_WAIT = 3_600_000;

const read = () => transaction(['state'], 'readonly', (state) => state.get('pin'));
const write = (pin) => transaction(['state'], 'readwrite', (state) => { state.put(pin, 'pin'); });

const bytesOf = (base64url) => Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt());
const areSame = (some, others) => some.every((byte, i) => byte === others[i]);

async function hash(digits, salt, iterations) {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(digits), 'PBKDF2', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, 256));
}

let taking;

/** Takes the PIN over that the address names, and off the address. The one that is known already keeps its tries. */
export function takeNamedPin() {
  const [, iterations, salt, hashed] = NAMED.exec(location.hash) ?? [];
  if (!hashed) return;
  history.replaceState(null, '', location.pathname + location.search);
  const named = { iterations: Number(iterations), salt: bytesOf(salt), hash: bytesOf(hashed), tries: 0, lockedUntil: 0 };
  taking = read().then((known) => (known?.iterations && areSame(named.hash, known.hash) ? undefined : write(named)));
  taking.catch(console.info);
}

/** 'named', 'before' (chosen on the screen, as it was done once), or nothing. */
export async function whichPin() {
  await taking;
  const pin = await read();
  return pin && (pin.iterations ? 'named' : 'before');
}

/** What may be one: six digits at least today, four of before. */
export const isPin = (digits) => /^\d{4,12}$/.test(digits);

/** {isRight, wait}: `wait` milliseconds before the next try counts. */
export async function checkPin(digits) {
  const pin = await read();
  const locked = pin.lockedUntil - Date.now();
  if (locked > 0) return { isRight: false, wait: locked };
  const tries = pin.tries + 1;
  const wait = tries < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - FREE_TRIES));
  await write({ ...pin, tries, lockedUntil: wait && Date.now() + wait });
  if (!areSame(await hash(digits, pin.salt, pin.iterations ?? ITERATIONS), pin.hash)) return { isRight: false, wait };
  await write({ ...pin, tries: 0, lockedUntil: 0 });
  return { isRight: true, wait: 0 };
}
