// How this visitor wants to see every page: size, colours, spacing, motion. It is put on the root element before anything is painted, and
// remembered on this device only; at a kiosk it ends with the page. Whoever paints (web/page/app/) hears "viewchange".

const PLACE = 'view';
const root = document.documentElement;

/** What is put on the root element now: what differs from what the visitor's system asks for. */
let applied = {};

function apply(view) {
  for (const name of Object.keys(applied)) delete root.dataset[name];
  Object.assign(root.dataset, view);
  applied = view;
  document.dispatchEvent(new Event('viewchange'));
}

function remembered() {
  try {
    const isWord = (word) => /^[a-z0-9]+(-[a-z]+)*$/.test(word);
    return Object.fromEntries(Object.entries(JSON.parse(localStorage.getItem(PLACE))).filter((setting) => setting.every(isWord)));
  } catch {
    return {};
  }
}
function remember(view) {
  try {
    if (Object.keys(view).length > 0) localStorage.setItem(PLACE, JSON.stringify(view));
    else localStorage.removeItem(PLACE);
  } catch { /* a browser that stores nothing: until the page goes */ }
}

apply(remembered());
root.dataset.view = '';  // there is somebody who does what the panel says

addEventListener('DOMContentLoaded', () => {
  const panel = document.getElementById('view');
  const radios = [...panel.querySelectorAll('input')];
  const settingOf = ({ name }) => name.slice('view-'.length);
  // The panel is what knows which settings there are: the first value of each is what the visitor's system asks for.
  const isOwn = (radio) => !radio.defaultChecked;
  const known = (view) => Object.fromEntries(radios.filter((radio) => isOwn(radio) && view[settingOf(radio)] === radio.value)
    .map((radio) => [settingOf(radio), radio.value]));
  const show = () => {
    for (const radio of radios)
      radio.checked = isOwn(radio) ? radio.value === applied[settingOf(radio)] : !(settingOf(radio) in applied);
  };
  const choose = (view) => {
    apply(view);
    if (panel.dataset.forgets === undefined) remember(view);
    show();
  };
  panel.addEventListener('change', () => {
    choose(Object.fromEntries(radios.filter((radio) => radio.checked && isOwn(radio)).map((radio) => [settingOf(radio), radio.value])));
  });
  panel.querySelector('button').addEventListener('click', () => choose({}));
  const again = () => {
    apply(known(remembered()));
    show();
  };
  addEventListener('storage', again);                                                // another page of this site
  addEventListener('pageshow', ({ persisted }) => { if (persisted) again(); });      // back from one
  again();
});
