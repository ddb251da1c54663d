// When the app may take the page over: not while the visitor types, scrolls, touches, chooses or reads what is wrong; until then a button
// offers it. And never while the form is on its way.

import { isSending } from './sending.mjs';
import { button } from './texts.mjs';

const QUIET = 1000;                 // milliseconds without typing or scrolling

let lastMove = 0;
let pointerDown = false;
for (const type of ['scroll', 'input', 'keydown']) addEventListener(type, () => { lastMove = performance.now(); }, { passive: true, capture: true });
addEventListener('pointerdown', () => { pointerDown = true; }, true);
for (const type of ['pointerup', 'pointercancel']) addEventListener(type, () => { pointerDown = false; }, true);

const isTyping = () => document.activeElement?.matches('#errors, textarea, select, input:not([type=radio], [type=checkbox], [type=hidden])');
const isQuiet = () => !pointerDown && !isTyping() && (lastMove === 0 || performance.now() - lastMove >= QUIET);

const when = (holds) => new Promise((resolve) => {
  const look = () => (holds() ? resolve() : setTimeout(look, 200));
  look();
});

/** Resolves once the form is not being sent; where it was sent, never. */
export const unsent = (form) => when(() => !isSending(form));

/** A button under the form with these words; `pressed` resolves when it is. */
export function offer(form, text) {
  let press;
  const pressed = new Promise((resolve) => { press = resolve; });
  const shown = button(text, press, { id: 'app-offer', className: 'offer' });
  form.append(shown);
  return { pressed: pressed.then(() => shown.remove()), withdraw: () => shown.remove() };
}

/** Resolves when the app may take over: nobody is busy with the form, or the visitor asked for it. */
export async function invitation(form, text) {
  if (!isQuiet()) {
    const { pressed, withdraw } = offer(form, text);
    await Promise.race([pressed, when(isQuiet)]);
    withdraw();
  }
  await unsent(form);
}
