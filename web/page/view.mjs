// How this visitor wants to see every page: size, colours, spacing, motion. It is put on the root element before anything is painted, and
// remembered on this device only; at a kiosk it ends with the page. Whoever paints (web/page/app/) hears "viewchange".

const SETTINGS = {
  size: ['150', '200', '300'],
  scheme: ['dark', 'black-on-white', 'white-on-black', 'blue-on-light-blue'],
  letters: ['wide'],
  lines: ['wide'],
  motion: ['off'],
};
const PLACE = 'view';
const root = document.documentElement;

function apply(view) {
  for (const [name, values] of Object.entries(SETTINGS)) {
    if (values.includes(view[name])) root.dataset[name] = view[name];
    else delete root.dataset[name];
  }
  document.dispatchEvent(new Event('viewchange'));
}

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(PLACE)) ?? {};
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
  const show = () => {
    for (const radio of radios) {
      const chosen = root.dataset[settingOf(radio)];
      radio.checked = chosen ? radio.value === chosen : !SETTINGS[settingOf(radio)].includes(radio.value);
    }
  };
  const choose = (view) => {
    apply(view);
    if (panel.dataset.forgets === undefined) remember(view);
    show();
  };
  panel.addEventListener('change', () => {
    const chosen = radios.filter((radio) => radio.checked && SETTINGS[settingOf(radio)].includes(radio.value));
    choose(Object.fromEntries(chosen.map((radio) => [settingOf(radio), radio.value])));
  });
  panel.querySelector('button').addEventListener('click', () => choose({}));
  const again = () => {
    apply(remembered());
    show();
  };
  addEventListener('storage', again);                                                // another page of this site
  addEventListener('pageshow', ({ persisted }) => { if (persisted) again(); });      // back from one
  show();
});
