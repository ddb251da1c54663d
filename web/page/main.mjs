// Brings the app to the plain form, once the form is quiet, and takes care that nothing is lost if it does not come.

import { Host } from './host.mjs';

const QUIET = 1000;       // milliseconds without typing or scrolling before the app may take over
const SLOW = ['slow-2g', '2g'];

const form = document.querySelector('form[data-survey]') ?? document.querySelector('main form');
const language = document.documentElement.lang || 'ru';
const link = navigator.connection;

let lastMove = 0;
let pointerDown = false;
for (const type of ['scroll', 'input', 'keydown']) addEventListener(type, () => { lastMove = performance.now(); }, { passive: true, capture: true });
addEventListener('pointerdown', () => { pointerDown = true; }, true);
for (const type of ['pointerup', 'pointercancel']) addEventListener(type, () => { pointerDown = false; }, true);

const isTyping = () => document.activeElement?.matches('textarea, select, input:not([type=radio], [type=checkbox], [type=hidden])');
const isQuiet = () => !pointerDown && !isTyping() && (lastMove === 0 || performance.now() - lastMove >= QUIET);

const quiet = () => new Promise((resolve) => {
  const look = () => (isQuiet() ? resolve() : setTimeout(look, 200));
  look();
});

const randomId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Pads the body to a multiple of 4 KiB, so that its size says nothing about the answers. */
function padded(submission) {
  const size = (value) => new TextEncoder().encode(JSON.stringify(value)).length;
  const bare = size({ ...submission, pad: '' });
  return JSON.stringify({ ...submission, pad: ' '.repeat((4096 - (bare % 4096)) % 4096) });
}

/** One submission keeps its id through all tries, so that it is stored once. */
function delivery(wave, via) {
  const id = form.elements.id?.value || randomId();
  return async (answers) => {
    const body = padded({ id, wave, via, answers: JSON.parse(answers) });
    try {
      const response = await fetch('/api/v1/responses', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
      if (response.ok) {
        if (form.elements.id) form.elements.id.value = randomId();  // what is sent from this form next is another response
        return { state: 'sent' };
      }
      const problem = await response.json().catch(() => ({}));
      return { state: 'refused', reason: problem.detail ?? problem.title ?? String(response.status) };
    } catch {
      return { state: 'refused', reason: '' };
    }
  };
}

/** A button that offers the app while it waits for a quiet moment, or after the visitor chose the plain form. Resolves when pressed. */
function offered(words) {
  const button = Object.assign(document.createElement('button'), { type: 'button', id: 'app-offer', className: 'offer', textContent: words });
  form.append(button);
  const pressed = new Promise((resolve) => { button.addEventListener('click', resolve, { once: true }); });
  return { pressed, withdraw: () => button.remove() };
}

/** Waits until the app may take over: nobody is busy with the form, or the visitor asked for it. */
async function invitation(words) {
  if (isQuiet()) return;
  const offer = offered(words);
  await Promise.race([offer.pressed, quiet()]);
  offer.withdraw();
}

async function left(reason, words) {
  document.documentElement.dataset.app = 'left';
  if (reason instanceof Error) console.warn(reason);
  if (reason !== 'asked for') return;
  const offer = offered(words);
  await offer.pressed;
  offer.withdraw();
  begin().catch(failed);
}

function failed(error) {
  document.documentElement.dataset.app = 'failed';
  console.warn(error);
}

async function begin() {
  const [survey, locale] = await Promise.all(['/api/v1/survey', LOCALES[language] ?? LOCALES.ru].map((url) =>
    fetch(url).then((response) => { if (!response.ok) throw new Error(`${url}: ${response.status}`); return response.json(); })));
  const words = locale.texts['app.offer'];
  const wave = form.elements.wave?.value || survey.wave;
  const host = new Host(form, delivery(wave, form.elements.via?.value || null), (reason) => left(reason, words));
  await host.load(WASM, survey.survey, locale);
  await invitation(words);
  if (!host.enter()) return;
  document.documentElement.dataset.app = 'on';
  const answer = await fetch('/api/v1/aggregates').catch(() => null);
  if (answer?.ok) host.release(await answer.text());
}

if (form && !matchMedia('(forced-colors: active)').matches && !link?.saveData && !SLOW.includes(link?.effectiveType)) begin().catch(failed);
