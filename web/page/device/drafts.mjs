// The one draft of a device: {wave, entries, question, savedAt}. It goes when it is sent, taken away by the visitor, or a day old.

import { transaction } from './database.mjs';

const KEPT = 24 * 3_600_000;        // milliseconds

const change = (work) => transaction(['draft'], 'readwrite', work);

export const putDraft = (draft) => change((drafts) => { drafts.put(draft, 'draft'); });
export const dropDraft = () => change((drafts) => { drafts.clear(); });

/** The draft that is kept, if any; one that is too old is taken away. */
export async function currentDraft() {
  const draft = await transaction(['draft'], 'readonly', (drafts) => drafts.get('draft'));
  if (!draft) return undefined;
  const age = Date.now() - draft.savedAt;
  if (age >= 0 && age < KEPT) return draft;
  await dropDraft();
  return undefined;
}
