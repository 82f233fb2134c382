// Tables that sort and filter: those of the page, and those drawn from data.
document.documentElement.classList.add("js");
const data = JSON.parse(document.getElementById("data").textContent);
const say = data.texts;
const numbers = new Intl.NumberFormat(data.lang, { maximumFractionDigits: 3 });
const order = new Intl.Collator(data.lang, { numeric: true });
const PAGE = 200; // rows of a long table that are drawn at once
const PRINTED = 20000; // a table of more rows prints the page that is shown
const FEW = 8; // rows that are seen at a glance and need no filter

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name]);
}

// The same few texts stand in hundreds of thousands of rows.
function remembering(work) {
  const known = new Map();
  return (given) => {
    if (!known.has(given)) known.set(given, work(given));
    return known.get(given);
  };
}

// Letters alone, so that "can tho" finds "Cần Thơ".
const fold = remembering((text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase());
const amount = remembering((value) => numbers.format(value));

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  made.append(...children); // text becomes text, never markup
  return made;
}

function filterBox(label, changed) {
  const box = element("input", { type: "search", autocomplete: "off" });
  let waiting = 0;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => changed(fold(box.value.trim())), 120);
  });
  return element("label", {}, label, " ", box);
}

function sortButtons(table, sort) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, at) => {
    const title = head.textContent;
    const button = element("button", { type: "button", title: fill(say.sort, { column: title }) }, title);
    head.replaceChildren(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      sort(at, up ? 1 : -1);
    });
  });
}

function compare(first, second, way) {
  // What has no number stays last, whichever way.
  if (typeof first === "number" && typeof second === "number") return way * (first - second);
  if (typeof first === "number") return -1;
  if (typeof second === "number") return 1;
  return way * order.compare(first, second);
}

// A table whose rows are in the page.
function enhance(table) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  if (rows.length < 2) return;
  const numeric = [...table.tHead.rows[0].cells].map((_, at) =>
    rows.some((row) => row.cells[at].dataset.value !== undefined));
  const key = (row, at) => {
    const cell = row.cells[at];
    if (cell.dataset.value !== undefined) return Number(cell.dataset.value);
    return numeric[at] ? "" : cell.textContent;
  };
  sortButtons(table, (at, way) => {
    const keyed = rows.map((row) => [key(row, at), row]);
    keyed.sort((a, b) => compare(a[0], b[0], way));
    body.append(...keyed.map((pair) => pair[1]));
  });
  if (rows.length <= FEW) return;
  const shown = element("span", { role: "status" });
  let folded = null;
  const tools = element("div", { class: "tools" }, filterBox(say.filter, (text) => {
    folded = folded || rows.map((row) => fold([...row.cells].map((cell) => cell.textContent).join(" ")));
    let left = 0;
    rows.forEach((row, at) => {
      row.hidden = !folded[at].includes(text);
      left += row.hidden ? 0 : 1;
    });
    shown.textContent = text ? fill(say.rows, { shown: numbers.format(left), all: numbers.format(rows.length) }) : "";
  }), shown);
  table.parentElement.before(tools);
}

// A table of data in pages. Columns: [title, text(row), number(row) or null, address(row) or null].
function drawn(caption, columns, rows) {
  const heads = columns.map(([title, , value]) =>
    element("th", value ? { scope: "col", class: "number" } : { scope: "col" }, title));
  const body = element("tbody");
  const table = element("table", { class: "data" }, element("caption", {}, caption),
    element("thead", {}, element("tr", {}, ...heads)), body);
  let kept = rows, first = 0;
  const range = element("span", { role: "status" });
  const turn = (text, step) => {
    const button = element("button", { type: "button" }, text);
    button.addEventListener("click", () => { first += step; draw(false); });
    return button;
  };
  const before = turn(say.previous, -PAGE), after = turn(say.next, PAGE);
  function draw(whole) {
    whole &&= kept.length <= PRINTED;
    const size = whole ? kept.length : PAGE;
    const from = whole ? 0 : first;
    body.replaceChildren();
    for (const row of kept.slice(from, from + size)) {
      body.append(element("tr", {}, ...columns.map(([, text, value, address], at) => {
        const target = address && address(row);
        const shown = target ? element("a", { href: target }, text(row)) : text(row);
        const heading = at ? {} : { scope: "row" };
        return element(at ? "td" : "th", value ? { ...heading, class: "number" } : heading, shown);
      })));
    }
    const last = Math.min(from + size, kept.length);
    range.textContent = fill(say.page, {
      first: numbers.format(kept.length ? from + 1 : 0), last: numbers.format(last), all: numbers.format(kept.length),
    });
    before.disabled = from === 0;
    after.disabled = last === kept.length;
  }
  table.redraw = draw;
  const show = (found) => { kept = found; first = 0; draw(false); };
  sortButtons(table, (at, way) => {
    const key = columns[at][2] || columns[at][1];
    const keyed = kept.map((row) => [key(row), row]);
    keyed.sort((a, b) => compare(a[0], b[0], way));
    show(keyed.map((pair) => pair[1]));
  });
  const box = filterBox(say.filter, (text) =>
    show(text ? rows.filter((row) => columns.some((column) => fold(column[1](row)).includes(text))) : rows));
  const turns = rows.length > PAGE ? [before, after] : [];
  draw(false);
  const tools = rows.length > FEW ? [element("div", { class: "tools" }, box, range, ...turns)] : [];
  return element("div", {}, ...tools, element("div", { class: "scroll" }, table));
}

// A table of the page whose rows are data beside it.
function drawLater(place) {
  const given = JSON.parse(document.getElementById(place.dataset.rows).textContent);
  const part = (cell, at) => (typeof cell === "string" ? [cell, null, ""][at] : cell[at]);
  const columns = given.columns.map((title, at) => [
    title,
    (row) => part(row[at], 0),
    at < given.texts ? null : (row) => part(row[at], 1),
    (row) => part(row[at], 2),
  ]);
  place.replaceChildren(drawn(given.caption, columns, given.rows));
}

function redraw(whole) {
  document.querySelectorAll("main details").forEach((part) => { part.open = whole; });
  document.querySelectorAll("main > .shown table.data").forEach((table) => table.redraw && table.redraw(whole));
}

addEventListener("beforeprint", () => redraw(true));
addEventListener("afterprint", () => redraw(false));
