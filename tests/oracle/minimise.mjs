// Makes a failing case small: drops elements, items, members and answers for as long as it fails.

/** Every way to take one thing out of `json`, as functions that return a copy without it; large things first. */
function cuts(json) {
  const paths = [];
  const walk = (value, path) => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      const inner = [...path, Array.isArray(value) ? Number(key) : key];
      paths.push(inner);
      walk(value[key], inner);
    }
  };
  walk(json, []);
  const size = (path) => JSON.stringify(path.reduce((value, key) => value[key], json)).length;
  return paths.map((path) => ({ path, size: size(path) })).sort((a, b) => b.size - a.size).map(({ path }) => without(path));
}
const without = (path) => (json) => {
  const copy = structuredClone(json);
  const owner = path.slice(0, -1).reduce((value, key) => value?.[key], copy);
  const last = path.at(-1);
  if (typeof owner !== 'object' || owner === null || !(last in owner)) return null;
  if (Array.isArray(owner)) owner.splice(last, 1);
  else delete owner[last];
  return copy;
};

/** The smallest found of {definition, answers, …} of which `fails` still holds. */
export async function minimised(whole, fails) {
  let small = whole;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const member of ['definition', 'answers']) {
      for (const cut of cuts(small[member])) {
        const less = cut(small[member]);
        if (less === null) continue;
        const tried = { ...small, [member]: less };
        if (!await fails(tried).catch(() => false)) continue;
        small = tried;
        isSmaller = true;
        break;  // the paths are others now
      }
    }
  }
  return small;
}
