// What leads out of the page, as far as a page can close it: menus, dragging, zooming by gesture, keys of the browser, links.
// What it cannot close (the browser's own keys, the edges of the screen) the machine's configuration does: scripts/deploy/kiosk.

import { button, element, words } from '../texts.mjs';

const ALLOWED_KEYS = new Set(['Tab', 'Enter', ' ', 'Backspace', 'Delete', 'Escape', 'Home', 'End', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Shift']);

const isPlainKey = ({ key, ctrlKey, metaKey, altKey }) => !ctrlKey && !metaKey && !altKey && (key.length === 1 || ALLOWED_KEYS.has(key));

/** A page of this site over the form, instead of the form. */
async function showPage(address, locale) {
  const html = await fetch(address).then((response) => (response.ok ? response.text() : '')).catch(() => '');
  const page = new DOMParser().parseFromString(html, 'text/html');
  const content = page.querySelector('main');
  if (!content) return;  // no link, or somebody between
  for (const link of content.querySelectorAll('a')) link.closest('p')?.remove();
  const close = button(words(locale, 'kiosk.close'), () => dialog.remove(), { className: 'primary' });
  Object.assign(content.querySelector('h1') ?? {}, { tabIndex: -1, autofocus: true });  // so that it is read from its beginning
  const dialog = element('dialog', { id: 'kiosk-page' }, ...content.children, element('div', { className: 'acts' }, close));
  dialog.setAttribute('aria-label', page.title);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

export function closeEscapes(locale) {
  const stop = (type, unless = () => false) =>
    addEventListener(type, (event) => { if (!unless(event)) event.preventDefault(); }, { capture: true, passive: false });
  stop('contextmenu');
  stop('dragstart');
  stop('dragover');
  stop('drop');
  stop('gesturestart');
  stop('wheel', (event) => !event.ctrlKey);
  stop('touchmove', (event) => event.touches.length < 2);
  stop('keydown', isPlainKey);
  addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    if (!link || link.hasAttribute('download')) return;
    event.preventDefault();
    if (new URL(link.href).pathname === '/privacy') showPage(link.href, locale);
  }, { capture: true });
}
