/**
 * Whether this browser forgets what a page leaves on the device: those inside other apps and private windows have no service worker, and lose
 * their storage with the window. Told by that lack, not by a name. An address without https has no worker in any browser.
 */
export const forgets = isSecureContext && !navigator.serviceWorker;
