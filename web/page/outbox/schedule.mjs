// When another try may be made: of everything after a request failed, or of one response that the server put off by itself.
//
// Every failure doubles the pause, up to an hour, half of it drawn at random so that devices that lost the same link do not come back
// together. When the visitor, or a link that returned, asks for another try, the pauses begin anew: what failed for days says nothing
// about a link that is back. A wait that the server itself asked for (Retry-After) is kept to even then.

const FIRST_PAUSE = 5_000;          // milliseconds
const LONGEST_PAUSE = 3_600_000;

/** Nothing has failed. */
export const READY = { failures: 0, notBefore: 0, heldUntil: 0 };

/** The time before which no try is made. */
export const startOf = ({ notBefore, heldUntil }, isAsked) => Math.max(heldUntil, isAsked ? 0 : notBefore);

/** What follows another failure, with which the server asked for `wait` milliseconds. */
export function putOff(before, isAsked, wait) {
  const failures = (isAsked ? 0 : before.failures) + 1;
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1));
  const now = Date.now();
  return { failures, notBefore: now + pause / 2 + Math.random() * pause / 2, heldUntil: wait && now + wait };
}
