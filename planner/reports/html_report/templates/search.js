// The search box: targets, units and officials.
const FOUND = 12; // results shown of each kind
let known = null;

function entries() {
  if (known) return known;
  const targets = data.targets.map(([name, title]) =>
    ({ text: `${title} (${name})`, address: `#target-${encodeURIComponent(name)}` }));
  const units = data.units.map((name, unit) => ({ text: name, address: addressOf(unit) }));
  const people = data.units.flatMap((name, unit) => {
    const own = block(unit);
    return own.p.map((id, at) => ({
      text: own.n ? `${id} · ${own.n[at]} · ${name}` : `${id} · ${name}`, address: addressOf(unit),
    }));
  });
  known = [targets, units, people].map((kind) => kind.map((entry) => [fold(entry.text), entry]));
  return known;
}

function search(text) {
  const results = document.getElementById("results");
  if (text.length < 2) {
    results.replaceChildren();
    return;
  }
  const found = entries().flatMap((kind) => {
    const hits = [];
    for (const [folded, entry] of kind) {
      if (folded.includes(text)) hits.push(entry);
      if (hits.length === FOUND) break;
    }
    return hits;
  });
  results.replaceChildren(...(found.length
    ? found.map((entry) => element("li", {}, element("a", { href: entry.address }, entry.text)))
    : [element("li", {}, say.nothing)]));
}

{
  const box = filterBox(say.search, search);
  const results = element("ul", { id: "results", "aria-label": say.results, "aria-live": "polite" });
  document.getElementById("search").append(box, results);
}
