// The interface's words on the page, from the same locale files as the server's and the app's.

export const language = document.documentElement.lang;

/** An address of the server's in a language: the main one needs no mark. */
export const addressIn = (code, path) => (code === MAIN_LANGUAGE ? path : `${path}?lang=${code}`);
export const inThisLanguage = (path) => addressIn(language, path);

/** The address of the file of the page's language. */
export const inLanguage = (files) => new URL(files[language] ?? files[MAIN_LANGUAGE], location.href).href;
/** Where the page's own texts come from. */
export const localeAddress = () => inLanguage(LOCALES);

/** The locale file of the page's language; with `addition`, another file's texts over it (the kiosk's own words). */
export async function loadLocale(addition) {
  const files = [LOCALES, addition].filter(Boolean).map(inLanguage);
  const [locale, more] = await Promise.all(files.map(async (address) => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response.json();
  }));
  return { ...locale, texts: { ...locale.texts, ...more?.texts } };
}

let loading;
/** The page's own locale, loaded once. */
export const pageLocale = () => {
  loading ??= loadLocale().catch((error) => { loading = undefined; throw error; });
  return loading;
};

/** The words of `key` with each {name} replaced; with {n: number} in the plural form that fits it (see locales.mjs). */
export function words({ plurals, texts }, key, values = {}) {
  const found = texts[key] ?? key;
  const form = typeof found === 'string' ? found : found[plurals[values.n < 100 ? values.n : 100 + values.n % 100]];
  return form.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** Why a response was refused ({status, code, limit}), in words. */
export function reasonWords(locale, { status, code, limit } = {}) {
  if (status === 409) return words(locale, 'problem.wave-closed');
  const key = `problem.${code}`;
  return locale.texts[key] ? words(locale, key, { limit }) : words(locale, 'outbox.reason');
}

export const element = (tag, attributes = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
};

/** A button with these words, after `signs`. */
export const button = (text, act, attributes = {}, ...signs) => {
  const made = element('button', { type: 'button', ...attributes }, ...signs, text);
  made.addEventListener('click', act);
  return made;
};
