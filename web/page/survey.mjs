// The survey that the server offers: as it said at the beginning of this visit or, where no link answers soon, of the last one, which the
// worker keeps.

const ADDRESS = '/api/v1/survey';

let asking;

async function ask(cache) {
  const response = await fetch(ADDRESS, { cache });
  if (!response.ok) throw new Error(`${ADDRESS}: ${response.status}`);
  return response.json();
}

/** {wave, key, channels, survey…}, asked for once a page, or `anew`. */
export function survey({ anew = false } = {}) {
  if (anew) asking = undefined;
  asking ??= ask(anew ? 'no-store' : 'default').catch((error) => { asking = undefined; throw error; });
  return asking;
}
