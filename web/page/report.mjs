// What the report's page does where there is script: it prints, and unfolds for who has room or paper in browsers whose stylesheets cannot.

const button = document.getElementById('print');
if (button) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

if (!CSS.supports('selector(::details-content)')) {
  const folds = [...document.querySelectorAll('main details.fold')];
  // As in report.css: from 48 letters of width.
  const wide = matchMedia('(min-width: 48rem)');
  const unfold = () => {
    for (const fold of folds) if (!fold.classList.contains('closed')) fold.open = wide.matches;
  };
  unfold();
  wide.addEventListener('change', unfold);
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = folds.filter(({ open }) => !open);
    for (const fold of folded) fold.open = true;
  });
  addEventListener('afterprint', () => {
    for (const fold of folded) fold.open = false;
  });
}
