// The survey that the server offers: as it said at the beginning of this visit or, where no link answers soon, of the last one, which the
// worker keeps.

import { inThisLanguage } from './texts.mjs';

/** Where it comes from: lines, of which the first three are the page's and the rest the modules' (shared/survey/survey_lines.h). */
export const surveyAddress = () => inThisLanguage('/app/survey');

/** {status}, and where there is a wave {wave, key, channels, lines: all of it as it came}. */
export async function askSurvey(cache) {
  const response = await fetch(surveyAddress(), { cache });
  if (!response.ok) return { status: response.status };
  const lines = await response.text();
  const [wave, key, channels] = lines.split('\n', 3);
  return { status: response.status, wave, key, channels: channels.split(' '), lines };
}

async function offered(cache) {
  const answer = await askSurvey(cache);
  if (!answer.wave) throw new Error(`${surveyAddress()}: ${answer.status}`);
  return answer;
}

let asking;

/** What askSurvey() says of the wave that is open, asked for once a page, or `anew`. */
export function survey({ anew = false } = {}) {
  if (anew) asking = undefined;
  asking ??= offered(anew ? 'no-store' : 'default').catch((error) => { asking = undefined; throw error; });
  return asking;
}
