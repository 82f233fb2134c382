"""What `planner import` understood of a roster, on a terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console

from planner.io.roster.layout import Layout
from planner.io.roster.officials import DATES
from planner.io.roster.one_sheet import OneSheet
from planner.io.roster.reading import IGNORE
from planner.io.roster.small_sheets import SmallSheets
from planner.io.roster.understand import Understood
from planner.language import _, marked
from planner.language.numbers import number
from planner.reports.layout import line, new_table, row, section

_MOST_VALUES = 40
"""Most values listed of one column; the saved mapping lists all of them."""
_MOST_UNITS = 15
_MOST_ROWS = 8
_MOST_SHEETS = 5
_FORMS = {
    "day": marked("day, month and year"),
    "month": marked("month and year (taken for the 1st of the month)"),
    "year": marked("year alone (taken for 1 January)"),
    "serial": marked("the number of a day in Excel"),
    "two digits": marked("two digits for the year (the only century possible)"),
}


def print_understood(console: Console, result: Understood, small: SmallSheets) -> None:
    """Print how sheets, columns, values, sections and rows of a roster were read."""
    _sheets(console, result, small)
    _columns(console, result)
    _values(console, result)
    _dates(console, result)
    _units(console, result)
    _sections(console, result)
    _left_out(console, result)
    _ids(console, result)
    for name, table in small.tables.items():
        text = _("Table {name}; rows: {count}")
        line(console, text.format(name=name, count=number(len(table))))


def _sheets(console: Console, result: Understood, small: SmallSheets) -> None:
    if len(result.sheets) == 1:
        (sheet,) = result.sheets
        title = _(
            "Sheet {sheet}, header in rows {first} to {last}. Officials: {officials}"
        )
        title = title.format(
            sheet=sheet.name,
            first=sheet.layout.header.first,
            last=sheet.layout.header.last,
            officials=number(len(sheet.people)),
        )
        line(console, title, style="bold")
        for name, value in sheet.from_name.items():
            text = _("For everybody, from the name of the sheet: {name} = {value}")
            line(console, text.format(name=name, value=value))
    else:
        _several_sheets(console, result.sheets)
    others = [
        f"{name} ({_(reason)})"
        for name, reason in result.left_out.items()
        if name not in small.sheets
    ]
    if others:
        text = _("Sheets left out: {sheets}")
        line(console, text.format(sheets="; ".join(others)))


def _several_sheets(console: Console, sheets: list[OneSheet]) -> None:
    title = _("Sheets: {sheets}. Officials: {officials}").format(
        sheets=number(len(sheets)),
        officials=number(sum(len(sheet.people) for sheet in sheets)),
    )
    page = new_table(
        title,
        (_("Sheet"), _("From its name"), _("Header in rows"), _("Officials")),
        texts=2,
    )
    for sheet in sheets:
        header = sheet.layout.header
        said = ", ".join(f"{name} = {value}" for name, value in sheet.from_name.items())
        rows = "–".join(map(str, sorted({header.first, header.last})))
        row(page, sheet.name, said, rows, number(len(sheet.people)))
    console.print(page)


def _columns(console: Console, result: Understood) -> None:
    alike: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    for sheet in result.sheets:
        alike.setdefault(tuple(_read_as(sheet.layout)), []).append(sheet.name)
    for read, names in alike.items():
        title = _("Columns")
        if len(alike) > 1:
            shown = _first(names, _MOST_SHEETS, ", ")
            title = _("Columns of {sheets}").format(sheets=shown)
        headings = (_("Column"), _("Heading"), _("Read as"), "")
        page = new_table(title, headings, texts=4)
        for cells in read:
            row(page, *cells)
        console.print(page)
    fixed = {
        name: value for sheet in result.sheets for name, value in sheet.fixed.items()
    }
    for name, value in fixed.items():
        text = _("For everybody, from the mapping: {name} = {value}")
        line(console, text.format(name=name, value=value))


def _read_as(layout: Layout) -> Iterator[tuple[str, ...]]:
    """Yield letter, heading, reading and origin of each column with a heading."""
    for letter in layout.sheet.letters:
        if not (letter in layout.header.paths or letter in layout.unknown):
            continue
        readings = layout.readings.get(letter)
        said = ", ".join(map(str, readings)) if readings else "?"
        if readings == (IGNORE,):
            said = _("left out")
        origin = _("mapping") if letter in layout.from_mapping else ""
        if letter not in layout.readings and letter not in layout.unknown:
            said = _("empty")
        yield letter, layout.heading(letter), said, origin


def _values(console: Console, result: Understood) -> None:
    page = new_table(
        _("Values"),
        (_("Column"), _("In the roster"), _("Read as"), _("Officials")),
        texts=3,
    )
    for name, values in result.values().items():
        ordered = sorted(
            values.items(), key=lambda item: (item[1][0] or "", -item[1][1])
        )
        for at, (text, (value, officials)) in enumerate(ordered[:_MOST_VALUES]):
            shown = "?" if value is None else value
            row(
                page, "" if at else name, text or _("(empty)"), shown, number(officials)
            )
        if (more := len(ordered) - _MOST_VALUES) > 0:
            row(page, "", _("and {count} more").format(count=number(more)), "", "")
    if page.row_count:
        console.print(page)
    for name, officials in _total(
        sheet.columns.several_marks for sheet in result.sheets
    ).items():
        if officials:
            text = _(
                "{name}: several levels marked, the highest counts; officials: {count}"
            )
            line(console, text.format(name=name, count=number(officials)))


def _dates(console: Console, result: Understood) -> None:
    for name in DATES:
        forms = _total(
            sheet.columns.forms.get(name, {}) for sheet in result.sheets
        ).items()
        parts = [f"{_(_FORMS[form])}: {number(count)}" for form, count in forms]
        if parts:
            line(console, f"{name}: " + "; ".join(parts))


def _total(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return total


def _units(console: Console, result: Understood) -> None:
    if "unit" not in result.officials:
        return
    counts = result.officials["unit"].value_counts(sort=False)
    section(console, _("Units: {count}").format(count=number(len(counts))))
    shown = [f"{unit} ({number(size)})" for unit, size in counts.items()]
    line(console, _first(shown, _MOST_UNITS))
    for text, unit in result.respelled.items():
        line(console, _("{text} is read as {unit}").format(text=text, unit=unit))


def _first(texts: Sequence[str], most: int, sign: str = "; ") -> str:
    """Return the first texts on one line, and how many more there are."""
    shown = list(texts[:most])
    if (more := len(texts) - most) > 0:
        shown.append(_("and {count} more").format(count=number(more)))
    return sign.join(shown)


def _sections(console: Console, result: Understood) -> None:
    said = {
        text: meaning
        for sheet in result.sheets
        for text, meaning in sheet.sections.meanings.items()
        if not meaning.startswith("unit =")
    }
    if not said:
        return
    section(console, _("Section rows"))
    for text, meaning in said.items():
        shown = _("left out") if meaning == IGNORE.name else meaning or "?"
        line(console, f"{text}: {shown}")


def _left_out(console: Console, result: Understood) -> None:
    rows: dict[str, list[str]] = {}
    for sheet in result.sheets:
        at_sheet = f"{sheet.name}!" if len(result.sheets) > 1 else ""
        for reason, found in sheet.rows.left_out.items():
            places = [f"{at_sheet}{at} ({text})" for at, text in found]
            rows.setdefault(reason, []).extend(places)
    if not rows:
        return
    section(console, _("Rows left out"))
    for reason, places in rows.items():
        line(console, f"{_(reason)}: {_first(places, _MOST_ROWS)}")


def _ids(console: Console, result: Understood) -> None:
    if result.made_ids or result.kept_ids:
        text = _(
            "Ids: {made} made from unit and running number, {kept} kept from the table "
            "before."
        )
        line(console, "")
        line(
            console,
            text.format(made=number(result.made_ids), kept=number(result.kept_ids)),
        )
