// What is drawn of units: their people, quotas and load, and the list of all enrolments.
const blocks = new Map();

function block(unit) {
  if (!blocks.has(unit)) {
    blocks.set(unit, JSON.parse(document.getElementById(`block-${unit}`).textContent));
  }
  return blocks.get(unit);
}

function addressOf(unit) {
  return `#unit-${encodeURIComponent(data.units[unit])}`;
}

// Person and kind in turns -> rows [unit, person, kind].
function rowsOf(unit, turns, kinds) {
  const rows = [];
  for (let at = 0; at < turns.length; at += 2) rows.push([unit, turns[at], kinds[turns[at + 1]]]);
  return rows;
}

const yearColumn = (title, at) => [title, (row) => plain(row[2][at]), (row) => row[2][at]];
const plain = remembering(String);

function personColumns(named) {
  const columns = [[say.official, (row) => block(row[0]).p[row[1]]]];
  if (named) columns.push([say.name, (row) => block(row[0]).n[row[1]]]);
  return columns;
}

function enrolmentColumns() {
  return [
    [say.course, (row) => data.courses[row[2][0]]],
    yearColumn(say.start, 1),
    yearColumn(say.end, 2),
    [say.class, (row) => row[2][3]],
    [say.line, (row) => data.lines[row[2][4]] || "–"],
    [say.cost, (row) => amount(row[2][5] / 1000), (row) => row[2][5]],
  ];
}

function missingColumns() {
  return [
    [say.target, (row) => `${data.targets[row[2][0]][1]} (${data.targets[row[2][0]][0]})`, null,
      (row) => `#target-${encodeURIComponent(data.targets[row[2][0]][0])}`],
    yearColumn(say.year, 1),
    [say.reason, (row) => data.reasons[row[2][2]]],
    [say.course, (row) => (row[2][3] < 0 ? "–" : data.courses[row[2][3]])],
    [say.detail, (row) => row[2][5]],
  ];
}

function yearTable(caption, first, rows, total) {
  const columns = [[first, (row) => row[0]]];
  data.years.forEach((year, at) =>
    columns.push([String(year), (row) => numbers.format(row[1][at]), (row) => row[1][at]]));
  if (total) {
    const sum = (row) => row[1].reduce((a, b) => a + b, 0);
    columns.push([say.total, (row) => numbers.format(sum(row)), sum]);
  }
  return drawn(caption, columns, rows);
}

function quotaRows(taken) {
  const rows = new Map();
  for (const [, , kind] of taken) {
    if (!rows.has(kind[0])) rows.set(kind[0], data.years.map(() => 0));
    rows.get(kind[0])[kind[1] - data.years[0]] += 1;
  }
  return [...rows.keys()].sort((a, b) => a - b).map((course) => [data.courses[course], rows.get(course)]);
}

function drawUnit(unit) {
  const own = block(unit);
  const taken = rowsOf(unit, own.e, data.enrolments);
  const lacking = rowsOf(unit, own.m, data.missing);
  const people = personColumns(own.n !== undefined);
  const titles = [say.serving, say.away, say.allowed, say.beyond, say.weeks];
  const load = titles.map((title, at) => [title, own.l[at]]).filter((row) => row[1].length);
  const parts = taken.length
    ? [yearTable(say.quotas, say.course, quotaRows(taken), true),
      drawn(say.sends, [...people, ...enrolmentColumns()], taken)]
    : [element("p", {}, say.nobody)];
  parts.push(yearTable(say.load, say.figure, load, false));
  if (lacking.length) {
    parts.push(drawn(say.lacking, [...people, ...missingColumns()], lacking));
  } else {
    parts.push(element("p", {}, say.nobody_lacking));
  }
  document.getElementById("unit-title").textContent = data.units[unit];
  document.getElementById("unit-content").replaceChildren(...parts);
}

function drawEnrolments() {
  const place = document.getElementById("enrolment-list");
  if (place.childElementCount) return;
  const rows = data.units.flatMap((_, unit) => rowsOf(unit, block(unit).e, data.enrolments));
  const unit = [say.unit, (row) => data.units[row[0]], null, (row) => addressOf(row[0])];
  const people = personColumns(data.units.length > 0 && block(0).n !== undefined);
  place.replaceChildren(drawn(say.all_enrolments, [...people, unit, ...enrolmentColumns()], rows));
}
