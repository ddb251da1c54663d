// What the device keeps, in one IndexedDB database. Every change is one transaction that is on the disk when it resolves.
//
//   outbox    responses on their way: {id, wave, body, after}, and `savedAt` once staff saved them to a file; the body is sealed (see
//             outbox/envelope.mjs), or open as an older client left it; keys are random, so their order says nothing
//   refused   responses that the server did not take, the same with the `reason`: they stay until they are sent again or thrown away
//   draft     'draft': unfinished answers
//   state     'schedule': when the next try is due, of everything and of what the server puts off; 'last': when a response last went out;
//             'pin': the staff's, hashed

const NAME = 'otklik';
const STORES = { outbox: { keyPath: 'id' }, refused: { keyPath: 'id' }, draft: {}, state: {} };

let opening;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const [name, options] of Object.entries(STORES)) request.result.createObjectStore(name, options);
    };
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = database.onclose = () => { database.close(); opening = undefined; };
      resolve(database);
    };
    request.onerror = () => { opening = undefined; reject(request.error); };
  });
  return opening;
}

/** A transaction; where the system has closed the connection without a word, as iOS does behind a page in the background, over a new one. */
async function begin(names, mode) {
  const connection = open();
  const start = (database) => database.transaction(names, mode, { durability: 'strict' });
  try {
    return start(await connection);
  } catch (error) {
    if (error.name !== 'InvalidStateError') throw error;
    if (opening === connection) opening = undefined;
    return start(await open());
  }
}

/**
 * Runs `work(...stores)`, which issues all its requests at once, in one transaction. Resolves after the commit, to the result of the
 * request (or array of requests) that `work` returns; rejects where the browser keeps nothing (storage full, refused or broken).
 */
export async function transaction(names, mode, work) {
  const running = await begin(names, mode);
  const committed = new Promise((resolve, reject) => {
    running.oncomplete = resolve;
    running.onabort = () => reject(running.error ?? new DOMException('the transaction was aborted', 'AbortError'));
  });
  const requests = work(...names.map((name) => running.objectStore(name)));
  await committed;
  return Array.isArray(requests) ? requests.map(({ result }) => result) : requests?.result;
}
