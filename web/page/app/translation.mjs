// A translator, the browser's or an extension's, changes the words of the page: those that are painted it would not reach. It is known by
// what it does: it says so at the root, or puts its own text in the place of the form's.

const root = document.documentElement;

const isText = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '';
const isOfText = ({ type, removedNodes }) => type === 'characterData' || [...removedNodes].some(isText);

export class Translation {
  /** `found()` is called when somebody translates the page; `signal` ends the watch. */
  constructor(form, found, signal) {
    this.form = form;
    this.observer = new MutationObserver((records) => { if (this.isTold() || records.some(isOfText)) found(); });
    signal.addEventListener('abort', () => this.observer.disconnect());
  }

  /** Watches a page that is in `language`. */
  watch(language) {
    this.language = language;
    this.observer.observe(root, { attributeFilter: ['class', 'lang'] });
    this.observer.observe(this.form, { childList: true, characterData: true, subtree: true });
  }

  /** Whether the page says that it is translated. */
  isTold() {
    return root.lang !== this.language || /\btranslated-/.test(root.className) || this.form.querySelector('font') !== null;
  }

  /** What `work` does to the page's words is ours. */
  ours(work) {
    work();
    this.observer.takeRecords();
  }
}
